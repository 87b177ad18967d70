/* Messages between threads: who waits for whom, what is on its way, notifications, bounded buffers. */
package org.kernelscope.visualizers.ipc;

import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.BufferGot;
import org.kernelscope.engine.event.KernelEvent.BufferPut;
import org.kernelscope.engine.event.KernelEvent.MessageReceived;
import org.kernelscope.engine.event.KernelEvent.MessageSent;
import org.kernelscope.engine.event.KernelEvent.Notified;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.kernel.Headline;
import org.kernelscope.visualizers.kernel.Nothing;

/** Channels above, buffers below. */
public final class IpcVisualizer implements Visualizer {
    static final double MARGIN = 16;
    private static final double LEAST_WIDTH = 680;

    @Override
    public String id() {
        return "ipc";
    }

    @Override
    public String title() {
        return "Messages";
    }

    @Override
    public Drawing draw(Frame frame, Viewport viewport) {
        String headline = Headline.of(frame, IpcVisualizer::concerns, "no message has been sent lately");
        KernelView kernel = frame.kernel();
        if (kernel.channels().isEmpty() && kernel.buffers().isEmpty()) {
            String otherwise = "what runs now lies below the layer of channels";
            return Nothing.drawing(frame, viewport, title(), headline, "channel", otherwise);
        }
        double width = Math.max(LEAST_WIDTH, viewport.width());
        Sketch sketch = new Sketch();
        double below = BufferRows.height(kernel.buffers());
        double bottom = ChannelRows.draw(sketch, kernel, width, viewport.height() - below - 50);
        bottom = BufferRows.draw(sketch, kernel, width, bottom + 36);
        return sketch.drawing(width, Math.max(viewport.height(), bottom + 10), title(), headline);
    }

    private static boolean concerns(KernelEvent event) {
        return event instanceof MessageSent
                || event instanceof MessageReceived
                || event instanceof Notified
                || event instanceof BufferPut
                || event instanceof BufferGot;
    }
}
