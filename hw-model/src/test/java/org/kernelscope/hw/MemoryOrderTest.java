/* Whole machines under x86-TSO: recorded, replayed, saved and gone on with. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.hw.interleaving.Interleavings;

class MemoryOrderTest {
    private static final int CORES = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRandomRunReplaysBitForBit(long seed) throws ImageException {
        Machine machine = boot(MemoryOrder.TOTAL_STORE);
        var recorder = new Decisions.Recorder(Interleavings.random(seed));
        machine.run(recorder, 1_000_000);
        assertEquals(new MachineState.Exited(33), machine.state());
        assertEquals(CORES * TestImage.ROUNDS, word(machine, TestImage.COUNTER));
        Decisions decisions = Decisions.fromBytes(recorder.decisions().toBytes());
        assertTrue(decisions.toString().contains("drain"), "stores left by choice");
        Machine again = boot(MemoryOrder.TOTAL_STORE);
        again.run(Interleavings.replay(decisions), 1_000_000);
        assertEquals(machine.steps(), again.steps());
        assertEquals(machine.stateHash(), again.stateHash());
        assertArrayEquals(machine.save(), again.save());
    }

    @Test
    void aMachineSavedWithStoresWaitingGoesOnAlike() throws ImageException {
        Machine machine = boot(MemoryOrder.TOTAL_STORE);
        Interleaving policy = Interleavings.random(5);
        machine.run(policy, 1_500);
        while (machine.bufferedStores(1).isEmpty() && machine.step(policy) >= 0) {
            assertTrue(machine.steps() < 100_000, "core 1 never stores");
        }
        byte[] saved = machine.save();
        Snapshot snapshot = machine.snapshot();
        long hash = machine.stateHash();
        machine.run(policy, 1_000);
        long later = machine.stateHash();
        assertNotEquals(hash, later);
        machine.restore(snapshot);
        assertEquals(hash, machine.stateHash());
        machine.run(policy, 1_000);
        assertEquals(later, machine.stateHash());
        Machine loaded = boot(MemoryOrder.TOTAL_STORE);
        loaded.load(saved);
        assertEquals(hash, loaded.stateHash());
        loaded.run(policy, 1_000);
        assertEquals(later, loaded.stateHash());
        ImageException refused = assertThrows(
                ImageException.class, () -> boot(MemoryOrder.SEQUENTIAL).load(saved));
        assertEquals(
                "saved state is of another machine: tso as memory order there, sc on this one", refused.getMessage());
    }

    @Test
    void aStoreDecidesTheHash() throws ImageException {
        Machine machine = boot(MemoryOrder.TOTAL_STORE);
        while (machine.bufferedStores(0).isEmpty()) {
            machine.step(turn -> 0);
        }
        long waiting = machine.stateHash();
        BufferedStore store = machine.bufferedStores(0).getFirst();
        byte[] before = machine.peekLinear(0, store.physical(), store.bytes());
        byte[] own = machine.peekOwn(0, store.physical(), store.bytes());
        assertEquals((byte) store.value(), own[0], "its core sees it");
        assertArrayEquals(before, machine.peekOwn(1, store.physical(), store.bytes()), "others do not");
        machine.step(turn -> Interleaving.drain(0));
        assertNotEquals(waiting, machine.stateHash());
        assertTrue(machine.bufferedStores(0).isEmpty());
        assertEquals((byte) store.value(), machine.peekPhysical(store.physical(), 1)[0]);
    }

    @Test
    void otherPoliciesComeToTheEndToo() throws ImageException {
        for (Interleaving policy : new Interleaving[] {Interleavings.byTime(), Interleavings.roundRobin(3)}) {
            Machine machine = boot(MemoryOrder.TOTAL_STORE);
            machine.run(policy, 1_000_000);
            assertEquals(new MachineState.Exited(33), machine.state());
            assertEquals(CORES * TestImage.ROUNDS, word(machine, TestImage.COUNTER));
        }
    }

    @Test
    void underSequentialConsistencyNothingIsDrained() throws ImageException {
        Machine machine = boot(MemoryOrder.SEQUENTIAL);
        var recorder = new Decisions.Recorder(Interleavings.random(1));
        machine.run(recorder, 1_000_000);
        assertEquals(new MachineState.Exited(33), machine.state());
        assertTrue(!recorder.decisions().toString().contains("drain"));
    }

    private static Machine boot(MemoryOrder order) throws ImageException {
        var config = new MachineConfig(CORES, 4, TestProfiles.small()).withOrder(order);
        return Machine.boot(config, TestImage.forCores(CORES), "");
    }

    private static int word(Machine machine, int address) {
        byte[] bytes = machine.peekPhysical(address, 4);
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8 | (bytes[2] & 0xFF) << 16 | bytes[3] << 24;
    }
}
