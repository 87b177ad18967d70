/* Every way through a litmus test on the machine. */
package org.kernelscope.engine.litmus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.litmus.LitmusTest.Observed;
import org.kernelscope.hw.BufferedStore;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.Snapshot;

/**
 * Takes every choice (core's instruction or store's leave) at every state, from snapshot to snapshot. A state is what can
 * still decide the outcome: where each core is, registers, buffered stores, locations; times and caches are no part of it,
 * and a state that was met before is not entered again. An instruction that touches no memory is taken at once, without
 * a choice: no other core can tell when it happened.
 */
public final class LitmusSearch {
    private static final int MEMORY_MIB = 4;
    private static final int PREPARATION = 100_000;
    private static final int MOST_STATES = 500_000;

    private final LitmusTest test;
    private final LitmusImage image;
    private final Machine machine;
    private final Set<State> met = new HashSet<>();
    private final Deque<Snapshot> open = new ArrayDeque<>();

    /** What decides how a test goes on. */
    private record State(
            List<Integer> places, List<List<Integer>> registers, List<List<Store>> stores, List<Integer> memory) {}

    private record Store(int physical, int bytes, long value) {}

    private LitmusSearch(LitmusTest test, MemoryOrder order) throws UserMistake {
        this.test = test;
        image = LitmusImage.of(test);
        try {
            var config = new MachineConfig(test.threads().size(), MEMORY_MIB, Profiles.load("core-i7"));
            machine = Machine.boot(config.withOrder(order), image.elf(), "");
        } catch (ImageException e) {
            throw new AssertionError("the image of a litmus test does not boot", e);
        }
    }

    /** All outcomes of a test under a memory order. */
    public static LitmusResult of(LitmusTest test, MemoryOrder order) throws UserMistake {
        return new LitmusSearch(test, order).result();
    }

    private LitmusResult result() throws UserMistake {
        prepare();
        var outcomes = LitmusResult.none();
        enter();
        while (!open.isEmpty()) {
            Snapshot here = open.pop();
            machine.restore(here);
            List<Integer> choices = choices();
            if (choices.isEmpty()) {
                outcomes.add(outcome());
            }
            for (int choice : choices) {
                machine.restore(here);
                machine.step(turn -> choice);
                enter();
            }
            if (met.size() > MOST_STATES) {
                throw new UserMistake("The litmus test " + test.name() + " passes more than " + MOST_STATES
                        + " states; leave out instructions or threads.");
            }
        }
        return new LitmusResult(test, machine.config().order(), outcomes, met.size());
    }

    /** Brings every core to its start, by time. */
    private void prepare() {
        Interleaving first = turn -> {
            int best = -1;
            for (int core = 0; core < turn.cores(); core++) {
                boolean able = turn.canRun(core)
                        && turn.linearEip(core) != image.starts().get(core);
                best = able && (best < 0 || turn.clock(core) < turn.clock(best)) ? core : best;
            }
            return best;
        };
        for (int step = 0; !ready(); step++) {
            assert step < PREPARATION : "the cores of a litmus test do not come to their starts";
            machine.step(first);
        }
    }

    private boolean ready() {
        for (int core = 0; core < image.starts().size(); core++) {
            if (machine.core(core).linearEip() != image.starts().get(core)) {
                return false;
            }
        }
        return true;
    }

    private void enter() {
        if (met.add(state())) {
            open.push(machine.snapshot());
        }
    }

    private List<Integer> choices() {
        List<Integer> choices = new ArrayList<>();
        for (int core = 0; core < test.threads().size(); core++) {
            int place = machine.core(core).linearEip();
            if (place != image.end(core)) {
                if (instruction(core, place).isLocal()) {
                    return List.of(core);
                }
                choices.add(core);
            }
            if (!machine.bufferedStores(core).isEmpty()) {
                choices.add(Interleaving.drain(core));
            }
        }
        return choices;
    }

    private LitmusInstruction instruction(int core, int place) {
        int at = image.starts().get(core);
        int number = 0;
        while (at < place) {
            at += image.lengths().get(core).get(number++);
        }
        assert at == place : "core " + core + " left its litmus test";
        return test.threads().get(core).get(number);
    }

    private State state() {
        List<Integer> places = new ArrayList<>();
        List<List<Integer>> registers = new ArrayList<>();
        List<List<Store>> stores = new ArrayList<>();
        for (int core = 0; core < test.threads().size(); core++) {
            CoreState seen = machine.core(core);
            places.add(seen.linearEip());
            registers.add(seen.registers());
            stores.add(machine.bufferedStores(core).stream()
                    .map(LitmusSearch::timeless)
                    .toList());
        }
        return new State(
                List.copyOf(places),
                List.copyOf(registers),
                List.copyOf(stores),
                image.names().stream().map(this::word).toList());
    }

    private static Store timeless(BufferedStore store) {
        return new Store(store.physical(), store.bytes(), store.value());
    }

    private List<Integer> outcome() {
        return test.observed().stream().map(this::value).toList();
    }

    private int value(Observed what) {
        return what.thread().isPresent()
                ? machine.core(what.thread().getAsInt())
                        .registers()
                        .get(LitmusInstruction.REGISTERS.indexOf(what.name()))
                : word(what.name());
    }

    private int word(String location) {
        byte[] bytes = machine.peekPhysical(image.address(location), Integer.BYTES);
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8 | (bytes[2] & 0xFF) << 16 | bytes[3] << 24;
    }
}
