/* The channels at which something goes on: the owner, what it is about, and the queue of those who wait for it. */
package org.kernelscope.visualizers.ipc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kernelscope.engine.view.ChannelView;
import org.kernelscope.engine.view.ChannelView.Message;
import org.kernelscope.engine.view.ChannelView.Mode;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;
import org.kernelscope.visualizers.kernel.Envelope;
import org.kernelscope.visualizers.kernel.ThreadToken;
import org.kernelscope.visualizers.kernel.TokenChain;

/** A row each, the busiest first; who has nothing to do with messages is named below. */
final class ChannelRows {
    private static final double TOP = 32;
    private static final double TALL = 56;
    private static final double LOW = 34;
    private static final double OWNER = 220;
    private static final double BITS = 130;
    private static final double LINK = 20;
    private static final double PAIR = Envelope.WIDTH + 6 + ThreadToken.WIDTH;
    private static final double STEP = LINK + PAIR + 24;

    private final Sketch sketch;
    private final KernelView kernel;
    private final double right;

    private ChannelRows(Sketch sketch, KernelView kernel, double width) {
        this.sketch = sketch;
        this.kernel = kernel;
        right = width - IpcVisualizer.MARGIN;
    }

    /** Returns the lower edge of what was drawn. */
    static double draw(Sketch sketch, KernelView kernel, double width, double bottom) {
        return new ChannelRows(sketch, kernel, width).draw(bottom);
    }

    private double draw(double bottom) {
        sketch.heading("channels-heading", IpcVisualizer.MARGIN, 20, "Who waits for whom");
        List<ChannelView> busy = kernel.channels().stream()
                .filter(this::goesOn)
                .sorted(Comparator.comparing((ChannelView channel) -> height(channel) == LOW && !channel.changed()))
                .toList();
        double y = TOP;
        if (busy.isEmpty()) {
            sketch.label("channels-none", IpcVisualizer.MARGIN, y + 18, "nobody waits", Lettering.BODY, Tone.MUTED);
            y += LOW;
        }
        int drawn = 0;
        for (ChannelView channel : busy) {
            double words = drawn == busy.size() - 1 ? 0 : LOW;
            if (drawn > 1 && y + height(channel) + words > bottom) {
                break;
            }
            row(channel, y);
            y += height(channel) + 4;
            drawn++;
        }
        if (drawn < busy.size()) {
            List<Integer> rest = owners(busy.subList(drawn, busy.size()));
            String more = "and " + rest.size() + (rest.size() == 1 ? " more channel" : " more channels")
                    + " with somebody waiting";
            TokenChain.more(sketch, "channels-more", IpcVisualizer.MARGIN, y + 16, more, rest);
            y += LOW - 6;
        }
        return rest(busy, y);
    }

    private static List<Integer> owners(List<ChannelView> channels) {
        return channels.stream().map(ChannelView::owner).toList();
    }

    private double rest(List<ChannelView> busy, double y) {
        List<Integer> rest = kernel.channels().stream()
                .filter(channel -> !busy.contains(channel) && channel.mode() == Mode.IDLE)
                .map(ChannelView::owner)
                .toList();
        if (rest.isEmpty()) {
            return y;
        }
        double middle = y + 16;
        sketch.label("rest", IpcVisualizer.MARGIN, middle + 4, "about other things", Lettering.BODY, Tone.MUTED);
        TokenChain.loose(sketch, "thread-", kernel, rest, IpcVisualizer.MARGIN + 130, middle, right);
        return middle + 12;
    }

    /** Whether a channel has a row of its own: not where its owner is seen in the row of its partner. */
    private boolean goesOn(ChannelView channel) {
        boolean alone = (channel.mode() == Mode.SENDING || channel.mode() == Mode.CALLING) && !met(channel);
        return alone
                || !channel.senders().isEmpty()
                || channel.mode() == Mode.RECEIVING
                || channel.mode() == Mode.REPLYING
                || channel.notification() != 0;
    }

    private boolean met(ChannelView sender) {
        return sender.partner().isPresent()
                && channel(sender.partner().getAsInt())
                        .map(other -> other.senders().contains(sender.owner()) || owes(other, sender.owner()))
                        .orElse(false);
    }

    private static boolean owes(ChannelView channel, int caller) {
        return channel.mode() == Mode.REPLYING
                && channel.partner().isPresent()
                && channel.partner().getAsInt() == caller;
    }

    private Optional<ChannelView> channel(int owner) {
        return kernel.channels().stream()
                .filter(channel -> channel.owner() == owner)
                .findFirst();
    }

    private static double height(ChannelView channel) {
        return channel.senders().isEmpty() && channel.mode() != Mode.REPLYING ? LOW : TALL;
    }

    private void row(ChannelView channel, double top) {
        String id = "channel-" + channel.owner();
        double high = height(channel);
        Area area = new Area(IpcVisualizer.MARGIN, top, right - IpcVisualizer.MARGIN, high);
        String doing = doing(channel);
        Tone role = channel.changed() ? Tone.HIGHLIGHT : Tone.SURFACE;
        String tip = "the channel of " + ThreadToken.name(kernel, channel.owner()) + ", which " + doing;
        sketch.box(id, area, 8, role, channel.changed() ? Fill.TINT : Fill.SOLID, Stroke.NONE, tip);
        double middle = top + (high == LOW ? LOW / 2 : 19);
        double x = area.x() + 10;
        Area owner = new Area(x, middle - ThreadToken.HEIGHT / 2, ThreadToken.WIDTH, ThreadToken.HEIGHT);
        ThreadToken.draw(sketch, sketch.unique("thread-" + channel.owner()), kernel, channel.owner(), owner);
        double after = owner.right() + 10;
        double edge = area.x() + OWNER;
        String name = Metrics.fit(channel.name(), Lettering.STRONG, 78);
        sketch.label(id + "-name", after, middle + 4.5, name, Lettering.STRONG, Tone.TEXT);
        if (high == LOW) {
            double from = after + 84;
            double room = area.right() - BITS - from;
            sketch.label(
                    id + "-doing",
                    from,
                    middle + 4,
                    Metrics.fit(doing, Lettering.SMALL, room),
                    Lettering.SMALL,
                    Tone.MUTED);
        } else {
            String fitted = Metrics.fit(doing, Lettering.SMALL, edge - x - 6);
            sketch.label(id + "-doing", x, middle + 27, fitted, Lettering.SMALL, Tone.MUTED);
            waiting(channel, edge, middle, area.right() - (channel.notification() == 0 ? 8 : BITS));
        }
        bits(channel, area.right() - 10, middle + 4);
    }

    /** What the owner is about, as the end of a sentence. */
    private String doing(ChannelView channel) {
        String partner =
                channel.partner().isPresent() ? "thread " + channel.partner().getAsInt() : "anybody";
        return switch (channel.mode()) {
            case IDLE -> channel.senders().isEmpty() ? "is about other things" : "does not receive now";
            case SENDING -> "sends to " + partner + (met(channel) ? "" : ", but stands in no queue of it");
            case RECEIVING -> "waits for a message from " + partner;
            case CALLING -> "called " + partner + ", waits for the reply";
            case REPLYING -> "serves " + partner + ", owes the reply";
        };
    }

    private void waiting(ChannelView channel, double left, double middle, double limit) {
        List<Integer> queue = new ArrayList<>(channel.senders());
        double x = left;
        if (channel.mode() == Mode.REPLYING && channel.partner().isPresent()) {
            int caller = channel.partner().getAsInt();
            link("reply-" + channel.owner(), x, middle, false, Stroke.DASHED, "the reply that is owed");
            pair(caller, x + LINK, middle, Optional.of("waits for the reply"));
            x += STEP;
        }
        int fitting = (int) ((limit - x) / STEP);
        int shown = queue.size() <= fitting ? queue.size() : Math.max(0, (int) ((limit - x - 80) / STEP));
        for (int sender : queue.subList(0, shown)) {
            link(
                    "sender-" + channel.owner() + "-" + sender,
                    x,
                    middle,
                    true,
                    Stroke.BOLD,
                    "waits in the queue of senders");
            pair(sender, x + LINK, middle, Optional.empty());
            x += STEP;
        }
        if (shown < queue.size()) {
            List<Integer> rest = queue.subList(shown, queue.size());
            String id = "channel-" + channel.owner() + "-more";
            TokenChain.more(sketch, id, x + 6, middle + 4, TokenChain.more(rest.size()), rest);
        }
    }

    private void link(String id, double x, double middle, boolean toOwner, Stroke stroke, String tip) {
        Point near = new Point(x + 2, middle);
        Point far = new Point(x + LINK - 2, middle);
        List<Point> way = toOwner ? List.of(far, near) : List.of(near, far);
        sketch.arrow(sketch.unique(id), way, true, Tone.MUTED, stroke, tip);
    }

    /** An envelope with its sender, and below both what is in it. */
    private void pair(int thread, double x, double middle, Optional<String> caption) {
        String id = sketch.unique("thread-" + thread);
        Optional<Message> message = channel(thread).flatMap(ChannelView::message);
        message.ifPresent(found -> Envelope.draw(
                sketch, id + "-message", found, ThreadToken.role(kernel, thread), x, middle - Envelope.HEIGHT / 2));
        Area token = new Area(
                x + Envelope.WIDTH + 6, middle - ThreadToken.HEIGHT / 2, ThreadToken.WIDTH, ThreadToken.HEIGHT);
        ThreadToken.draw(sketch, id, kernel, thread, token);
        String text = caption.orElse(message.map(Envelope::words)
                .orElse(kernel.thread(thread).isPresent() ? "message unknown" : "no such thread"));
        double room = STEP - 8;
        String fitted = Metrics.fit(text, Lettering.SMALL, room);
        String tip = message.map(Envelope::tip).orElse(text);
        Tone tone = kernel.thread(thread).isPresent() ? Tone.TEXT : Tone.BAD;
        sketch.note(id + "-words", x, middle + 27, fitted, Lettering.SMALL, Anchor.START, tone, tip);
    }

    private void bits(ChannelView channel, double end, double baseline) {
        if (channel.notification() == 0) {
            return;
        }
        List<Integer> set = IntStream.range(0, 32)
                .filter(bit -> (channel.notification() >>> bit & 1) != 0)
                .boxed()
                .toList();
        String numbers = set.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String text = set.size() == 1 ? "notified: bit " + numbers : "notified: bits " + numbers;
        String fitted = Metrics.fit(text, Lettering.SMALL, BITS - 16);
        String tip = String.format("notification word 0x%08x: ", channel.notification()) + text;
        sketch.note(
                "channel-" + channel.owner() + "-bits",
                end,
                baseline,
                fitted,
                Lettering.SMALL,
                Anchor.END,
                Tone.HIGHLIGHT,
                tip);
    }
}
