/* The list of visualizers. */
package org.kernelscope.visualizers;

import java.util.List;
import java.util.Optional;
import org.kernelscope.visualizers.cores.CoresVisualizer;
import org.kernelscope.visualizers.events.EventsVisualizer;
import org.kernelscope.visualizers.ipc.IpcVisualizer;
import org.kernelscope.visualizers.memory.MemoryVisualizer;
import org.kernelscope.visualizers.pagetables.PageTablesVisualizer;
import org.kernelscope.visualizers.spinlock.SpinlockVisualizer;
import org.kernelscope.visualizers.threads.ThreadsVisualizer;
import org.kernelscope.visualizers.timeline.TimelineVisualizer;
import org.kernelscope.visualizers.traps.TrapsVisualizer;

/** Every way of looking at a frame, in the order of the tabs. */
public final class Visualizers {
    private static final List<Visualizer> ALL = List.of(
            new SpinlockVisualizer(),
            new ThreadsVisualizer(),
            new PageTablesVisualizer(),
            new MemoryVisualizer(),
            new IpcVisualizer(),
            new TrapsVisualizer(),
            new CoresVisualizer(),
            new TimelineVisualizer(),
            new EventsVisualizer());

    private Visualizers() {}

    public static List<Visualizer> all() {
        return ALL;
    }

    public static Optional<Visualizer> named(String id) {
        return ALL.stream().filter(visualizer -> visualizer.id().equals(id)).findFirst();
    }
}
