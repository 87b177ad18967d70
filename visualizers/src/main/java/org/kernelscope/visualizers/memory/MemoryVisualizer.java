/* Physical memory: every frame by its owner, the tree of containers with what they use, shared pages. */
package org.kernelscope.visualizers.memory;

import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.ContainerExited;
import org.kernelscope.engine.event.KernelEvent.ContainerRefused;
import org.kernelscope.engine.event.KernelEvent.ContainerSplit;
import org.kernelscope.engine.event.KernelEvent.FrameAllocated;
import org.kernelscope.engine.event.KernelEvent.FrameFreed;
import org.kernelscope.engine.event.KernelEvent.ShareChanged;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.MemoryView;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;
import org.kernelscope.visualizers.kernel.Headline;
import org.kernelscope.visualizers.kernel.Nothing;

/** The map above; the containers below it at the left, the shared pages at the right. */
public final class MemoryVisualizer implements Visualizer {
    static final double MARGIN = 16;
    private static final double TOP = 32;
    private static final double LEAST_WIDTH = 680;
    private static final double MAP_SHARE = 0.4;
    private static final double TREE_SHARE = 0.68;
    private static final double LEAST_MAP = 100;
    private static final double LEAST_BELOW = 130;

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public String title() {
        return "Memory";
    }

    @Override
    public Drawing draw(Frame frame, Viewport viewport) {
        String headline = Headline.of(frame, MemoryVisualizer::concerns, "no frame has changed hands lately");
        KernelView kernel = frame.kernel();
        MemoryView memory = kernel.memory();
        if (memory.frames() == 0) {
            String otherwise = "what runs now lies below the layer of frames";
            return Nothing.drawing(frame, viewport, title(), headline, "frame table", otherwise);
        }
        double width = Math.max(LEAST_WIDTH, viewport.width());
        Sketch sketch = new Sketch();
        Area map = new Area(MARGIN, TOP, width - 2 * MARGIN, Math.max(LEAST_MAP, viewport.height() * MAP_SHARE));
        double bottom = FrameMap.draw(sketch, kernel, map);
        double top = bottom + 30;
        double room = Math.max(LEAST_BELOW, viewport.height() - top - 22);
        double tree = (width - 2 * MARGIN) * TREE_SHARE;
        bottom = ContainerTree.draw(sketch, kernel, new Area(MARGIN, top, tree, room));
        double x = MARGIN + tree + 28;
        bottom = Math.max(bottom, SharedPages.draw(sketch, kernel, new Area(x, top, width - MARGIN - x, room)));
        String name =
                title() + " · " + Words.count(memory.free()) + " of " + Words.count(memory.frames()) + " frames free";
        return sketch.drawing(width, Math.max(viewport.height(), bottom + 12), name, headline);
    }

    private static boolean concerns(KernelEvent event) {
        return event instanceof FrameAllocated
                || event instanceof FrameFreed
                || event instanceof ContainerSplit
                || event instanceof ContainerRefused
                || event instanceof ContainerExited
                || event instanceof ShareChanged;
    }
}
