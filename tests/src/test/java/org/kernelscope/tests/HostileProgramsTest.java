/* Programs that want to do harm hurt themselves alone: those beside them finish, and nothing is lost. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.StructType;
import org.kernelscope.kernel.Variable;
import org.kernelscope.kernel.Variant;
import org.kernelscope.kernel.Variant.Alignment;
import org.kernelscope.kernel.Variant.Guarding;
import org.kernelscope.kernel.Variant.Lock;
import org.kernelscope.kernel.Variant.Optimisation;
import org.kernelscope.kernel.Variant.Preemption;

class HostileProgramsTest {
    private static final long TURNS = 400_000_000;

    /** In cycles: how long processors are watched, and how long a thread runs before it is preempted. */
    private static final long BUSY = 150_000_000;

    private static final long TICK = 2_800_000;
    private static final String GOOD =
            "pingpong 20 64 @0, producer 100 2 @0, consumer 100 2 @1, shared 10, notifier 20, fair 3 10";
    private static final List<String> GOOD_NAMES =
            List.of("pingpong", "producer", "consumer", "shared", "notifier", "fair");

    private static WholeKernel kernel(Guarding guarding, Preemption preemption) throws Exception {
        Variant variant = new Variant(Lock.TICKET, guarding, preemption, Alignment.PADDED, Optimisation.O1);
        return WholeKernel.of(variant).withCores(2);
    }

    private static void goodOnesFinished(WholeKernel.Ended ended) {
        for (String name : GOOD_NAMES) {
            assertTrue(
                    ended.serial().matches("(?s).*init: " + name + " \\(\\d+\\) exited 0\\s.*"),
                    () -> name + " in " + ended);
        }
    }

    @ParameterizedTest
    @EnumSource(Guarding.class)
    void othersAreNotHurt(Guarding guarding) throws Exception {
        String hostile =
                "forkbomb quota=300, hog quota=60 @0, hog quota=60 @1, toucher 5000 quota=50, crash quota=200 @1, ";
        WholeKernel kernel = kernel(guarding, Preemption.PREEMPTIVE);
        WholeKernel.Ended ended =
                kernel.run("run=user -- " + hostile + GOOD, TURNS).refused();
        goodOnesFinished(ended);
        assertTrue(ended.serial().contains("its quota is used up"), ended::toString);
        assertEquals(
                1,
                ended.lines().stream()
                        .filter(line -> line.matches("init: .* exited -1"))
                        .count());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anyCallWithAnyArgumentsIsAnswered(int seed) throws Exception {
        String hostile = "wild %d 2000 @0, wild %d 2000 @1, ".formatted(seed, seed + 100);
        WholeKernel kernel = kernel(Guarding.FINE, Preemption.PREEMPTIVE).withPolicy(Interleavings.random(seed));
        goodOnesFinished(kernel.run("run=user -- " + hostile + GOOD, TURNS).passed());
    }

    @Test
    void whoeverFaultsIsKilledAlone() throws Exception {
        List<String> kinds = List.of(
                "divide",
                "null",
                "kernel",
                "code",
                "stack",
                "privileged",
                "jump",
                "opcode",
                "port",
                "interrupt",
                "segment",
                "float",
                "breakpoint",
                "step",
                "task");
        String crashes = String.join(
                ", ",
                kinds.stream().map(kind -> "crash " + kind + " quota=320 ids=1").toList());
        WholeKernel kernel = kernel(Guarding.FINE, Preemption.COOPERATIVE);
        WholeKernel.Ended ended = kernel.run("run=user -- " + crashes + ", pingpong 20 8 @0, fair", TURNS)
                .refused();
        assertEquals(
                kinds.size(),
                ended.lines().stream()
                        .filter(line -> line.matches("init: crash \\(\\d+\\) exited -1"))
                        .count(),
                ended::toString);
        assertTrue(ended.serial().matches("(?s).*init: pingpong \\(\\d+\\) exited 0\\s.*"), ended::toString);
        assertTrue(ended.serial().matches("(?s).*init: fair \\(\\d+\\) exited 0\\s.*"), ended::toString);
    }

    /** With one processor for all, who comes first depends on preemption alone. */
    @ParameterizedTest
    @EnumSource(Preemption.class)
    void whoSpinsStarvesOthersOnlyWhereNothingPreempts(Preemption preemption) throws Exception {
        WholeKernel kernel = kernel(Guarding.FINE, preemption).withCores(1);
        String words = "run=user -- spin 150000000, spin 150000000, pingpong 5 8, producer 50 2, consumer 50 2";
        List<String> exits = kernel.run(words, TURNS).passed().lines().stream()
                .filter(line -> line.matches("init: .* exited 0"))
                .map(line -> line.split(" ")[1])
                .toList();
        boolean spinnersWereLast = exits.subList(3, 5).equals(List.of("spin", "spin"));
        assertEquals(preemption == Preemption.PREEMPTIVE, spinnersWereLast, exits::toString);
    }

    @Test
    void spinnersGetEqualShares() throws Exception {
        WholeKernel kernel = kernel(Guarding.FINE, Preemption.PREEMPTIVE).withCores(1);
        Machine machine = kernel.boot("run=user -- spin 400000000, spin 400000000, spin 400000000, spin 400000000");
        while (machine.now() < BUSY && machine.run(kernel.policy(), 1_000_000) > 0) {
            assertEquals(new MachineState.Running(), machine.state(), machine::serialOutput);
        }
        List<Long> shares = cycles(kernel, machine, "spin");
        assertEquals(4, shares.size(), machine::serialOutput);
        assertTrue(Collections.min(shares) > BUSY / 5, shares::toString);
        assertTrue(Collections.max(shares) - Collections.min(shares) < 3 * TICK, shares::toString);
    }

    /** However many frames it has, its share of the ids bounds how many it is, and so how often others wait for it. */
    @Test
    void aForkBombLeavesIdsAndTheProcessorToOthers() throws Exception {
        WholeKernel kernel = kernel(Guarding.FINE, Preemption.PREEMPTIVE).withCores(1);
        Machine machine = kernel.boot("run=user -- forkbomb 4000000000 quota=10000, spin 4000000000, fair 1 1,"
                + " pingpong 1 8, pingpong 1 8, notifier 1");
        Pattern finished = Pattern.compile("init: (fair|pingpong|notifier) \\(\\d+\\) exited 0");
        while (finished.matcher(machine.serialOutput()).results().count() < 4) {
            assertTrue(machine.now() < 10 * BUSY, machine::serialOutput);
            machine.run(kernel.policy(), 1_000_000);
        }
        List<Long> bombs = cycles(kernel, machine, "forkbomb");
        assertTrue(bombs.size() > 5 && bombs.size() < 15, bombs::toString);
        long spun = cycles(kernel, machine, "spin").getFirst();
        assertTrue(spun > Collections.max(bombs) - 3 * TICK, spun + " of " + bombs);
    }

    /** The cycles that each thread with this name ran. */
    private static List<Long> cycles(WholeKernel kernel, Machine machine, String name) {
        Variable threads = kernel.image().variable("threads").orElseThrow();
        StructType thread = kernel.image().struct("thread").orElseThrow();
        int nameAt = thread.member("name").orElseThrow().offset();
        int cyclesAt = thread.member("cycles").orElseThrow().offset();
        List<Long> found = new ArrayList<>();
        for (int id = 0; id < threads.type().size() / thread.size(); id++) {
            byte[] bytes = machine.peekPhysical(threads.address() + id * thread.size(), thread.size());
            String its = new String(bytes, nameAt, 16, StandardCharsets.ISO_8859_1);
            if (its.startsWith(name + "\0")) {
                found.add(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(cyclesAt));
            }
        }
        return found;
    }
}
