/* Tests exploration: what it finds, what it covers, and that it does the same each time. */
package org.kernelscope.engine.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.explore.Violation.Kind;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.BuildLimits;
import org.kernelscope.kernel.BuildResult;
import org.kernelscope.kernel.CacheFolder;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.ToolchainSource;
import org.kernelscope.kernel.Variant;

class ExplorerTest {
    private static final String FILE = "ticket_lock/ticket_lock.c";
    private static final ExplorationPlan PLAN = new ExplorationPlan(2, 3_000, 60, 12_000, 24_000, 1);

    private static KernelImage build(KernelSources sources, Variant.Lock lock) throws ToolchainException {
        var builder = new KernelBuilder(
                Toolchain.locate(ToolchainSource.ofEnvironment()), CacheFolder.ofUser(), BuildLimits.usual());
        return switch (builder.build(sources, Variant.of(lock, Variant.Optimisation.O1))) {
            case BuildResult.Built built -> built.image();
            case BuildResult.Failed failed -> throw new AssertionError(failed.toString());
        };
    }

    private static Subject subject(KernelImage image, int cores, int rounds) throws UserMistake {
        var config = new MachineConfig(cores, 8, Profiles.load("core-i7"));
        return Subject.open(image, config, "kscope run=contention rounds=" + rounds + " section=1 think=1 seed=3");
    }

    private static KernelSources wrong(String name) throws IOException {
        Path file = Path.of(
                System.getProperty("kscope.home"),
                "engine/src/test/resources/org/kernelscope/engine/grade/submissions/wrong",
                name + ".c");
        return KernelSources.bundled().with(FILE, Files.readString(file));
    }

    @Test
    void theBundledLocksKeepAllPromisesInAllSchedulesWithTwoPreemptions() throws Exception {
        for (Variant.Lock lock : Variant.Lock.values()) {
            Subject subject = subject(build(KernelSources.bundled(), lock), 2, 2);
            long start = System.nanoTime();
            Exploration found = Explorer.explore(
                    subject, each -> new LockOracle(each, lock.folder() + "/" + lock.folder() + ".c", 2, true), PLAN);
            double seconds = (System.nanoTime() - start) / 1e9;
            assertEquals(java.util.List.of(), found.failures());
            assertEquals(2, found.covered(), "the whole bound fits the budget");
            System.out.printf(
                    "%s lock: %d schedules of %d turns on average, %.0f schedules a second%n",
                    lock.id(), found.schedules(), found.turns() / found.schedules(), found.schedules() / seconds);
        }
    }

    @Test
    void theFirstFailureHasTheFewestPreemptions() throws Exception {
        Subject subject = subject(build(wrong("test_then_set"), Variant.Lock.TICKET), 2, 1);
        Oracle.Factory judge = each -> new LockOracle(each, FILE, 1, true);
        var onePreemption = new ExplorationPlan(1, 3_000, 0, 12_000, 24_000, 1);
        Exploration none = Explorer.explore(subject, judge, onePreemption);
        assertEquals(Optional.empty(), none.failure(Kind.MUTUAL_EXCLUSION), "one preemption is not enough");
        assertEquals(1, none.covered());
        FailingSchedule failure = Explorer.explore(subject, judge, PLAN)
                .failure(Kind.MUTUAL_EXCLUSION)
                .orElseThrow();
        assertEquals(2, failure.preemptions());
        assertTrue(failure.found() <= 200, "found after " + failure.found());
    }

    @Test
    void aFailingScheduleReplaysFromPowerOnToTheSameState() throws Exception {
        KernelImage image = build(wrong("acquire_empty"), Variant.Lock.TICKET);
        Subject subject = subject(image, 3, 1);
        Exploration found = Explorer.explore(subject, each -> new LockOracle(each, FILE, 1, true), PLAN);
        FailingSchedule failure = found.failures().getLast();
        assertEquals(Kind.MUTUAL_EXCLUSION, failure.violation().kind());
        assertTrue(found.stopped());
        for (int i = 0; i < 2; i++) {
            Machine machine = Machine.boot(
                    subject.machine().config(), image.elf(), "kscope run=contention rounds=1 section=1 think=1 seed=3");
            var replay = Interleavings.replay(failure.decisions());
            while (machine.steps() < failure.decisions().end()) {
                machine.step(replay);
            }
            assertEquals(failure.stateHash(), machine.stateHash());
        }
    }

    @Test
    void theSamePlanGivesTheSameExploration() throws Exception {
        KernelImage image = build(wrong("split_add"), Variant.Lock.TICKET);
        Oracle.Factory judge = each -> new LockOracle(each, FILE, 2, true);
        Exploration first = Explorer.explore(subject(image, 3, 2), judge, PLAN);
        Exploration second = Explorer.explore(subject(image, 3, 2), judge, PLAN);
        assertEquals(first, second);
        assertFalse(first.failures().isEmpty());
    }

    /** An oracle that finds fault with nothing, to see which random schedules end. */
    private static final class Lenient implements Oracle {
        @Override
        public Set<Integer> lines() {
            return Set.of();
        }

        @Override
        public Optional<Violation> after(Machine machine, int core, int eip, long step) {
            return Optional.empty();
        }

        @Override
        public Optional<Violation> accessed(Accessed access, int pc, long step) {
            return Optional.empty();
        }

        @Override
        public Optional<Violation> finished(Machine machine, long step) {
            return Optional.empty();
        }

        @Override
        public Violation stuck(Machine machine, long turns) {
            return new Violation(Kind.STUCK, -1, machine.steps(), "stuck");
        }
    }

    @Test
    void noRandomScheduleOfACorrectLockIsCalledStuck() throws Exception {
        Subject subject = subject(build(KernelSources.bundled(), Variant.Lock.MCS), 3, 2);
        for (long seed = 0; seed < 4; seed++) {
            var sampling = new ExplorationPlan(0, 10, 300, 3_000, 24_000, seed);
            Exploration found = Explorer.explore(subject, each -> new Lenient(), sampling);
            assertEquals(java.util.List.of(), found.failures());
            assertEquals(300, found.sampled());
        }
    }

    @Test
    void aKernelWithoutWorkloadIsRefused() throws Exception {
        KernelImage image = build(KernelSources.bundled(), Variant.Lock.TICKET);
        var config = new MachineConfig(1, 8, Profiles.load("core-i7"));
        UserMistake mistake = assertThrows(UserMistake.class, () -> Subject.open(image, config, "kscope run=nothing"));
        assertTrue(mistake.getMessage().startsWith("The kernel does not come to its workload: it ended with code 35"));
    }
}
