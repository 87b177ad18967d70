/* A machine, the kernel model beside it, and all that is kept of their run. */
package org.kernelscope.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.history.Again;
import org.kernelscope.engine.history.Checkpoint;
import org.kernelscope.engine.history.Checkpoints;
import org.kernelscope.engine.history.RunLog;
import org.kernelscope.engine.history.Stretch;
import org.kernelscope.engine.model.KernelMap;
import org.kernelscope.engine.model.KernelModel;
import org.kernelscope.engine.model.Surroundings;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Program;

/** Takes turns and returns to checkpoints. What is executed for the first time is logged, what again is not. */
final class Tape {
    /** So many runs of one choice are recorded; beyond them the policy chooses again as it did. */
    private static final int MOST_RUNS = 1 << 21;

    private static final long DENSE_TURNS = Checkpoints.SPACING * 16;

    private final Guest guest;
    private final Machine machine;
    private final Interleaving live = new Scripted();
    private final Decisions.Recorder recorder = new Decisions.Recorder(live);
    private final RunLog log;
    private final Checkpoints checkpoints;
    private final List<Long> digests = new ArrayList<>();
    private final List<KernelEvent> eventsOfTurn = new ArrayList<>();
    private final long initialState;

    private Script script;
    private KernelModel model;
    private OptionalInt actor = OptionalInt.empty();
    private long known;
    private boolean endKnown;

    Tape(Guest guest, KernelMap map, Script script, Checkpoints checkpoints, RunLog log) {
        this.checkpoints = checkpoints;
        this.log = log;
        this.guest = guest;
        machine = guest.machine();
        this.script = script;
        model = KernelModel.atPowerOn(map, machine.config().cores());
        initialState = machine.stateHash();
        script.recorded().ifPresent(recording -> machine.inputs(recording.inputs()));
        machine.probe(map.landmarks().keySet());
        machine.watch(lines(map));
        machine.writes().trace();
        Present present = new Present();
        machine.observe(event -> model = model.after(event, present));
        checkpoints.keep(checkpoint());
    }

    /** The machine of a scenario with this image in memory, just powered on. */
    static Machine boot(Scenario scenario, KernelImage image) throws UserMistake {
        List<MachineConfig.Module> modules = new ArrayList<>();
        for (String name : scenario.programs()) {
            Program program = image.program(name)
                    .orElseThrow(() -> new UserMistake("The scenario " + scenario.name() + " needs the user program "
                            + name + ", but the kernel was built without it."));
            modules.add(new MachineConfig.Module(name, program.elf()));
        }
        MachineConfig given =
                modules.isEmpty() ? scenario.machine() : scenario.machine().withModules(modules);
        try {
            return Machine.boot(given, image.elf(), scenario.commandLine());
        } catch (ImageException e) {
            throw new UserMistake("The machine cannot start with this kernel: " + e.getMessage());
        }
    }

    Machine machine() {
        return machine;
    }

    KernelModel model() {
        return model;
    }

    RunLog log() {
        return log;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    OptionalInt actor() {
        return actor;
    }

    long initialState() {
        return initialState;
    }

    long step() {
        return machine.steps();
    }

    boolean ended() {
        return !(machine.state() instanceof MachineState.Running);
    }

    /** Whether nothing but input can wake the machine. */
    boolean waits() {
        return machine.state() instanceof MachineState.Idle;
    }

    /** The choices that were made, as far as they still hold; of a very long run, the first of them. */
    Decisions decisions() {
        return recorder.decisions().upTo(known);
    }

    /** As far as the run was ever played. */
    long known() {
        return known;
    }

    /** State hashes at the multiples of {@link Recording#DIGEST_STEPS}, the first multiple first. */
    List<Long> digests() {
        return List.copyOf(digests);
    }

    /**
     * Bytes arrive at the serial line one after the other, after all that is still to come. Typed into the past, they
     * make another future: what was known after the present is forgotten.
     *
     * @param gap cycles from one to the next
     */
    void type(byte[] bytes, long gap) {
        if (machine.steps() < known || script.goesOnAt(machine.steps())) {
            forgetFuture();
        }
        List<Input> before = machine.inputs();
        long time =
                Math.max(machine.now(), before.isEmpty() ? 0 : before.getLast().cycles());
        for (byte value : bytes) {
            time = machine.input(new Input(time + gap, Input.Kind.SERIAL, value))
                    .cycles();
        }
        endKnown = false;
    }

    private void forgetFuture() {
        long step = machine.steps();
        machine.inputs(machine.inputs().subList(0, arrived()));
        script = script.upTo(step);
        known = step;
        endKnown = false;
        checkpoints.forgetAfter(step);
        log.forgetAfter(step, machine.now());
        int whole = Math.toIntExact(step / Recording.DIGEST_STEPS);
        digests.subList(Math.min(whole, digests.size()), digests.size()).clear();
    }

    /** How many inputs the machine has seen: those that are due. */
    private int arrived() {
        return (int) machine.inputs().stream()
                .filter(input -> input.cycles() <= machine.now())
                .count();
    }

    /** All input, with its times. */
    List<Input> inputs() {
        return machine.inputs();
    }

    /** What became visible in the turn just taken. */
    List<KernelEvent> eventsOfTurn() {
        return eventsOfTurn;
    }

    /** Takes one turn; the core that had it, or -1 if the machine has ended. */
    int turn() {
        long step = machine.steps();
        keepIfDue(step);
        eventsOfTurn.clear();
        boolean first = step >= known;
        int core = machine.step(policy(first));
        if (core < 0) {
            endKnown = true;
            return core;
        }
        actor = OptionalInt.of(core);
        if (first) {
            known = step + 1;
            log.knownTo(machine.now());
        }
        log.went(step, step + 1);
        if (known == step + 1 && known % Recording.DIGEST_STEPS == 0) {
            digest();
        }
        settle();
        return core;
    }

    /**
     * Takes turns, one at least and as many as there are to this step; fewer where something is due in between.
     *
     * @return turns taken, 0 if the machine has ended
     */
    long turns(long target) {
        long step = machine.steps();
        boolean first = step >= known;
        boolean dense = !first && target - step <= DENSE_TURNS;
        keepIfDue(step);
        long next = first ? (step / Recording.DIGEST_STEPS + 1) * Recording.DIGEST_STEPS : known;
        long until = Math.min(target, Math.min(next, checkpoints.next(step, dense)));
        eventsOfTurn.clear();
        Interleaving policy = policy(first);
        long taken = machine.run(policy, until - step);
        endKnown |= taken < until - step && ended();
        if (taken == 0) {
            return 0;
        }
        actor = OptionalInt.of(machine.last());
        if (first) {
            known = machine.steps();
            log.knownTo(machine.now());
        }
        if (policy == recorder) {
            recorder.reached(known);
        }
        log.went(step, machine.steps());
        if (known == machine.steps() && known % Recording.DIGEST_STEPS == 0) {
            digest();
        }
        settle();
        return taken;
    }

    /** Everything from power-on to a step that is not after the present. */
    List<Stretch> past(long end) {
        return checkpoints.upTo(Math.min(end, step()));
    }

    /** Another machine that can go the same way again. */
    Again again() {
        return new Again(machine.twin(checkpoints.atOrBefore(0).machine()), script.policy(), machine.inputs());
    }

    /** Returns to a checkpoint from which this step is reached by the fewest turns, or stays if that is here. */
    void rewindFor(long step) {
        Checkpoint best = checkpoints.atOrBefore(step);
        if (step < machine.steps() || best.step() > machine.steps()) {
            restore(best);
        }
    }

    /** Likewise for the first moment at or after this virtual time. */
    void rewindForTime(long cycles) {
        Checkpoint best = checkpoints.before(cycles);
        if (cycles <= machine.now() || best.step() > machine.steps()) {
            restore(best);
        }
    }

    private void restore(Checkpoint checkpoint) {
        machine.restore(checkpoint.machine());
        model = checkpoint.model();
        actor = checkpoint.actor();
        eventsOfTurn.clear();
        log.returned(checkpoint.step(), checkpoint.recent());
        settle();
    }

    private void keepIfDue(long step) {
        if (checkpoints.wants(step) && !ended()) {
            checkpoints.keep(checkpoint());
        } else if (checkpoints.has(step)) {
            machine.writes().traced();
        }
    }

    private Checkpoint checkpoint() {
        long step = machine.steps();
        return new Checkpoint(
                step,
                machine.now(),
                machine.snapshot(),
                model,
                actor,
                log.recent(step, Frame.RECENT),
                machine.writes().traced());
    }

    private Interleaving policy(boolean first) {
        boolean room = recorder.runs() < MOST_RUNS || machine.steps() < recorder.end();
        return first && room ? recorder : live;
    }

    /** A machine that nothing can wake notices that only when asked for one more turn: ask again where it ended. */
    private void settle() {
        if (endKnown && machine.steps() == known && !ended()) {
            machine.step(script.policy());
        }
        machine.settle();
    }

    private void digest() {
        int index = Math.toIntExact(known / Recording.DIGEST_STEPS - 1);
        if (index < digests.size()) {
            return;
        }
        long hash = machine.stateHash();
        digests.add(hash);
        Optional<Long> expected = script.recorded()
                .filter(recording -> index < recording.digests().size())
                .map(recording -> recording.digests().get(index));
        if (expected.isPresent() && expected.get() != hash) {
            throw new ReplayDiverged(
                    known,
                    "the machine's state is " + Recording.hex(hash) + ", recorded was " + Recording.hex(expected.get())
                            + "; at step " + (known - Recording.DIGEST_STEPS) + " they were still equal.");
        }
    }

    private Set<Integer> lines(KernelMap map) {
        Set<Integer> lines = new HashSet<>();
        map.watched().forEach(line -> machine.translate(0, line).ifPresent(lines::add));
        return lines;
    }

    /** The script of the moment. */
    private final class Scripted implements Interleaving {
        @Override
        public int choose(Turn turn) {
            return script.policy().choose(turn);
        }

        @Override
        public long turns(Turn turn, int core) {
            return script.policy().turns(turn, core);
        }

        @Override
        public long before(Turn turn, int core) {
            return script.policy().before(turn, core);
        }
    }

    /** Events carry the time at which their turn began: the same for all cores, and it never decreases. */
    private final class Present implements Surroundings {
        @Override
        public long step() {
            return machine.steps() + 1;
        }

        @Override
        public long time(int core) {
            return machine.now();
        }

        @Override
        public Guest guest() {
            return guest;
        }

        @Override
        public void happened(KernelEvent event) {
            eventsOfTurn.add(event);
            if (machine.steps() >= known) {
                log.add(event);
            } else {
                log.addAgain(event);
            }
        }

        @Override
        public void began(int core, Phase phase, long time) {
            if (machine.steps() >= known) {
                log.began(core, phase, time);
            }
        }
    }
}
