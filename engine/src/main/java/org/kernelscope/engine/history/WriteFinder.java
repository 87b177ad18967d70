/* Finds the last turn that wrote some bytes. */
package org.kernelscope.engine.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kernelscope.engine.view.CodeLocation;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;

/**
 * First at full speed, noting in which short slice the bytes were written last, then that slice turn by turn.
 *
 * @param physical address of the first byte in RAM
 * @param length in bytes
 * @param places where a core of a machine stands in its text
 */
public record WriteFinder(int physical, int length, Places places) implements Finder<LastWrite> {
    /** A buffered store has left long before so many turns, under every policy that is fair. */
    private static final long LONGEST_BUFFERED = 1 << 12;

    /** Says where a core stands. */
    @FunctionalInterface
    public interface Places {
        CodeLocation of(Machine machine, int core);
    }

    /** Those stretches in which the bytes may have been written. */
    public List<Stretch> worthwhile(List<Stretch> all) {
        return all.stream().filter(this::worthwhile).toList();
    }

    private boolean worthwhile(Stretch stretch) {
        return stretch.written().isEmpty() || stretch.written().get().meets(physical, length);
    }

    @Override
    public Optional<LastWrite> last(Stretch stretch, Again again, BooleanSupplier stop) {
        Machine machine = again.machine();
        machine.writes().note(physical, length);
        long written = -1;
        boolean more = true;
        while (more && again.step() < stretch.end()) {
            long slice = again.step();
            more = again.runTo(Math.min(slice + Again.SLICE, stretch.end()), stop);
            written = machine.writes().noted() ? slice : written;
        }
        return written < 0 || stop.getAsBoolean()
                ? Optional.empty()
                : Optional.of(inSlice(stretch, again, written, Math.min(written + Again.SLICE, stretch.end()), stop));
    }

    /** The last of these turns that wrote; there is one. */
    private LastWrite inSlice(Stretch stretch, Again again, long from, long to, BooleanSupplier stop) {
        Machine machine = again.machine();
        goTo(stretch, again, from - LONGEST_BUFFERED, stop);
        var stores = new Stores(machine);
        Turn last = new Turn(0, 0, 0, 0);
        machine.writes().noted();
        while (again.step() < to) {
            long before = again.step();
            int core = again.turn();
            stores.after(core, before);
            if (machine.writes().noted() && before >= from) {
                last = new Turn(again.step(), machine.now(), core, stores.issued);
            }
        }
        stores.close();
        assert last.step > 0 : "what was noted once is noted again";
        goTo(stretch, again, last.issued, stop);
        return new LastWrite(last.step, last.time, last.core, last.issued, places.of(machine, last.core));
    }

    private static void goTo(Stretch stretch, Again again, long step, BooleanSupplier stop) {
        again.returnTo(step >= stretch.begin().steps() ? stretch.begin() : stretch.before());
        again.runTo(step, stop);
    }

    private record Turn(long step, long time, int core, long issued) {}

    /** Which instructions the stores to the bytes come from, some of which wait in buffers first. */
    private final class Stores {
        private final Machine machine;
        private final List<Deque<Long>> waiting = new ArrayList<>();
        private final List<Access> arrived = new ArrayList<>();
        private long issued;

        Stores(Machine machine) {
            this.machine = machine;
            for (int core = 0; core < machine.config().cores(); core++) {
                waiting.add(new ArrayDeque<>());
            }
            machine.watch(IntStream.range(physical, physical + length).boxed().collect(Collectors.toSet()));
            machine.observe(event -> {
                if (event instanceof Accessed access
                        && access.kind() != Access.READ
                        && meets(access.physical(), access.size())) {
                    arrived.add(access.kind());
                }
            });
        }

        void close() {
            machine.unobserve();
            machine.watch(Set.of());
        }

        /** After a core's turn: which instruction the bytes are from now, if the turn changed that. */
        void after(int core, long step) {
            Deque<Long> own = waiting.get(core);
            issued = step;
            for (Access kind : arrived) {
                issued = kind == Access.LOCKED || own.isEmpty() ? step : own.remove();
            }
            arrived.clear();
            long wait = machine.bufferedStores(core).stream()
                    .filter(store -> meets(store.physical(), store.bytes()))
                    .count();
            while (own.size() < wait) {
                own.add(step);
            }
        }

        private boolean meets(int address, int bytes) {
            return address < physical + length && physical < address + bytes;
        }
    }
}
