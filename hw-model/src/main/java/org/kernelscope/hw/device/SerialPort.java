/* The 16550 serial port COM1, polled. */
package org.kernelscope.hw.device;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Registers as in the PC16550D data sheet. Output leaves at once; input waits in a FIFO of any length. The interrupt
 * identification register tells the truth, but no interrupt line is wired.
 */
public final class SerialPort implements PortDevice {
    private static final int BASE = 0x3F8;
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
    private static final int TRANSMITTER_EMPTY = 0x60;
    private static final int DATA_READY = 0x01;
    private static final int CONNECTED = 0xB0;

    private final Sink sink;
    private final int[] registers = new int[8];
    private final int[] divisor = {12, 0};
    private byte[] input = new byte[0];
    private SerialText output = SerialText.EMPTY;

    public SerialPort(Sink sink) {
        this.sink = sink;
    }

    @Override
    public boolean at(int port) {
        return (port & ~7) == BASE;
    }

    @Override
    public int read(int port) {
        int register = port - BASE;
        if (register <= ENABLE && (registers[LINE_CONTROL] & DIVISOR_ACCESS) != 0) {
            return divisor[register];
        }
        return switch (register) {
            case DATA -> takeInput();
            case IDENTIFY -> identification();
            case LINE_STATUS -> TRANSMITTER_EMPTY | (input.length > 0 ? DATA_READY : 0);
            case MODEM_STATUS -> modemStatus();
            default -> registers[register];
        };
    }

    @Override
    public void write(int core, int port, int value) {
        int register = port - BASE;
        int low = value & 0xFF;
        if (register <= ENABLE && (registers[LINE_CONTROL] & DIVISOR_ACCESS) != 0) {
            divisor[register] = low;
            return;
        }
        switch (register) {
            case DATA -> transmit(core, low);
            case ENABLE -> registers[ENABLE] = low & 0x0F;
            case MODEM_CONTROL -> registers[MODEM_CONTROL] = low & 0x1F;
            case LINE_CONTROL, SCRATCH, IDENTIFY -> registers[register] = low;
            default -> {
                // The status registers cannot be written.
            }
        }
    }

    /** A byte arrives from outside. */
    public void receive(int value) {
        input = Arrays.copyOf(input, input.length + 1);
        input[input.length - 1] = (byte) value;
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

    private void transmit(int core, int value) {
        if ((registers[MODEM_CONTROL] & LOOPBACK) != 0) {
            receive(value);
            return;
        }
        output = output.plus((byte) value);
        sink.sent(core, value);
    }

    private int takeInput() {
        if (input.length == 0) {
            return 0;
        }
        int value = input[0] & 0xFF;
        input = Arrays.copyOfRange(input, 1, input.length);
        return value;
    }

    private int identification() {
        int fifo = (registers[IDENTIFY] & 1) != 0 ? 0xC0 : 0;
        if ((registers[ENABLE] & 1) != 0 && input.length > 0) {
            return fifo | 0x04;
        }
        return fifo | ((registers[ENABLE] & 2) != 0 ? 0x02 : 0x01);
    }

    private int modemStatus() {
        int control = registers[MODEM_CONTROL];
        if ((control & LOOPBACK) == 0) {
            return CONNECTED;
        }
        return (control & 0x0C) << 4 | (control & 0x02) << 3 | (control & 0x01) << 5;
    }

    /** Writes all but the output. */
    @Override
    public void save(StateWriter out) {
        out.putInts(registers);
        out.putInts(divisor);
        out.putBytes(input);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        in.getInts(registers);
        in.getInts(divisor);
        input = in.getBytes();
    }

    /** Receives each sent byte. */
    @FunctionalInterface
    public interface Sink {
        void sent(int core, int value);
    }
}
