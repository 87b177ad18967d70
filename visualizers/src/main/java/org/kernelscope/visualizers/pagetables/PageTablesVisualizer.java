/* Page tables: the tree of one address space, the translations that its core remembers, a walk step by step. */
package org.kernelscope.visualizers.pagetables;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.PageFaulted;
import org.kernelscope.engine.event.KernelEvent.PageMapped;
import org.kernelscope.engine.event.KernelEvent.PageUnmapped;
import org.kernelscope.engine.event.KernelEvent.ShareChanged;
import org.kernelscope.engine.event.KernelEvent.ShootdownDone;
import org.kernelscope.engine.event.KernelEvent.ShootdownSent;
import org.kernelscope.engine.event.KernelEvent.ShootdownServed;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.SpaceView;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.TrapView;
import org.kernelscope.engine.view.TrapView.Walk;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;
import org.kernelscope.visualizers.kernel.Headline;
import org.kernelscope.visualizers.kernel.Nothing;

/** Follows the space of the core that the latest paging event is about, else that of the core that acted last. */
public final class PageTablesVisualizer implements Visualizer {
    static final double MARGIN = 16;
    private static final double TOP = 34;
    private static final double LEAST_WIDTH = 680;
    private static final double TLB_SHARE = 0.36;
    private static final double GAP = 24;
    private static final double LEAST_TREE = 150;

    @Override
    public String id() {
        return "page-tables";
    }

    @Override
    public String title() {
        return "Pages";
    }

    @Override
    public Drawing draw(Frame frame, Viewport viewport) {
        String headline = Headline.of(frame, PageTablesVisualizer::concerns, "nothing has happened to a page lately");
        KernelView kernel = frame.kernel();
        if (kernel.spaces().isEmpty()) {
            String otherwise = "no program runs that has an address space of its own";
            return Nothing.drawing(frame, viewport, "Page tables", headline, "page table", otherwise);
        }
        double width = Math.max(LEAST_WIDTH, viewport.width());
        SpaceView space = space(frame);
        int core = core(frame, space);
        Optional<TrapView> trap =
                kernel.traps().stream().filter(view -> view.core() == core).findFirst();
        Optional<Walk> walk = trap.flatMap(TrapView::walk);
        double below = (walk.isPresent() ? WalkSteps.HEIGHT + 32 : 0) + OtherSpaces.HEIGHT + 44;
        double room = Math.max(LEAST_TREE, viewport.height() - TOP - below);
        Sketch sketch = new Sketch();
        double tlbWidth = (width - 2 * MARGIN) * TLB_SHARE;
        Area tree = new Area(MARGIN, TOP, width - 2 * MARGIN - tlbWidth - GAP, room);
        double bottom = SpaceTree.draw(sketch, space, tree);
        Area beside = new Area(tree.right() + GAP, TOP, tlbWidth, room);
        bottom = Math.max(bottom, TlbLines.draw(sketch, core, trap, beside));
        if (walk.isPresent()) {
            bottom = Math.max(bottom, TOP + room - 8);
            bottom = WalkSteps.draw(sketch, core, walk.get(), MARGIN, bottom + 32, width - MARGIN);
        }
        double last = Math.max(bottom + 32, viewport.height() - OtherSpaces.HEIGHT - 10);
        bottom = OtherSpaces.draw(sketch, kernel, space, last, width);
        String name = "Page tables · space " + space.id() + (space.name().isEmpty() ? "" : " (" + space.name() + ")");
        return sketch.drawing(width, Math.max(viewport.height(), bottom + 8), name, headline);
    }

    private static boolean concerns(KernelEvent event) {
        return event instanceof PageFaulted
                || event instanceof PageMapped
                || event instanceof PageUnmapped
                || event instanceof ShareChanged
                || event instanceof ShootdownSent
                || event instanceof ShootdownServed
                || event instanceof ShootdownDone;
    }

    private static SpaceView space(Frame frame) {
        KernelView kernel = frame.kernel();
        Optional<SpaceView> concerned = Headline.latest(
                        frame, event -> spaceOf(event).isPresent())
                .flatMap(event -> kernel.space(spaceOf(event).getAsInt()));
        Optional<SpaceView> active =
                frame.actor().isPresent() ? activeOn(kernel, frame.actor().getAsInt()) : Optional.empty();
        return concerned
                .or(() -> active)
                .or(() -> anyActive(kernel))
                .orElseGet(() -> kernel.spaces().getFirst());
    }

    private static OptionalInt spaceOf(KernelEvent event) {
        return switch (event) {
            case PageFaulted faulted -> OptionalInt.of(faulted.space());
            case PageMapped mapped -> OptionalInt.of(mapped.space());
            case PageUnmapped unmapped -> OptionalInt.of(unmapped.space());
            default -> OptionalInt.empty();
        };
    }

    private static Optional<SpaceView> activeOn(KernelView kernel, int core) {
        return kernel.spaces().stream()
                .filter(space -> space.activeOn().contains(core))
                .findFirst();
    }

    private static Optional<SpaceView> anyActive(KernelView kernel) {
        return kernel.spaces().stream()
                .filter(space -> !space.activeOn().isEmpty())
                .findFirst();
    }

    /** The core that has the space loaded, else that of the space's thread, else the one that acted last. */
    private static int core(Frame frame, SpaceView space) {
        List<Integer> cores = space.activeOn();
        if (!cores.isEmpty()) {
            return cores.getFirst();
        }
        return frame.kernel()
                .thread(space.id())
                .map(ThreadView::cpu)
                .orElse(frame.actor().orElse(0));
    }
}
