/* Realistic moments that need no machine: for the gallery and the tests. */
package org.kernelscope.visualizers.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.LockGranted;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.event.KernelEvent.LockQueued;
import org.kernelscope.engine.event.KernelEvent.LockReleased;
import org.kernelscope.engine.event.KernelEvent.LockRequested;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.engine.view.LockView.Holder;
import org.kernelscope.engine.view.LockView.LineView;
import org.kernelscope.engine.view.LockView.Mcs;
import org.kernelscope.engine.view.LockView.Move;
import org.kernelscope.engine.view.LockView.Node;
import org.kernelscope.engine.view.LockView.Ticket;
import org.kernelscope.engine.view.LockView.Waiter;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.engine.view.Timeline;
import org.kernelscope.hw.LineState.Mesi;
import org.kernelscope.kernel.Variant.Lock;

/** The samples, in the gallery's order. Their figures are invented; their structure is the engine's. */
public final class SampleFrames {
    private static final String LOCK = "work_lock";
    private static final int ADDRESS = 0x001080c0;
    private static final long NOW = 154_291;

    private SampleFrames() {}

    public static List<Sample> all() {
        return List.of(
                new Sample("mcs-hand-over", "MCS lock: core 1 stores 0 into core 3's flag", mcsHandOver()),
                new Sample("mcs-free", "MCS lock: nobody asks", mcsFree()),
                new Sample("ticket-wait", "Ticket lock: one holds, two wait, one thinks", ticketWait()),
                new Sample("ticket-draw", "Ticket lock: a core draws its ticket", ticketDraw()),
                new Sample("boot", "The kernel is still starting", boot()),
                new Sample("ended", "The machine has ended", ended()),
                new Sample("mcs-sixteen", "MCS lock on sixteen cores", mcsSixteen()),
                new Sample("ticket-sixteen", "Ticket lock on sixteen cores", ticketSixteen()),
                new Sample("unreadable", "A lock whose type cannot be read", unreadable()),
                new Sample("user", "Ten user threads on four cores", SampleUser.frame()),
                new Sample("user-crowd", "Sixty-four threads on sixteen cores", SampleCrowd.frame()),
                new Sample("user-one", "One program on one core", SampleSmall.one()),
                new Sample(
                        "user-broken",
                        "Broken queues, overdrawn containers, stale translations",
                        SampleSmall.broken()));
    }

    private static Frame mcsHandOver() {
        List<Node> nodes = List.of(
                node(0, OptionalInt.empty(), true, false, false),
                node(1, OptionalInt.of(3), false, false, false),
                node(2, OptionalInt.empty(), false, false, false),
                node(3, OptionalInt.of(0), false, false, true));
        List<LineView> lines = List.of(
                line("tail", 0, "MIII", "MIII"),
                line("node 0", 1, "MIII", "MIII"),
                line("node 1", 2, "IMII", "IMII"),
                line("node 2", 3, "IIEI", "IIEI"),
                line("node 3", 4, "IMII", "IIIS", new Move(NOW - 12, 1, OptionalInt.of(3), true, 48)));
        Mcs lock = new Mcs(
                LOCK,
                ADDRESS,
                OptionalInt.of(0),
                nodes,
                Optional.empty(),
                List.of(waiter(3, 1204, OptionalInt.empty()), waiter(0, 388, OptionalInt.empty())),
                lines);
        KernelEvent latest = new LockReleased(12_345, NOW, 1, LOCK, 1056);
        List<KernelEvent> events = List.of(
                new LockRequested(12_101, NOW - 388, 0, LOCK),
                new LockQueued(12_190, NOW - 340, 0, LOCK, OptionalLong.empty(), 2),
                latest);
        Phase[] phases = {Phase.SPINS, Phase.THINKS, Phase.THINKS, Phase.SPINS};
        return SampleParts.frame(
                Lock.MCS, 4, NOW, phases, Optional.of(lock), Optional.of(latest), events, timeline(4, NOW, 5800));
    }

    private static Frame mcsFree() {
        List<Node> nodes = new ArrayList<>();
        for (int core = 0; core < 4; core++) {
            nodes.add(node(core, OptionalInt.empty(), false, false, false));
        }
        List<LineView> lines = List.of(
                line("tail", 0, "IIMI", "IIMI"),
                line("node 0", 1, "EIII", "EIII"),
                line("node 1", 2, "IMII", "IMII"),
                line("node 2", 3, "IIMI", "IIMI"),
                line("node 3", 4, "IIIM", "IIIM"));
        Mcs lock = new Mcs(LOCK, ADDRESS, OptionalInt.empty(), nodes, Optional.empty(), List.of(), lines);
        KernelEvent latest = new LockReleased(15_102, NOW - 210, 2, LOCK, 940);
        Phase[] phases = {Phase.THINKS, Phase.THINKS, Phase.THINKS, Phase.THINKS};
        return SampleParts.frame(
                Lock.MCS, 4, NOW, phases, Optional.of(lock), Optional.of(latest), List.of(), timeline(4, NOW, 0));
    }

    private static Frame ticketWait() {
        LineView line = line(
                LOCK,
                0,
                "SSIS",
                "IMII",
                new Move(NOW - 140, 1, OptionalInt.of(3), true, 96),
                new Move(NOW - 92, 3, OptionalInt.of(1), false, 48),
                new Move(NOW - 40, 0, OptionalInt.of(1), false, 72));
        Ticket lock = new Ticket(
                LOCK,
                ADDRESS,
                44,
                41,
                Optional.of(new Holder(1, NOW - 212, false)),
                List.of(waiter(3, 1204, OptionalInt.of(42)), waiter(0, 388, OptionalInt.of(43))),
                List.of(line));
        KernelEvent latest = new LockHandedOver(11_870, NOW - 212, 1, LOCK, 2, NOW - 308, 96, 3);
        List<KernelEvent> events = List.of(
                new LockReleased(11_790, NOW - 308, 2, LOCK, 1010),
                new LockGranted(11_869, NOW - 212, 1, LOCK, 1720),
                latest);
        Phase[] phases = {Phase.SPINS, Phase.HOLDS, Phase.THINKS, Phase.SPINS};
        return SampleParts.frame(
                Lock.TICKET, 4, NOW, phases, Optional.of(lock), Optional.of(latest), events, timeline(4, NOW, 5800));
    }

    private static Frame ticketDraw() {
        LineView line = line(LOCK, 0, "IIMI", "SIIS", new Move(NOW - 9, 2, OptionalInt.of(0), true, 61));
        Ticket lock = new Ticket(
                LOCK,
                ADDRESS,
                103,
                101,
                Optional.of(new Holder(3, NOW - 640, true)),
                List.of(waiter(0, 511, OptionalInt.of(102)), new Waiter(2, NOW - 22, false, OptionalInt.empty())),
                List.of(line));
        KernelEvent latest = new LockRequested(20_411, NOW - 22, 2, LOCK);
        Phase[] phases = {Phase.SPINS, Phase.THINKS, Phase.SPINS, Phase.HOLDS};
        return SampleParts.frame(
                Lock.TICKET,
                4,
                NOW,
                phases,
                Optional.of(lock),
                Optional.of(latest),
                List.of(latest),
                timeline(4, NOW, 0));
    }

    private static Frame boot() {
        Phase[] phases = {Phase.BUSY, Phase.IDLE, Phase.IDLE, Phase.IDLE};
        List<List<Timeline.Span>> lanes = List.of(
                List.of(new Timeline.Span(Phase.BUSY, 0, 2210)),
                List.of(new Timeline.Span(Phase.IDLE, 0, 2210)),
                List.of(new Timeline.Span(Phase.IDLE, 0, 2210)),
                List.of(new Timeline.Span(Phase.IDLE, 0, 2210)));
        return SampleParts.frame(
                Lock.MCS,
                4,
                2210,
                phases,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new Timeline(lanes, List.of(), List.of(), 2210));
    }

    private static Frame ended() {
        Frame frame = mcsFree();
        return new Frame(
                frame.scenario(),
                frame.step(),
                frame.time(),
                Frame.Status.ENDED,
                frame.actor(),
                frame.cores(),
                frame.kernel(),
                frame.recent(),
                frame.events(),
                frame.timeline(),
                frame.console(),
                frame.stateHash());
    }

    private static Frame mcsSixteen() {
        int[] order = {5, 9, 0, 14, 3, 12, 7, 1, 10, 4, 15};
        List<Node> nodes = new ArrayList<>();
        for (int core = 0; core < 16; core++) {
            int place = place(order, core);
            OptionalInt next =
                    place >= 0 && place + 1 < order.length ? OptionalInt.of(order[place + 1]) : OptionalInt.empty();
            nodes.add(node(core, next, place > 1, core == 10, core == 9));
        }
        List<LineView> lines = new ArrayList<>();
        lines.add(line("tail", 0, SampleParts.only(15, 'M'), SampleParts.only(15, 'M')));
        for (int core = 0; core < 16; core++) {
            String owned = SampleParts.only(core, core % 3 == 0 ? 'E' : 'M');
            lines.add(
                    core == 9
                            ? line(
                                    "node 9",
                                    10,
                                    SampleParts.only(5, 'M'),
                                    SampleParts.only(9, 'S'),
                                    new Move(NOW - 30, 5, OptionalInt.of(9), true, 61))
                            : line("node " + core, core + 1, owned, owned));
        }
        List<Waiter> waiters = new ArrayList<>();
        for (int place = 1; place < order.length; place++) {
            waiters.add(waiter(order[place], 4400 - 380L * place, OptionalInt.empty()));
        }
        Mcs lock = new Mcs(LOCK, ADDRESS, OptionalInt.of(15), nodes, Optional.empty(), waiters, lines);
        KernelEvent latest = new LockReleased(98_120, NOW, 5, LOCK, 310);
        return SampleParts.frame(
                Lock.MCS,
                16,
                NOW,
                phases(order, Phase.THINKS),
                Optional.of(lock),
                Optional.of(latest),
                List.of(latest),
                timeline(16, NOW, 5800));
    }

    private static Frame ticketSixteen() {
        int[] order = {5, 9, 0, 14, 3, 12, 7, 1, 10, 4, 15, 2, 8};
        List<Waiter> waiters = new ArrayList<>();
        for (int place = 1; place < order.length; place++) {
            waiters.add(waiter(order[place], 4400 - 330L * place, OptionalInt.of(207 + place)));
        }
        LineView line = line(
                LOCK,
                0,
                "SSIISSISSISISIII",
                "SSSSSSISSSSISISS",
                new Move(NOW - 300, 5, OptionalInt.of(8), true, 240),
                new Move(NOW - 200, 9, OptionalInt.of(5), false, 90),
                new Move(NOW - 100, 0, OptionalInt.of(5), false, 130),
                new Move(NOW - 40, 7, OptionalInt.empty(), false, 44));
        Ticket lock = new Ticket(
                LOCK, ADDRESS, 220, 207, Optional.of(new Holder(5, NOW - 90, false)), waiters, List.of(line));
        KernelEvent latest = new LockGranted(99_020, NOW - 90, 5, LOCK, 5120);
        return SampleParts.frame(
                Lock.TICKET,
                16,
                NOW,
                phases(order, Phase.HOLDS),
                Optional.of(lock),
                Optional.of(latest),
                List.of(latest),
                timeline(16, NOW, 0));
    }

    private static Frame unreadable() {
        LockView lock = new LockView.Unreadable(
                LOCK,
                ADDRESS,
                "struct lock has no field next_ticket, and no field tail: it is neither a ticket lock nor an MCS lock",
                Optional.empty(),
                List.of(),
                List.of(line(LOCK, 0, "IIEI", "IIEI")));
        Phase[] phases = {Phase.THINKS, Phase.THINKS, Phase.HOLDS, Phase.SPINS};
        KernelEvent latest = new LockGranted(5120, NOW - 80, 2, LOCK, 88);
        return SampleParts.frame(
                Lock.TICKET,
                4,
                NOW,
                phases,
                Optional.of(lock),
                Optional.of(latest),
                List.of(latest),
                timeline(4, NOW, 0));
    }

    private static Phase[] phases(int[] order, Phase first) {
        Phase[] phases = new Phase[16];
        for (int core = 0; core < 16; core++) {
            int place = place(order, core);
            phases[core] = place < 0 ? Phase.THINKS : place == 0 ? first : Phase.SPINS;
        }
        return phases;
    }

    private static int place(int[] order, int core) {
        for (int place = 0; place < order.length; place++) {
            if (order[place] == core) {
                return place;
            }
        }
        return -1;
    }

    private static Waiter waiter(int core, long waited, OptionalInt ticket) {
        return new Waiter(core, NOW - waited, true, ticket);
    }

    private static Node node(int core, OptionalInt next, boolean busy, boolean changedNext, boolean changedBusy) {
        return new Node(core, ADDRESS + 64 * (core + 1), next, busy, changedNext, changedBusy);
    }

    private static LineView line(String label, int index, String now, String before, Move... moves) {
        return new LineView(label, ADDRESS + 64 * index, states(now), states(before), List.of(moves));
    }

    private static List<Mesi> states(String letters) {
        return letters.chars()
                .mapToObj(letter -> switch (letter) {
                    case 'M' -> Mesi.MODIFIED;
                    case 'E' -> Mesi.EXCLUSIVE;
                    case 'S' -> Mesi.SHARED;
                    default -> Mesi.INVALID;
                })
                .toList();
    }

    private static Timeline timeline(int cores, long now, long ahead) {
        return SampleParts.timeline(cores, now, ahead);
    }
}
