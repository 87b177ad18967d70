/* Cores that spin or run ahead pass the same states as cores that take single turns. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.hw.interleaving.Interleavings;

final class SpinningTest {
    private static final int TURNS = 30_000;

    /** What is replaced in the small profile: names and values, one hardware a line. */
    private static final String PROFILES = """
            issue.width 2
            issue.width 1, cost.pause 0, cost.branch-taken 0, l1.hit 0
            issue.width 4, l1.bytes 4096, l2.bytes 8192, llc.bytes 16384, cost.branch-taken 0, ipi.latency 0
            issue.width 4, l1.bytes 4096, l2.bytes 0, llc.bytes 0, cost.pause 1
            issue.width 2, llc.inclusive 0, ipi.latency 20, store.misses 1
            issue.width 1, caches.timed 0, clock.lead 500, cost.mul 0, cost.div 0, cost.branch-taken 0, cost.pause 0
            issue.width 2, caches.timed 0, clock.lead 30
            issue.width 4, caches.timed 0
            """;

    @ParameterizedTest
    @EnumSource
    void manyTurnsAtOnceAndSingleTurnsPassTheSameStates(SpinningGuests guest) throws Exception {
        int number = 0;
        for (String row : PROFILES.lines().toList()) {
            for (int cores = 2; cores <= 4; cores++) {
                compare(config(row, cores), guest, Interleavings::byTime, number++);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void soTheyDoUnderTotalStoreOrder(SpinningGuests guest) throws Exception {
        for (String row : PROFILES.lines().toList()) {
            compare(config(row, 3).withOrder(MemoryOrder.TOTAL_STORE), guest, Interleavings::byTime, 7);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50, 1000})
    void soTheyDoInRounds(int quantum) throws Exception {
        for (String row : PROFILES.lines().toList()) {
            compare(config(row, 3), SpinningGuests.TICKET, () -> Interleavings.roundRobin(quantum), quantum);
        }
    }

    @Test
    void theSameChoicesAreRecorded() throws Exception {
        for (String row : PROFILES.lines().toList()) {
            byte[] image = SpinningGuests.MCS.image();
            Machine many = Machine.boot(config(row, 3), image, "");
            Machine single = Machine.boot(config(row, 3), image, "");
            var recorded = new Decisions.Recorder(Interleavings.byTime());
            var expected = new Decisions.Recorder(Interleavings.byTime());
            many.run(recorded, TURNS);
            recorded.reached(many.steps());
            follow(single, expected, many);
            assertEquals(expected.decisions(), recorded.decisions(), row);
            Machine again = Machine.boot(config(row, 3), image, "");
            again.run(Interleavings.replay(recorded.decisions()), TURNS);
            assertEquals(many.stateHash(), again.stateHash(), row);
        }
    }

    /** The machine stops at each turn of a stretch in which one core holds the lock and the others wait. */
    @ParameterizedTest
    @EnumSource
    void everyTurnOfAStretchCanBeTheLast(SpinningGuests guest) throws Exception {
        for (String row : PROFILES.lines().limit(4).toList()) {
            Machine machine = Machine.boot(config(row, 4), guest.image(), "");
            machine.run(Interleavings.byTime(), 5_000);
            Snapshot start = machine.snapshot();
            long[] hashes = new long[900];
            for (int turn = 0; turn < hashes.length; turn++) {
                hashes[turn] = machine.stateHash();
                machine.step(Interleavings.byTime());
            }
            for (int turn = 0; turn < hashes.length; turn++) {
                machine.restore(start);
                assertEquals(turn, machine.run(Interleavings.byTime(), turn), row);
                assertEquals(hashes[turn], machine.stateHash(), row + ", after " + turn);
            }
        }
    }

    @Test
    void whoObservesHearsTheSame() throws Exception {
        MachineConfig config = config("issue.width 4, l1.bytes 4096, l2.bytes 8192, llc.bytes 16384", 4);
        Machine watched = Machine.boot(config, SpinningGuests.TICKET.image(), "");
        Machine single = Machine.boot(config, SpinningGuests.TICKET.image(), "");
        StringBuilder heard = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        watched.observe(event -> heard.append(watched.steps() < 0).append(event));
        watched.watch(java.util.Set.of(0x200000));
        single.observe(event -> expected.append(false).append(event));
        single.watch(java.util.Set.of(0x200000));
        watched.run(Interleavings.byTime(), TURNS);
        follow(single, Interleavings.byTime(), watched);
        assertTrue(heard.length() > TURNS, "something is heard");
        assertEquals(expected.toString(), heard.toString());
    }

    @Test
    void itCanBeSwitchedOff() throws Exception {
        Machine off = Machine.boot(config("issue.width 2", 4), SpinningGuests.MCS.image(), "");
        off.runAhead(false);
        Machine on = Machine.boot(config("issue.width 2", 4), SpinningGuests.MCS.image(), "");
        off.run(Interleavings.byTime(), TURNS);
        on.run(Interleavings.byTime(), TURNS);
        assertEquals(off.stateHash(), on.stateHash());
    }

    private static MachineConfig config(String row, int cores) throws Exception {
        String profile = TestProfiles.SMALL;
        for (String parameter : row.split(",")) {
            String[] part = parameter.strip().split(" ");
            String replaced =
                    profile.replaceFirst("(?m)^" + part[0].replace(".", "\\.") + " = \\d+", part[0] + " = " + part[1]);
            assertTrue(replaced.contains(part[0] + " = " + part[1]), parameter);
            profile = replaced;
        }
        return new MachineConfig(cores, 8, HardwareProfile.parse("spinning", profile));
    }

    /** Random stretches, now and then with a way that is gone twice. */
    private static void compare(MachineConfig config, SpinningGuests guest, Supplier<Interleaving> policy, long seed)
            throws Exception {
        Random chunks = new Random(seed);
        Machine many = Machine.boot(config, guest.image(), "");
        Machine single = Machine.boot(config, guest.image(), "");
        many.compile(seed % 3 != 0);
        while (many.steps() < TURNS && many.state() instanceof MachineState.Running) {
            int turns = 1 + chunks.nextInt(1 << 2 + chunks.nextInt(12));
            if (chunks.nextInt(10) == 0) {
                Snapshot here = many.snapshot();
                many.run(policy.get(), turns);
                many.restore(here);
            }
            many.run(policy.get(), turns);
            follow(single, policy.get(), many);
            assertEquals(single.stateHash(), many.stateHash(), config.profile().name() + " seed " + seed);
            assertEquals(single.now(), many.now());
            assertEquals(single.last(), many.last());
        }
        assertTrue(GuestProgram.word(many, SpinningGuests.COUNTER) > 5, "the guest works");
    }

    private static void follow(Machine single, Interleaving policy, Machine first) {
        while (single.steps() < first.steps()) {
            assertTrue(single.step(policy) >= 0);
        }
    }
}
