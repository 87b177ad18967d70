/* A 16550 serial port with its interrupts. */
package org.kernelscope.hw.device;

import java.nio.charset.StandardCharsets;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Registers as in the PC16550D data sheet. A character takes no time: output leaves at once, and what is received below
 * the FIFO's trigger level has timed out already. Whoever sends waits while the receiver is full, so nothing is lost;
 * only looped-back characters can overrun it. As in PCs, the interrupt line is driven while OUT2 is set.
 */
public final class SerialPort implements PortDevice {
    private static final int DATA = 0;
    private static final int ENABLE = 1;
    private static final int IDENTIFY = 2;
    private static final int LINE_CONTROL = 3;
    private static final int MODEM_CONTROL = 4;
    private static final int LINE_STATUS = 5;
    private static final int MODEM_STATUS = 6;
    private static final int SCRATCH = 7;

    private static final int DIVISOR_ACCESS = 0x80;
    private static final int LOOPBACK = 0x10;
    private static final int OUT2 = 0x08;
    private static final int TRANSMITTER_EMPTY = 0x60;
    private static final int DATA_READY = 0x01;
    private static final int OVERRUN = 0x02;
    private static final int CONNECTED = 0xB0;
    private static final int FIFO_BYTES = 16;

    private final int base;
    private final int line;
    private final InterruptLines lines;
    private final Sink sink;
    private final int[] registers = new int[8];
    private final int[] divisor = {12, 0};
    private final ByteQueue received = new ByteQueue();
    private final ByteQueue sender = new ByteQueue();
    private boolean overrun;
    private boolean emptied;
    private int modemChanges;
    private SerialText output = SerialText.EMPTY;

    /**
     * A port with its terminal connected.
     *
     * @param base of its eight I/O ports
     * @param line of the ISA bus that it drives
     */
    public SerialPort(int base, int line, InterruptLines lines, Sink sink) {
        this.base = base;
        this.line = line;
        this.lines = lines;
        this.sink = sink;
    }

    /** Receives each sent byte. */
    @FunctionalInterface
    public interface Sink {
        void sent(int core, int value);
    }

    @Override
    public boolean at(int port) {
        return (port & ~7) == base;
    }

    @Override
    public int read(int port) {
        int register = port - base;
        if (register <= ENABLE && (registers[LINE_CONTROL] & DIVISOR_ACCESS) != 0) {
            return divisor[register];
        }
        int value = switch (register) {
            case DATA -> takeReceived();
            case IDENTIFY -> takeIdentification();
            case LINE_STATUS -> takeLineStatus();
            case MODEM_STATUS -> takeModemStatus();
            default -> registers[register];
        };
        settle();
        return value;
    }

    @Override
    public void write(int core, int port, int value) {
        int register = port - base;
        int low = value & 0xFF;
        if (register <= ENABLE && (registers[LINE_CONTROL] & DIVISOR_ACCESS) != 0) {
            divisor[register] = low;
            return;
        }
        switch (register) {
            case DATA -> transmit(core, low);
            case ENABLE -> {
                emptied |= (low & ~registers[ENABLE] & 2) != 0;
                registers[ENABLE] = low & 0x0F;
            }
            case IDENTIFY -> controlFifo(low);
            case MODEM_CONTROL -> controlModem(low & 0x1F);
            case LINE_CONTROL, SCRATCH -> registers[register] = low;
            default -> {
                // The status registers cannot be written.
            }
        }
        settle();
    }

    /** A byte arrives from outside. */
    public void receive(int value) {
        sender.add(value);
        settle();
    }

    /** All that was sent since power-on, one character a byte. */
    public String text() {
        return new String(output.toBytes(), StandardCharsets.ISO_8859_1);
    }

    /** The sent text as an immutable value, for snapshots. */
    public SerialText output() {
        return output;
    }

    /** Goes back to an earlier value of {@link #output}. */
    public void restoreOutput(SerialText earlier) {
        output = earlier;
    }

    private boolean fifo() {
        return (registers[IDENTIFY] & 1) != 0;
    }

    private void transmit(int core, int value) {
        emptied = true;
        if ((registers[MODEM_CONTROL] & LOOPBACK) == 0) {
            output = output.plus((byte) value);
            sink.sent(core, value);
        } else if (received.size() < (fifo() ? FIFO_BYTES : 1)) {
            received.add(value);
        } else {
            overrun = true;
            if (!fifo()) {
                received.clear();
                received.add(value);
            }
        }
    }

    private void controlFifo(int value) {
        if ((value & 2) != 0 || ((value ^ registers[IDENTIFY]) & 1) != 0) {
            received.clear();
        }
        registers[IDENTIFY] = value & 0xC9;
    }

    private void controlModem(int value) {
        int before = modemLines();
        registers[MODEM_CONTROL] = value;
        int after = modemLines();
        int ringEnded = before & ~after & 0x40;
        modemChanges |= ((before ^ after) & 0xB0) >>> 4 | ringEnded >>> 4;
    }

    private int takeReceived() {
        return received.size() > 0 ? received.take() : 0;
    }

    private int takeLineStatus() {
        int status = TRANSMITTER_EMPTY | (received.size() > 0 ? DATA_READY : 0) | (overrun ? OVERRUN : 0);
        overrun = false;
        return status;
    }

    private int takeModemStatus() {
        int status = modemLines() | modemChanges;
        modemChanges = 0;
        return status;
    }

    private int takeIdentification() {
        int source = source();
        emptied &= source != 2;
        return source | (fifo() ? 0xC0 : 0);
    }

    /** The most urgent interrupt, as the identification register names it; 1 for none. */
    private int source() {
        int enabled = registers[ENABLE];
        if ((enabled & 4) != 0 && overrun) {
            return 6;
        }
        if ((enabled & 1) != 0 && received.size() > 0) {
            return received.size() >= trigger() ? 4 : 0xC;
        }
        if ((enabled & 2) != 0 && emptied) {
            return 2;
        }
        return (enabled & 8) != 0 && modemChanges != 0 ? 0 : 1;
    }

    private int trigger() {
        if (!fifo()) {
            return 1;
        }
        return switch (registers[IDENTIFY] >>> 6) {
            case 0 -> 1;
            case 1 -> 4;
            case 2 -> 8;
            default -> 14;
        };
    }

    private int modemLines() {
        int control = registers[MODEM_CONTROL];
        if ((control & LOOPBACK) == 0) {
            return CONNECTED;
        }
        return (control & 0x0C) << 4 | (control & 0x02) << 3 | (control & 0x01) << 5;
    }

    /** Lets waiting characters in, and drives the interrupt line. */
    private void settle() {
        boolean looped = (registers[MODEM_CONTROL] & LOOPBACK) != 0;
        int room = fifo() ? FIFO_BYTES : 1;
        while (!looped && sender.size() > 0 && received.size() < room) {
            received.add(sender.take());
        }
        boolean driven = !looped && (registers[MODEM_CONTROL] & OUT2) != 0;
        lines.set(line, driven && source() != 1);
    }

    /** Writes all but the output. */
    @Override
    public void save(StateWriter out) {
        out.putInts(registers);
        out.putInts(divisor);
        received.save(out);
        sender.save(out);
        out.putBoolean(overrun);
        out.putBoolean(emptied);
        out.putInt(modemChanges);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        in.getInts(registers);
        in.getInts(divisor);
        received.load(in);
        sender.load(in);
        overrun = in.getBoolean();
        emptied = in.getBoolean();
        modemChanges = in.getInt() & 0x0F;
    }
}
