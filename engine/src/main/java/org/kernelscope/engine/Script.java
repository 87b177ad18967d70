/* Who gets the turns of a playback, and what it is held against. */
package org.kernelscope.engine;

import java.util.Optional;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.hw.interleaving.Interleavings;

/**
 * The way a playback goes.
 *
 * @param policy chooses every turn
 * @param beyond chooses where nothing is recorded
 * @param recorded whose digests must be met; empty for a run that was never recorded
 */
record Script(Interleaving policy, Interleaving beyond, Optional<Recording> recorded) {
    static Script live(Scenario scenario) {
        Interleaving policy = policy(scenario.interleaving());
        return new Script(policy, policy, Optional.empty());
    }

    /** The recorded decisions, and after their end the scenario's policy. */
    static Script of(Recording recording) {
        Decisions decisions = recording.decisions();
        Interleaving beyond = policy(recording.scenario().interleaving());
        return new Script(new Recorded(decisions, beyond), beyond, Optional.of(recording));
    }

    /** As recorded, and beyond that as another policy chooses. */
    private record Recorded(Decisions decisions, Interleaving beyond) implements Interleaving {
        @Override
        public int choose(Turn turn) {
            int choice = decisions.at(turn.step());
            if (choice < 0) {
                return beyond.choose(turn);
            }
            if (!Interleavings.possible(turn, choice)) {
                int core = Interleaving.coreOf(choice);
                throw new ReplayDiverged(
                        turn.step(),
                        Interleaving.isDrain(choice)
                                ? "a store of core " + core + " became visible, but none waits."
                                : "core " + core + " had the turn, but it cannot run.");
            }
            return choice;
        }

        @Override
        public long turns(Turn turn, int core) {
            long recorded = decisions.sameUntil(turn.step()) - turn.step();
            return recorded > 0 ? recorded : beyond.turns(turn, core);
        }

        @Override
        public long before(Turn turn, int core) {
            return decisions.at(turn.step()) < 0 ? beyond.before(turn, core) : NEVER;
        }
    }

    /** Whether there is a recorded way on from this step. */
    boolean goesOnAt(long step) {
        return recorded.filter(recording -> recording.steps() > step).isPresent();
    }

    /** The same way up to this step; what comes then was never recorded. */
    Script upTo(long step) {
        return new Script(new Until(step, policy, beyond), beyond, Optional.empty());
    }

    /** One policy for the turns before a step, another from there on. */
    private record Until(long step, Interleaving first, Interleaving then) implements Interleaving {
        @Override
        public int choose(Turn turn) {
            return at(turn).choose(turn);
        }

        @Override
        public long turns(Turn turn, int core) {
            long turns = at(turn).turns(turn, core);
            return turn.step() < step ? Math.min(turns, step - turn.step()) : turns;
        }

        @Override
        public long before(Turn turn, int core) {
            return at(turn).before(turn, core);
        }

        private Interleaving at(Turn turn) {
            return turn.step() < step ? first : then;
        }
    }

    private static Interleaving policy(InterleavingChoice choice) {
        return choice.policy();
    }
}
