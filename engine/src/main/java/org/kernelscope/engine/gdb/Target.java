/* A machine that moves until something that gdb waits for. */
package org.kernelscope.engine.gdb;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.kernelscope.engine.history.Again;
import org.kernelscope.engine.history.PastSearch;
import org.kernelscope.engine.history.Stretch;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.MachineEvent.Probed;

/**
 * Breakpoints and watchpoints are probes of the machine: memory holds no trace of them. A breakpoint stops before its
 * instruction; a watchpoint stops after the access, or before it on the way back.
 */
final class Target {
    /** So many breakpoints and watchpoints can be set. */
    static final int POINTS_MAX = 1024;

    /** The longest range that can be watched, in bytes. */
    static final int WATCHED_BYTES_MAX = 4096;

    private static final int LINE_BYTES = 64;
    private static final int TURNS_BETWEEN_ASKING = 1 << 12;

    private final Past past;
    private final Machine machine;
    /** The watched points with the physical addresses of their bytes; breakpoints with none. */
    private final Map<Point, int[]> points = new LinkedHashMap<>();

    private Optional<Stopped.At> met = Optional.empty();

    Target(Past past) {
        this.past = past;
        machine = past.machine();
        machine.observe(this::saw);
    }

    Past past() {
        return past;
    }

    Machine machine() {
        return machine;
    }

    /** Sets a point, its addresses taken as this core sees them; false if it cannot be watched. */
    boolean set(Point point, int core) {
        boolean breakpoint = point.kind().breakpoint();
        if (points.containsKey(point)) {
            return true;
        }
        if (points.size() >= POINTS_MAX || !breakpoint && (point.length() < 1 || point.length() > WATCHED_BYTES_MAX)) {
            return false;
        }
        int[] bytes = new int[breakpoint ? 0 : point.length()];
        for (int i = 0; i < bytes.length; i++) {
            OptionalInt physical = machine.translate(core, point.address() + i);
            if (physical.isEmpty()) {
                return false;
            }
            bytes[i] = physical.getAsInt();
        }
        points.put(point, bytes);
        watch();
        return true;
    }

    /** Takes a point away; that it was never set does no harm. */
    void clear(Point point) {
        points.remove(point);
        watch();
    }

    void clearAll() {
        points.clear();
        watch();
    }

    /**
     * Runs until a point, or until this core, if there is one, had a turn.
     *
     * @param before the core of which the stop is told if no core moves
     */
    Stopped forward(BitSet held, OptionalInt stepping, int before, BooleanSupplier interrupted) {
        met = Optional.empty();
        int latest = before;
        while (true) {
            long step = past.step();
            int core = past.turn(held);
            if (core < 0) {
                return new Stopped.AtEnd(latest, false);
            }
            latest = core;
            if (met.isPresent()) {
                Stopped.At at = met.get();
                if (at.point().kind().breakpoint()) {
                    past.travelTo(step);
                }
                return at;
            }
            if (stepping.isPresent() && stepping.getAsInt() == core) {
                return new Stopped.Done(core);
            }
            if (past.step() % TURNS_BETWEEN_ASKING == 0 && interrupted.getAsBoolean()) {
                return new Stopped.Interrupted(latest);
            }
        }
    }

    /**
     * Goes back to the latest moment before a turn that meets a point, or before one of this core if there is one.
     *
     * @param before the core of which the stop is told if there was no such moment
     */
    Stopped backward(OptionalInt stepping, int before, BooleanSupplier interrupted) {
        if (stepping.isPresent()) {
            return backwardBy(stepping.getAsInt(), before, interrupted);
        }
        var search = new PastSearch(Runtime.getRuntime().availableProcessors(), past::again, interrupted);
        try {
            Optional<Moment> last = search.last(past.stretches(), this::last);
            past.travelTo(last.map(Moment::step).orElse(past.begin()));
            return last.isPresent() ? last.get().met() : new Stopped.AtEnd(before, true);
        } catch (CancellationException e) {
            return new Stopped.Interrupted(before);
        }
    }

    /** A turn that met a point. */
    private record Moment(long step, Stopped met) {}

    /** The last such turn in a part of the past. Of one turn, the first thing that it meets counts. */
    private Optional<Moment> last(Stretch stretch, Again again, BooleanSupplier stop) {
        Machine twin = again.machine();
        List<Moment> latest = new ArrayList<>(1);
        watch(twin);
        twin.observe(event -> {
            long step = twin.steps();
            if (latest.isEmpty() || latest.getFirst().step() < step) {
                met(event).ifPresent(at -> {
                    latest.clear();
                    latest.add(new Moment(step, at));
                });
            }
        });
        again.runTo(stretch.end(), stop);
        twin.unobserve();
        return latest.stream().findFirst();
    }

    private Stopped backwardBy(int core, int before, BooleanSupplier interrupted) {
        long end = past.step();
        while (end > past.begin()) {
            past.returnBefore(end);
            long window = past.step();
            OptionalLong last = OptionalLong.empty();
            while (past.step() < end) {
                long step = past.step();
                last = past.turnAgain() == core ? OptionalLong.of(step) : last;
                if (past.step() % TURNS_BETWEEN_ASKING == 0 && interrupted.getAsBoolean()) {
                    past.travelTo(past.step());
                    return new Stopped.Interrupted(before);
                }
            }
            if (last.isPresent()) {
                past.travelTo(last.getAsLong());
                return new Stopped.Done(core);
            }
            end = window;
        }
        past.travelTo(past.begin());
        return new Stopped.AtEnd(before, true);
    }

    private void watch() {
        watch(machine);
    }

    private void watch(Machine machine) {
        Set<Integer> probes = new HashSet<>();
        Set<Integer> lines = new HashSet<>();
        points.forEach((point, bytes) -> {
            if (point.kind().breakpoint()) {
                probes.add(point.address());
            }
            for (int physical : bytes) {
                lines.add(physical & -LINE_BYTES);
            }
        });
        machine.probe(probes);
        machine.watch(lines);
    }

    /** The first thing that a turn meets counts. */
    private void saw(MachineEvent event) {
        if (met.isEmpty()) {
            met = met(event);
        }
    }

    private Optional<Stopped.At> met(MachineEvent event) {
        return switch (event) {
            case Probed probed ->
                points.keySet().stream()
                        .filter(point -> point.kind().breakpoint() && point.address() == probed.address())
                        .findFirst()
                        .map(point -> new Stopped.At(probed.core(), point, point.address()));
            case Accessed access ->
                points.entrySet().stream()
                        .filter(entry -> wants(entry.getKey().kind(), access.kind()))
                        .flatMap(entry -> hit(entry.getKey(), entry.getValue(), access).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static boolean wants(Point.Kind kind, Access access) {
        return switch (kind) {
            case WRITE -> access != Access.READ;
            case READ -> access != Access.WRITE;
            case ACCESS -> true;
            case SOFTWARE_BREAKPOINT, HARDWARE_BREAKPOINT -> false;
        };
    }

    /** The first watched byte that an access touched. */
    private static Optional<Stopped.At> hit(Point point, int[] bytes, Accessed access) {
        for (int i = 0; i < bytes.length; i++) {
            int offset = bytes[i] - access.physical();
            if (offset >= 0 && offset < access.size()) {
                return Optional.of(new Stopped.At(access.core(), point, point.address() + i));
            }
        }
        return Optional.empty();
    }
}
