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
        Interleaving policy = turn -> {
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
        };
        return new Script(policy, beyond, Optional.of(recording));
    }

    /** Whether there is a recorded way on from this step. */
    boolean goesOnAt(long step) {
        return recorded.filter(recording -> recording.steps() > step).isPresent();
    }

    /** The same way up to this step; what comes then was never recorded. */
    Script upTo(long step) {
        Interleaving before = policy;
        return new Script(
                turn -> turn.step() < step ? before.choose(turn) : beyond.choose(turn), beyond, Optional.empty());
    }

    private static Interleaving policy(InterleavingChoice choice) {
        return switch (choice.kind()) {
            case TIME, REPLAY -> Interleavings.byTime();
            case ROUND_ROBIN -> Interleavings.roundRobin(1);
            case RANDOM -> Interleavings.random(choice.seed());
        };
    }
}
