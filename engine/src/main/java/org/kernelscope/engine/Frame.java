/* Everything a view may know about one moment: the only thing that a visualizer sees. */
package org.kernelscope.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.view.CoreView;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.Timeline;

/**
 * An immutable moment of a player.
 *
 * @param scenario what is being played
 * @param step turns taken since power-on
 * @param time virtual time in cycles
 * @param status whether the player runs, stands, or the machine has ended
 * @param actor the core that took the last turn
 * @param cores indexed by core
 * @param kernel typed kernel state
 * @param recent the newest kernel events at or before this moment, oldest first, at most {@value #RECENT}
 * @param events kernel events since the previous frame, oldest first
 * @param timeline what is known of the run
 * @param console all text that the kernel printed so far
 * @param stateHash the machine's state hash; empty while running
 */
public record Frame(
        Scenario scenario,
        long step,
        long time,
        Status status,
        OptionalInt actor,
        List<CoreView> cores,
        KernelView kernel,
        List<KernelEvent> recent,
        List<KernelEvent> events,
        Timeline timeline,
        String console,
        Optional<String> stateHash) {

    public static final int RECENT = 40;

    public Frame {
        cores = List.copyOf(cores);
        recent = List.copyOf(recent);
        events = List.copyOf(events);
    }

    /** What the player is doing. */
    public enum Status {
        PAUSED,
        RUNNING,
        /** All cores have halted, and nothing but input can wake them. */
        WAITING,
        /** The machine has ended; going back is possible. */
        ENDED
    }

    /** The last kernel event at or before this moment. */
    public Optional<KernelEvent> latest() {
        return recent.isEmpty() ? Optional.empty() : Optional.of(recent.getLast());
    }

    /** Virtual time in microseconds at the profile's clock rate. */
    public double microseconds() {
        return (double) time / scenario.megahertz();
    }
}
