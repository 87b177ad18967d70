/* The conversation with one client: each packet gets its answer. */
package org.kernelscope.engine.gdb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.kernelscope.engine.gdb.Answer.Next;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.Intervention;
import org.kernelscope.hw.Machine;

/**
 * Understands the packets of the remote protocol. Cores are threads, numbered from 1. Whatever a packet holds, it is
 * answered; what is unknown gets the empty answer that the protocol wants.
 */
final class Session {
    private static final int PAGE = 0x1000;
    private static final List<Point.Kind> KINDS = List.of(Point.Kind.values());
    private static final String SUPPORTED = "PacketSize=" + Integer.toHexString(PacketReader.LONGEST)
            + ";QStartNoAckMode+;qXfer:features:read+;vContSupported+;ReverseStep+;ReverseContinue+"
            + ";swbreak+;hwbreak+";

    private final Target target;
    private final Machine machine;
    private final Monitor monitor;
    private final BooleanSupplier interrupted;
    private boolean tellsKind;
    private int selected;
    private OptionalInt resumed = OptionalInt.empty();
    private Stopped latest;

    /**
     * A conversation that begins.
     *
     * @param interrupted whether the client said something while the machine runs
     */
    Session(Target target, Monitor monitor, BooleanSupplier interrupted) {
        this.target = target;
        this.monitor = monitor;
        this.interrupted = interrupted;
        machine = target.machine();
        latest = new Stopped.Done(0);
    }

    /** Answers one packet. */
    Answer answer(String packet) {
        try {
            return packet.isEmpty() ? Answer.UNKNOWN : answer(packet.charAt(0), new Fields(packet.substring(1)));
        } catch (Malformed e) {
            return Answer.REFUSED;
        }
    }

    private Answer answer(char kind, Fields fields) throws Malformed {
        return switch (kind) {
            case '?' -> Answer.of(StopReply.of(latest, tellsKind));
            case 'g' -> Answer.of(RegisterTable.readAll(core()));
            case 'G' -> change(RegisterTable.writeAll(core(), fields.rest()));
            case 'p' -> readRegister(fields);
            case 'P' -> writeRegister(fields);
            case 'm' -> readMemory(fields);
            case 'M', 'X' -> writeMemory(kind, fields);
            case 'Z', 'z' -> point(kind == 'Z', fields);
            case 'H' -> select(fields);
            case 'T' -> thread(fields) >= 0 ? Answer.FINE : Answer.REFUSED;
            case 'c', 's' -> resume(kind, fields);
            case 'C', 'S' -> {
                fields.number();
                fields.takes(";");
                yield resume(kind, fields);
            }
            case 'b' -> reverse(fields.rest());
            case 'v' -> verbose(fields);
            case 'q', 'Q' -> query(kind, fields);
            case 'D' -> Answer.FINE.then(Next.DETACH);
            case 'k' -> new Answer(List.of(), Next.KILL);
            default -> Answer.UNKNOWN;
        };
    }

    private CoreState core() {
        return machine.core(selected);
    }

    private Answer readRegister(Fields fields) throws Malformed {
        int number = fields.count();
        fields.end();
        return number < RegisterTable.count() ? Answer.of(RegisterTable.read(core(), number)) : Answer.REFUSED;
    }

    private Answer writeRegister(Fields fields) throws Malformed {
        int number = fields.count();
        fields.take("=");
        return number < RegisterTable.count()
                ? change(RegisterTable.write(core(), number, fields.rest()))
                : Answer.REFUSED;
    }

    private Answer change(List<Intervention> changes) {
        for (Intervention change : changes) {
            if (!target.past().change(change)) {
                return Answer.REFUSED;
            }
        }
        return Answer.FINE;
    }

    private Answer readMemory(Fields fields) throws Malformed {
        int address = fields.number();
        fields.take(",");
        int length = Math.min(fields.count(), PacketReader.LONGEST / 2);
        fields.end();
        byte[] bytes = machine.peekLinear(selected, address, length);
        return length > 0 && bytes.length == 0 ? Answer.NO_MEMORY : Answer.of(Fields.hex(bytes));
    }

    private Answer writeMemory(char kind, Fields fields) throws Malformed {
        int address = fields.number();
        fields.take(",");
        int length = fields.count();
        fields.take(":");
        byte[] bytes = kind == 'X' ? fields.rest().getBytes(StandardCharsets.ISO_8859_1) : fields.bytes();
        if (bytes.length != length) {
            return Answer.REFUSED;
        }
        if (machine.peekLinear(selected, address, length).length < length) {
            return Answer.NO_MEMORY;
        }
        List<Intervention> changes = new ArrayList<>();
        int done = 0;
        while (done < length) {
            int linear = address + done;
            int part = Math.min(length - done, PAGE - (linear & PAGE - 1));
            byte[] piece = Arrays.copyOfRange(bytes, done, done + part);
            int physical = machine.translate(selected, linear).orElseThrow();
            changes.add(new Intervention.Memory(physical, piece));
            done += part;
        }
        return change(changes);
    }

    private Answer point(boolean set, Fields fields) throws Malformed {
        int kind = fields.count();
        fields.take(",");
        int address = fields.number();
        fields.take(",");
        int length = fields.count();
        if (kind >= KINDS.size()) {
            return Answer.UNKNOWN;
        }
        Point point = new Point(KINDS.get(kind), address, length);
        if (set) {
            return target.set(point, selected) ? Answer.FINE : Answer.REFUSED;
        }
        target.clear(point);
        return Answer.FINE;
    }

    /** The core of a thread's number; the selected one where any will do. -1: there is none. */
    private int thread(Fields fields) throws Malformed {
        if (fields.takes("-1")) {
            return selected;
        }
        int number = fields.number();
        if (number == 0) {
            return selected;
        }
        return number > 0 && number <= machine.config().cores() ? number - 1 : -1;
    }

    private Answer select(Fields fields) throws Malformed {
        boolean general = fields.takes("g");
        if (!general) {
            fields.take("c");
        }
        boolean any = fields.takes("-1") || fields.takes("0");
        int core = any ? selected : thread(fields);
        if (core < 0) {
            return Answer.REFUSED;
        }
        if (general) {
            selected = core;
        } else {
            resumed = any ? OptionalInt.empty() : OptionalInt.of(core);
        }
        return Answer.FINE;
    }

    /** The older packets: the thread chosen by Hc steps or goes on, with the others. */
    private Answer resume(char kind, Fields fields) throws Malformed {
        int core = resumed.orElse(selected);
        if (!fields.done()) {
            int linear = fields.number();
            CoreState state = machine.core(core);
            int offset = linear - (state.linearEip() - state.eip());
            target.past().change(new Intervention.Register(core, Intervention.Register.EIP, offset));
        }
        boolean step = kind == 's' || kind == 'S';
        return forward(new BitSet(), step ? OptionalInt.of(core) : OptionalInt.empty());
    }

    private Answer forward(BitSet held, OptionalInt stepping) {
        return moved(target.forward(held, stepping, latest.core(), interrupted));
    }

    private Answer reverse(String how) {
        return switch (how) {
            case "c" -> moved(target.backward(OptionalInt.empty(), latest.core(), interrupted));
            case "s" -> {
                OptionalInt core = OptionalInt.of(resumed.orElse(selected));
                yield moved(target.backward(core, core.getAsInt(), interrupted));
            }
            default -> Answer.UNKNOWN;
        };
    }

    private Answer moved(Stopped stopped) {
        latest = stopped;
        selected = stopped.core();
        String reply = StopReply.of(stopped, tellsKind);
        boolean over = stopped instanceof Stopped.AtEnd end && !end.backward();
        Optional<String> end = over ? Monitor.end(machine.state()) : Optional.empty();
        return end.map(text -> Answer.of("O" + Fields.hex(text + "\n"), reply)).orElseGet(() -> Answer.of(reply));
    }

    private Answer verbose(Fields fields) throws Malformed {
        if (fields.takes("Cont?")) {
            return Answer.of("vCont;c;C;s;S;t");
        }
        if (fields.takes("Cont;")) {
            return resumeEach(fields);
        }
        if (fields.takes("Kill;")) {
            return Answer.FINE.then(Next.KILL);
        }
        return Answer.UNKNOWN;
    }

    /** Each action is for one thread or, without a number, for all that have none yet; who has none is held. */
    private Answer resumeEach(Fields fields) throws Malformed {
        int cores = machine.config().cores();
        char[] actions = new char[cores];
        while (!fields.done()) {
            String text = fields.upTo(';');
            Fields action = new Fields(text);
            char what = text.isEmpty() ? ' ' : text.charAt(0);
            if (!action.takes("c") && !action.takes("s") && !action.takes("t")) {
                action.take(action.takes("C") ? "" : "S");
                action.number();
            }
            boolean all = action.done() || text.endsWith(":-1");
            int only = -1;
            if (!all) {
                action.take(":");
                only = thread(action);
                action.end();
            }
            if (!all && only < 0) {
                return Answer.REFUSED;
            }
            for (int core = 0; core < cores; core++) {
                boolean meant = all || core == only;
                actions[core] = meant && actions[core] == 0 ? Character.toLowerCase(what) : actions[core];
            }
        }
        return resumeEach(actions);
    }

    private Answer resumeEach(char[] actions) throws Malformed {
        BitSet held = new BitSet();
        OptionalInt stepping = OptionalInt.empty();
        for (int core = 0; core < actions.length; core++) {
            if (actions[core] == 's' && (stepping.isEmpty() || core == selected)) {
                stepping = OptionalInt.of(core);
            }
            held.set(core, actions[core] != 'c' && actions[core] != 's');
        }
        if (held.cardinality() == actions.length) {
            throw new Malformed("no thread is to go on");
        }
        return forward(held, stepping);
    }

    private Answer query(char kind, Fields fields) throws Malformed {
        if (kind == 'Q') {
            return fields.takes("StartNoAckMode") && fields.done()
                    ? Answer.FINE.then(Next.TRUST_THE_LINE)
                    : Answer.UNKNOWN;
        }
        if (fields.takes("Supported")) {
            String features = fields.rest();
            tellsKind = features.contains("swbreak+") && features.contains("hwbreak+");
            return Answer.of(SUPPORTED);
        }
        if (fields.takes("ThreadExtraInfo,")) {
            int core = thread(fields);
            return core < 0 ? Answer.REFUSED : Answer.of(Fields.hex(monitor.core(machine.core(core))));
        }
        if (fields.takes("Xfer:features:read:")) {
            return description(fields);
        }
        if (fields.takes("Rcmd,")) {
            String asked = new String(fields.bytes(), StandardCharsets.UTF_8);
            return text(monitor.answer(asked));
        }
        return switch (fields.upTo(':')) {
            case "C" -> Answer.of("QC" + Integer.toHexString(selected + 1));
            case "Attached" -> Answer.of("1");
            case "fThreadInfo" -> Answer.of(threads());
            case "sThreadInfo" -> Answer.of("l");
            default -> Answer.UNKNOWN;
        };
    }

    private String threads() {
        List<String> numbers = new ArrayList<>();
        for (int core = 0; core < machine.config().cores(); core++) {
            numbers.add(Integer.toHexString(core + 1));
        }
        return "m" + String.join(",", numbers);
    }

    private static Answer description(Fields fields) throws Malformed {
        if (!fields.upTo(':').equals("target.xml")) {
            return Answer.of("E00");
        }
        int offset = fields.count();
        fields.take(",");
        int length = fields.count();
        String xml = RegisterTable.xml();
        int from = Math.min(offset, xml.length());
        int to = (int) Math.min(xml.length(), (long) from + Math.min(length, PacketReader.LONGEST / 2));
        return Answer.of((to == xml.length() ? "l" : "m") + xml.substring(from, to));
    }

    /** Text for gdb's console, in as many packets as it needs. */
    private static Answer text(String text) {
        List<String> packets = new ArrayList<>();
        String hex = Fields.hex(text);
        int most = PacketReader.LONGEST / 2;
        for (int at = 0; at < hex.length(); at += most) {
            packets.add("O" + hex.substring(at, Math.min(hex.length(), at + most)));
        }
        packets.add("OK");
        return new Answer(packets, Next.GO_ON);
    }
}
