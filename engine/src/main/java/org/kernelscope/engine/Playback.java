/* One machine with its past: forwards by executing, backwards by returning to a checkpoint and executing again. */
package org.kernelscope.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.frame.FrameBuilder;
import org.kernelscope.engine.frame.Places;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.history.Checkpoints;
import org.kernelscope.engine.history.LastWrite;
import org.kernelscope.engine.history.PastSearch;
import org.kernelscope.engine.history.RunLog;
import org.kernelscope.engine.history.WriteFinder;
import org.kernelscope.engine.view.CodeLocation;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.kernel.KernelImage;

/**
 * A playback stands between two turns of a machine and moves in both directions. Wherever it goes, the state there is
 * the same to the bit each time. For one thread; {@link Player} gives it one of its own.
 */
public final class Playback {
    /** A step by event or line gives up after so many turns without one. */
    public static final long LONGEST_STEP = 50_000_000;

    /** At 115,200 bits a second. */
    private static final int CHARACTER_MICROSECONDS = 87;

    private static final int TURNS_BETWEEN_ASKING = 1 << 10;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final Scenario scenario;
    private final KernelImage image;
    private final Tape tape;
    private final Places places;
    private final FrameBuilder frames;
    private final Map<String, String> sources;
    private final Predicate<KernelEvent> matters;
    private BooleanSupplier cancelled = () -> false;

    private Playback(
            Scenario scenario, KernelImage image, Guest guest, Tape tape, Places places, Map<String, String> sources) {
        this.scenario = scenario;
        this.image = image;
        this.tape = tape;
        this.places = places;
        this.sources = sources;
        matters = Scenarios.matters(scenario);
        frames = new FrameBuilder(scenario, guest, places);
    }

    /** A machine of this scenario alone, just powered on with this image and its programs, observed by nobody. */
    public static Machine boot(Scenario scenario, KernelImage image) throws UserMistake {
        return Tape.boot(scenario, image);
    }

    /** A machine of this scenario, just powered on with this image. */
    public static Playback open(Scenario scenario, KernelImage image) throws UserMistake {
        return open(
                scenario,
                image,
                new Checkpoints(),
                new RunLog(scenario.machine().cores()));
    }

    /** The same with an empty history of its own size. */
    static Playback open(Scenario scenario, KernelImage image, Checkpoints checkpoints, RunLog log) throws UserMistake {
        Guest guest = new Guest(image, Tape.boot(scenario, image));
        Places places = new Places(guest);
        Tape tape = new Tape(guest, KernelMapper.map(image, places), Script.live(scenario), checkpoints, log);
        return new Playback(scenario, image, guest, tape, places, Map.of());
    }

    /**
     * The machine of a recording, just powered on; it will go the recorded way, and beyond its end as the scenario's
     * policy says.
     *
     * @throws UserMistake if the image or the machine is not the recorded one; the message has both hashes
     */
    public static Playback open(Recording recording, KernelImage image) throws UserMistake {
        if (!recording.imageHash().equals(image.hash())) {
            throw new UserMistake("The recording was made with the kernel image " + recording.imageHash()
                    + ", but this one is " + image.hash() + ": build the variant and the sources that it names.");
        }
        Machine machine = Tape.boot(recording.scenario(), image);
        if (machine.stateHash() != recording.initialState()) {
            throw new UserMistake("The recording begins with the machine state "
                    + Recording.hex(recording.initialState()) + ", but this machine with "
                    + Recording.hex(machine.stateHash()) + ": it was made by another version of the program.");
        }
        Guest guest = new Guest(image, machine);
        Places places = new Places(guest);
        Tape tape = new Tape(
                guest,
                KernelMapper.map(image, places),
                Script.of(recording),
                new Checkpoints(),
                new RunLog(machine.config().cores()));
        return new Playback(recording.scenario(), image, guest, tape, places, recording.sources());
    }

    public Scenario scenario() {
        return scenario;
    }

    public KernelImage image() {
        return image;
    }

    /** The machine, to peek at; whoever makes it take turns breaks the playback. */
    public Machine machine() {
        return tape.machine();
    }

    /** Turns taken since power-on. */
    public long step() {
        return tape.step();
    }

    /** Virtual time in cycles. */
    public long time() {
        return tape.machine().now();
    }

    /** Whether the machine has no further turn. */
    public boolean ended() {
        return tape.ended();
    }

    /** Whether all cores have halted and nothing but input can wake them. */
    public boolean waitsForInput() {
        return tape.waits();
    }

    /**
     * Types at the serial line, at the pace of a fast one, after all that is still to come. Typed into the past, it
     * makes another future. A machine that was switched off hears nothing.
     *
     * @param text one byte for each character
     */
    public void type(String text) {
        if (!ended() || waitsForInput()) {
            tape.type(text.getBytes(StandardCharsets.ISO_8859_1), (long) scenario.megahertz() * CHARACTER_MICROSECONDS);
        }
    }

    /**
     * Moves by one instruction, line or event. The events are those that matter to the scenario.
     *
     * @param core only what this core does counts, the others move along; empty: whatever any core does
     * @return whether it moved: false if there is nothing in that direction
     */
    public boolean step(Granularity granularity, Direction direction, OptionalInt core) {
        if (direction == Direction.BACKWARD && granularity == Granularity.EVENT) {
            return backToEvent(core);
        }
        Stop stop = stop(granularity, core);
        return direction == Direction.FORWARD ? forward(stop, LONGEST_STEP) : back(stop);
    }

    /** Takes up to so many turns; returns how many it took before the machine ended. */
    public long run(long maxSteps) {
        long begin = step();
        runTo(begin + maxSteps);
        return step() - begin;
    }

    /** Goes to the moment after so many turns, or to the end of the machine if that comes first. */
    public void travelToStep(long step) {
        long target = Math.max(0, step);
        tape.rewindFor(target);
        runTo(target);
    }

    /** Goes to the first moment at or after this virtual time, or to the end of the machine if that comes first. */
    public void travelToTime(long cycles) {
        tape.rewindForTime(cycles);
        boolean more = true;
        while (more && time() < cycles) {
            more = !cancelledNow() && tape.turn() >= 0;
        }
    }

    /** Takes turns until just after a wanted event; false if the machine ended or the turns were used up before. */
    public boolean runToEvent(Predicate<KernelEvent> wanted, long maxSteps) {
        long end = step() + maxSteps;
        while (step() < end && !cancelledNow() && tape.turn() >= 0) {
            if (tape.eventsOfTurn().stream().anyMatch(wanted)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The last turn before the present that wrote any of these bytes, if only with what they held; empty if none did since
     * power-on. The present stays where it is.
     *
     * @param core by whose page tables of the present the address is meant
     * @param linear address of the first byte
     * @param length in bytes, inside one page
     * @throws UserMistake if that is not in RAM
     * @throws java.util.concurrent.CancellationException if somebody wanted the search to end
     */
    public Optional<LastWrite> lastWrite(int core, int linear, int length) throws UserMistake {
        return lastWrite(core, linear, length, step());
    }

    /** The same of turns up to a step that is not after the present. */
    public Optional<LastWrite> lastWrite(int core, int linear, int length, long end) throws UserMistake {
        OptionalInt physical = machine().translate(core, linear);
        int bytes = machine().config().memoryMiB() << 20;
        if (physical.isEmpty() || Integer.compareUnsigned(physical.getAsInt(), bytes - length) > 0) {
            throw new UserMistake(String.format(
                    "At 0x%08x there is no memory for core %d now: ask for an address that is mapped.", linear, core));
        }
        return lastPhysicalWrite(physical.getAsInt(), length, end, PROCESSORS);
    }

    /** The last turn before the present that wrote any of these bytes, given by physical address, which are in RAM. */
    public Optional<LastWrite> lastPhysicalWrite(int physical, int length) {
        return lastPhysicalWrite(physical, length, step(), PROCESSORS);
    }

    /** The same of turns up to a step, by so many workers, on whose number it does not depend. */
    Optional<LastWrite> lastPhysicalWrite(int physical, int length, long end, int workers) {
        var finder = new WriteFinder(physical, length, this::location);
        return new PastSearch(workers, tape::again, cancelled).last(finder.worthwhile(tape.past(end)), finder);
    }

    private CodeLocation location(Machine twin, int core) {
        return new Places(new Guest(image, twin)).location(twin.core(core));
    }

    /** About how many bytes the moments hold to which this can return. */
    public long historyBytes() {
        return tape.checkpoints().held();
    }

    /** How many such moments there are. */
    public int checkpoints() {
        return tape.checkpoints().count();
    }

    /** The present, with nothing marked as changed. */
    public Frame frame() {
        return frame(Optional.empty(), false);
    }

    /** The present; changes and events are relative to the previous frame. */
    public Frame frame(Frame previous) {
        return frame(Optional.of(previous), false);
    }

    Frame frame(Optional<Frame> previous, boolean running) {
        return frames.build(tape.model(), tape.log(), tape.actor(), previous, running);
    }

    /**
     * The events up to the present, oldest first: all of them, unless there were more than half a million; then the latest
     * of them, and of the distant past those since the last return to it.
     */
    public List<KernelEvent> events() {
        return List.copyOf(tape.log().upTo(step()));
    }

    /** What is known of this run, as far as it was ever played. */
    public Recording record() {
        Decisions decisions = tape.decisions();
        return new Recording(
                scenario,
                image.hash(),
                tape.initialState(),
                decisions,
                tape.inputs(),
                tape.digests(),
                Optional.empty(),
                tape.known() > decisions.end() ? OptionalLong.of(tape.known()) : OptionalLong.empty(),
                sources);
    }

    /** Long journeys end early, at some moment in between, once this holds. */
    void cancelWhen(BooleanSupplier condition) {
        cancelled = condition;
    }

    private boolean cancelledNow() {
        return step() % TURNS_BETWEEN_ASKING == 0 && cancelled.getAsBoolean();
    }

    private void runTo(long step) {
        boolean more = true;
        while (more && step() < step) {
            more = !cancelled.getAsBoolean() && tape.turns(step) > 0;
        }
    }

    private boolean forward(Stop stop, long maxSteps) {
        long begin = step();
        stop.begin();
        while (step() - begin < maxSteps && !cancelledNow()) {
            int actor = tape.turn();
            if (actor < 0 || stop.after(actor)) {
                break;
            }
        }
        return step() > begin;
    }

    /** Goes to the last moment before this one at which a step forwards would have stopped, or to power-on. */
    private boolean back(Stop stop) {
        long last = step() - 1;
        if (last < 0) {
            return false;
        }
        long found = 0;
        while (last > 0 && found == 0) {
            tape.rewindFor(last - 1);
            long window = step();
            stop.begin();
            while (step() < last && tape.turn() >= 0) {
                if (stop.after(tape.actor().orElseThrow())) {
                    found = step();
                }
            }
            last = window;
        }
        travelToStep(found);
        return true;
    }

    private boolean backToEvent(OptionalInt core) {
        long present = step();
        if (present == 0) {
            return false;
        }
        Predicate<KernelEvent> wanted = event -> counts(event, core);
        long before = present;
        Optional<KernelEvent> found = tape.log().lastBefore(before, wanted);
        while (found.isEmpty() && tape.log().knownFrom(before - 1) > 0 && !cancelled.getAsBoolean()) {
            before = tape.log().knownFrom(before - 1) + 1;
            tape.rewindFor(Math.max(0, before - 2));
            runTo(before - 1);
            found = tape.log().lastBefore(before, wanted);
        }
        if (found.isPresent() || !cancelled.getAsBoolean()) {
            travelToStep(found.map(KernelEvent::step).orElse(0L));
        }
        return true;
    }

    private boolean counts(KernelEvent event, OptionalInt core) {
        return matters.test(event) && (core.isEmpty() || core.getAsInt() == event.core());
    }

    private Stop stop(Granularity granularity, OptionalInt core) {
        return switch (granularity) {
            case INSTRUCTION -> new TurnStop(core);
            case LINE -> new LineStop(core);
            case EVENT -> new EventStop(core);
        };
    }

    private record TurnStop(OptionalInt core) implements Stop {
        @Override
        public void begin() {}

        @Override
        public boolean after(int actor) {
            return core.isEmpty() || core.getAsInt() == actor;
        }
    }

    private final class EventStop implements Stop {
        private final OptionalInt core;

        EventStop(OptionalInt core) {
            this.core = core;
        }

        @Override
        public void begin() {}

        @Override
        public boolean after(int actor) {
            return tape.eventsOfTurn().stream().anyMatch(event -> counts(event, core));
        }
    }

    private final class LineStop implements Stop {
        private final OptionalInt core;
        private final CodeLocation[] lines = new CodeLocation[scenario.machine().cores()];

        LineStop(OptionalInt core) {
            this.core = core;
        }

        @Override
        public void begin() {
            for (int id = 0; id < lines.length; id++) {
                lines[id] = line(id);
            }
        }

        @Override
        public boolean after(int actor) {
            CodeLocation before = lines[actor];
            lines[actor] = line(actor);
            boolean counts = core.isEmpty() || core.getAsInt() == actor;
            return counts && lines[actor].known() && !lines[actor].equals(before);
        }

        private CodeLocation line(int id) {
            return places.location(machine().core(id));
        }
    }
}
