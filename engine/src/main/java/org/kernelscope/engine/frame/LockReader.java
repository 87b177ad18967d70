/* Reads locks from the machine's memory, typed by what the image says of them. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.model.KernelMap;
import org.kernelscope.engine.model.KernelMap.KnownLock;
import org.kernelscope.engine.model.LockLayout;
import org.kernelscope.engine.model.LockTrack;
import org.kernelscope.engine.view.KernelView;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.engine.view.LockView.LineView;
import org.kernelscope.engine.view.LockView.Move;
import org.kernelscope.engine.view.LockView.Node;
import org.kernelscope.engine.view.LockView.Waiter;
import org.kernelscope.hw.LineState.Mesi;
import org.kernelscope.hw.Machine;

/** Builds the view of each lock by peeking. */
final class LockReader {
    private final Machine machine;
    private final int cores;

    LockReader(Machine machine) {
        this.machine = machine;
        cores = machine.config().cores();
    }

    /** A lock as it is now, with what differs from the view before. */
    LockView read(LockTrack track, Optional<KernelView> before) {
        KnownLock lock = track.lock();
        Optional<LockView> previous = before.flatMap(view -> view.locks().stream()
                .filter(other -> other.address() == lock.address())
                .findFirst());
        List<Waiter> waiters =
                track.claims().stream().map(LockTrack.Claim::waiter).toList();
        List<LineView> lines = lines(track, previous);
        byte[] bytes = machine.peekLinear(0, lock.address(), lock.layout().size());
        if (bytes.length < lock.layout().size()) {
            String reason = "its memory at 0x" + Integer.toHexString(lock.address()) + " is not mapped";
            return new LockView.Unreadable(lock.name(), lock.address(), reason, track.holder(), waiters, lines);
        }
        return switch (lock.layout()) {
            case LockLayout.Ticket ticket ->
                new LockView.Ticket(
                        lock.name(),
                        lock.address(),
                        Integer.toUnsignedLong(Guest.little(bytes, ticket.nextTicket())),
                        Integer.toUnsignedLong(Guest.little(bytes, ticket.nowServing())),
                        track.holder(),
                        waiters,
                        lines);
            case LockLayout.Mcs mcs ->
                new LockView.Mcs(
                        lock.name(),
                        lock.address(),
                        mcs.owner(lock.address(), Guest.little(bytes, mcs.tail())),
                        nodes(lock.address(), mcs, bytes, previous),
                        track.holder(),
                        waiters,
                        lines);
            case LockLayout.Unknown unknown ->
                new LockView.Unreadable(lock.name(), lock.address(), unknown.reason(), track.holder(), waiters, lines);
        };
    }

    private List<Node> nodes(int lock, LockLayout.Mcs mcs, byte[] bytes, Optional<LockView> previous) {
        List<Node> before = previous.map(view -> view instanceof LockView.Mcs old ? old.nodes() : List.<Node>of())
                .orElse(List.of());
        List<Node> nodes = new ArrayList<>();
        for (int core = 0; core < Math.min(cores, mcs.count()); core++) {
            int offset = mcs.node(0, core);
            OptionalInt next = mcs.owner(lock, Guest.little(bytes, offset + mcs.next()));
            boolean busy = Guest.little(bytes, offset + mcs.busy()) != 0;
            boolean known = core < before.size();
            boolean changedNext = known && !before.get(core).next().equals(next);
            boolean changedBusy = known && before.get(core).busy() != busy;
            nodes.add(new Node(core, lock + offset, next, busy, changedNext, changedBusy));
        }
        return nodes;
    }

    private List<LineView> lines(LockTrack track, Optional<LockView> previous) {
        KnownLock lock = track.lock();
        List<LineView> lines = new ArrayList<>();
        for (Label label : labels(lock)) {
            OptionalInt physical = machine.translate(0, label.address());
            if (physical.isEmpty()) {
                continue;
            }
            int address = physical.getAsInt() & -KernelMap.LINE_BYTES;
            List<Mesi> now = machine.line(address).byCore();
            List<Mesi> before = previous.stream()
                    .flatMap(view -> view.lines().stream())
                    .filter(line -> line.address() == address)
                    .findFirst()
                    .map(LineView::byCore)
                    .orElse(now);
            List<Move> moves = track.shown().stream()
                    .filter(move -> move.line() == address)
                    .map(LockTrack.LineMove::move)
                    .toList();
            lines.add(new LineView(label.text(), address, now, before, moves));
        }
        return lines;
    }

    /** What lies in a line, and the linear address of a byte of it. */
    private record Label(String text, int address) {}

    private List<Label> labels(KnownLock lock) {
        if (lock.layout() instanceof LockLayout.Mcs mcs) {
            List<Label> labels = new ArrayList<>(List.of(new Label("tail", lock.address() + mcs.tail())));
            IntStream.range(0, Math.min(cores, mcs.count()))
                    .forEach(core -> labels.add(new Label("node " + core, mcs.node(lock.address(), core))));
            return labels;
        }
        int first = lock.address() & -KernelMap.LINE_BYTES;
        int end = lock.address() + lock.layout().size();
        List<Label> labels = new ArrayList<>();
        for (int line = first; line < end; line += KernelMap.LINE_BYTES) {
            labels.add(new Label(line == first ? lock.name() : lock.name() + "+" + (line - first), line));
        }
        return labels;
    }
}
