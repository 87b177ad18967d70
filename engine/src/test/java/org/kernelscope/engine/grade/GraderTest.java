/* Tests verdicts on right and wrong locks. */
package org.kernelscope.engine.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.grade.Grader.Graded;
import org.kernelscope.engine.grade.Verdict.CheckResult;
import org.kernelscope.engine.grade.Verdict.Status;
import org.kernelscope.kernel.BuildResult;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;

class GraderTest {
    private static final long[] SEEDS = {1, 2, 3, 1_000_003, -7};

    /** Each wrong lock, the checks that it fails whatever the seed, and a word of the reason. */
    private static final String WRONG = """
            acquire_empty    exclusion  still holds it
            acquire_endless  progress   nobody was ever granted it
            crashes          progress   met an invalid opcode (ticket_lock/ticket_lock.c:15)
            double_release   progress   never gets it, although nobody holds it
            greater          wrap       before core
            halts            progress   never gets it
            hoisted_load     progress   never gets it
            init_endless     builds     after 2000000 instructions not all cores are there
            leaves_tickets   progress   never gets it
            no_barrier       stores     the lock was given away at ticket_lock/ticket_lock.c:20
            offset           free       but next_ticket is
            relaxed_release  stores     the compiler moved that store
            release_empty    progress   never gets it, although nobody holds it
            split_add        progress   never gets it
            test_and_set     order      was in line when core
            test_then_set    exclusion  still holds it
            ticket_of_now    progress   never gets it
            volatile_release stores     the compiler moved that store
            writes_elsewhere builds     which lies above it
            """;

    static Stream<String> wrong() {
        return WRONG.lines();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongLockFailsTheSameCheckWithEverySeed(String row) throws Exception {
        String[] columns = row.split(" +", 3);
        Grader grader = Workbench.grader();
        for (long seed : SEEDS) {
            Verdict verdict = grader.grade(Workbench.exercise(), Workbench.sample("wrong/" + columns[0]), seed)
                    .verdict();
            List<CheckResult> failed = verdict.results().stream()
                    .filter(result -> result.status() == Status.FAILED)
                    .toList();
            String all = failed.stream()
                    .map(each -> each.id() + ": " + each.reason())
                    .collect(Collectors.joining("\n"));
            assertEquals(
                    List.of(columns[1]), failed.stream().map(CheckResult::id).toList(), all);
            assertTrue(failed.getFirst().reason().contains(columns[2]), all);
            assertTrue(verdict.points() < verdict.of());
        }
    }

    @Test
    void theTableNamesEveryWrongSample() {
        assertEquals(
                Workbench.samples("wrong"),
                WRONG.lines().map(row -> "wrong/" + row.split(" ")[0]).toList());
    }

    static Stream<Submission> right() {
        List<Submission> right = new ArrayList<>(List.of(Workbench.reference()));
        Workbench.samples("right").forEach(name -> right.add(Workbench.sample(name)));
        return right.stream();
    }

    @ParameterizedTest
    @MethodSource("right")
    void aRightLockHasAllPointsAndTheVerdictSaysWhatWasTried(Submission submission) throws Exception {
        Grader grader = Workbench.grader();
        for (long seed : new long[] {1, 77}) {
            Graded graded = grader.grade(Workbench.exercise(), submission, seed);
            assertEquals(100, graded.verdict().points(), Report.of(graded.verdict()));
            assertTrue(graded.recordings().isEmpty());
            assertTrue(Report.of(graded.verdict()).contains("all with at most 2 preemptions"), "the bound is named");
        }
    }

    @Test
    void theSameSubmissionAndSeedGiveTheSameVerdict() throws Exception {
        Grader grader = Workbench.grader();
        Graded first = grader.grade(Workbench.exercise(), Workbench.sample("wrong/test_then_set"), 5);
        Graded second = grader.grade(Workbench.exercise(), Workbench.sample("wrong/test_then_set"), 5);
        assertEquals(first.verdict(), second.verdict());
        assertEquals(first.recordings().keySet(), second.recordings().keySet());
    }

    @Test
    void theRecordingPlaysFromPowerOnToTheFailureEachTime() throws Exception {
        Graded graded = Workbench.grader().grade(Workbench.exercise(), Workbench.sample("wrong/test_then_set"), 1);
        Recording recording = graded.recordings().values().iterator().next();
        Recording read = Recording.parse("failure", recording.bytes());
        KernelSources sources = Workbench.kernel();
        for (var each : read.sources().entrySet()) {
            sources = sources.with(each.getKey(), each.getValue());
        }
        var built = (BuildResult.Built)
                Workbench.builder().build(sources, read.scenario().variant());
        KernelImage image = built.image();
        long hash = 0;
        for (int i = 0; i < 2; i++) {
            Playback playback = Playback.open(read, image);
            playback.travelToStep(read.stopAt().orElseThrow());
            assertEquals(read.stopAt().orElseThrow(), playback.step());
            assertEquals(2, holders(playback), "two cores are inside at the same time");
            assertTrue(i == 0 || hash == playback.machine().stateHash());
            hash = playback.machine().stateHash();
        }
    }

    private static int holders(Playback playback) {
        var granted = new boolean[2];
        for (var event : playback.events()) {
            switch (event) {
                case org.kernelscope.engine.event.KernelEvent.LockGranted grant -> granted[grant.core()] = true;
                case org.kernelscope.engine.event.KernelEvent.LockReleased release -> granted[release.core()] = false;
                default -> {}
            }
        }
        return (granted[0] ? 1 : 0) + (granted[1] ? 1 : 0);
    }

    @Test
    void aSubmissionThatDoesNotCompileIsToldWhere() throws Exception {
        Submission broken = Submission.of("broken", "#include \"lock/lock.h\"\nint x = ;\n", List.of());
        Verdict verdict =
                Workbench.grader().grade(Workbench.exercise(), broken, 1).verdict();
        CheckResult builds = verdict.results().getFirst();
        assertEquals(Status.FAILED, builds.status());
        assertTrue(
                builds.reason().contains("ticket_lock/ticket_lock.c:2:9: error: expected expression"), builds.reason());
        assertEquals(0, verdict.points());
    }

    static Stream<String> hostile() {
        return Stream.of(
                "#include \"/etc/passwd\"\n",
                "#include \"../../../../etc/passwd\"\n",
                "__asm__(\".incbin \\\"/etc/passwd\\\"\");\n",
                "#define A B\n#include A\n",
                "#embed \"/etc/passwd\"\n",
                "int x[1 << 30] = {1};\n",
                "#define A A A\n#define B B B B\nint y = " + "(".repeat(100_000) + ";\n");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileSubmissionComesToAVerdict(String text) throws Exception {
        Submission hostile = Submission.of("hostile", text, List.of());
        Verdict verdict =
                Workbench.grader().grade(Workbench.exercise(), hostile, 1).verdict();
        assertEquals(0, verdict.points());
        assertEquals(Status.FAILED, verdict.results().getFirst().status());
        assertTrue(verdict.results().getFirst().reason().contains("ticket_lock/ticket_lock.c"));
    }

    @Test
    void theStarterBuildsAndFails() throws Exception {
        Exercise exercise = Workbench.exercise();
        String starter = Starter.of(Workbench.kernel(), exercise);
        assertTrue(starter.contains("/* Draw a ticket:"));
        assertTrue(!starter.contains("atomic_fetch_add"));
        Verdict verdict = Workbench.grader()
                .grade(exercise, Submission.of("starter", starter, List.of()), 1)
                .verdict();
        assertEquals(Status.PASSED, verdict.results().getFirst().status());
        assertTrue(verdict.points() < 50, Report.of(verdict));
    }
}
