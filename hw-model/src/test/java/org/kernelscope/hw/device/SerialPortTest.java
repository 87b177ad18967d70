/* The serial port's registers, its text, and its input. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

final class SerialPortTest {
    private static final int PORT = 0x3F8;

    private final Lines lines = new Lines();
    private final StringBuilder told = new StringBuilder();
    private final SerialPort serial =
            new SerialPort(PORT, 4, lines, (core, value) -> told.append(core).append((char) value));

    @Test
    void sentBytesBecomeTextAndAreTold() {
        say("hi");
        assertEquals("hi", serial.text());
        assertEquals("0h0i", told.toString());
        assertEquals(0x60, serial.read(PORT + 5));
    }

    @Test
    void theDivisorHidesTheDataRegister() {
        serial.write(0, PORT + 3, 0x83);
        serial.write(0, PORT, 3);
        serial.write(0, PORT + 1, 1);
        assertEquals(0x103, serial.read(PORT) | serial.read(PORT + 1) << 8);
        serial.write(0, PORT + 3, 0x03);
        assertEquals("", serial.text());
    }

    @Test
    void receivedBytesWaitInOrder() {
        serial.receive('a');
        serial.receive('b');
        serial.write(0, PORT + 1, 1);
        assertEquals(0x61, serial.read(PORT + 5));
        assertEquals(0x04, serial.read(PORT + 2));
        assertEquals('a', serial.read(PORT));
        assertEquals('b', serial.read(PORT));
        assertEquals(0x60, serial.read(PORT + 5));
        assertEquals(0x01, serial.read(PORT + 2));
    }

    @Test
    void loopbackReturnsWhatIsSent() {
        serial.write(0, PORT + 4, 0x1E);
        serial.write(0, PORT, 0xAE);
        assertEquals(0xAE, serial.read(PORT));
        assertEquals("", serial.text());
    }

    /**
     * R&lt;VV writes and R=VV reads a register, *N receives N bytes 00, 01 and so on, IRQ and --- tell the interrupt line.
     * OUT2 is set at the start.
     */
    private static final String SESSIONS = """
            2=01 5=60 6=B0
            1<02 IRQ 2=02 --- 0<41 IRQ 2=02 --- 2=01
            1<02 0<41 1<00 --- 1<02 IRQ
            1<01 *1 IRQ 2=04 0=00 --- 2=01
            *1 --- 1<01 IRQ 4<00 --- 4<08 IRQ
            1<03 *1 IRQ 2=04 0=00 2=02 2=01
            2<41 1<01 *3 IRQ 2=CC *1 2=C4 0=00 2=CC 0=01 0=02 0=00 --- 2=C1
            2<C1 1<01 *14 2=C4 0=00 2=CC
            2<01 *3 2<03 5=60
            *3 5=61 0=00 0=01 0=02 5=60
            4<1A 0<11 5=61 0<22 5=63 5=61 0=22
            2<01 4<10 1<05 0<11 2=C4 0=11 2=C1
            4<10 6=0B 6=00 4<1F 6=FB 6=F0 4<1B 6=B4 6=B0
            1<08 4<10 6=0B 4<13 2=00 --- 6=33 2=01
            4<10 *1 5=60 4<08 5=61 0=00
            3<80 0<01 1<00 0=01 3<03 1=00
            7<5A 7=5A
            """;

    @Test
    void sessions() {
        for (String session : SESSIONS.lines().toList()) {
            Lines wires = new Lines();
            SerialPort port = new SerialPort(PORT, 4, wires, (core, value) -> {});
            port.write(0, PORT + 4, 0x08);
            for (String step : session.split(" ")) {
                switch (step.charAt(1)) {
                    case '<' -> port.write(0, PORT + step.charAt(0) - '0', Integer.parseInt(step.substring(2), 16));
                    case '=' ->
                        assertEquals(
                                Integer.parseInt(step.substring(2), 16),
                                port.read(PORT + step.charAt(0) - '0'),
                                step + " in " + session);
                    case 'R', '-' -> assertEquals(step.equals("IRQ"), wires.high(4), step + " in " + session);
                    default ->
                        IntStream.range(0, Integer.parseInt(step.substring(1))).forEach(port::receive);
                }
            }
        }
    }

    @Test
    void nothingReceivedIsLostHoweverMuchComes() throws ImageException {
        serial.write(0, PORT + 2, 1);
        for (int i = 0; i < 100; i++) {
            serial.receive(i);
        }
        StateWriter out = new StateWriter();
        serial.save(out);
        SerialPort loaded = new SerialPort(PORT, 4, lines, (core, value) -> {});
        loaded.load(new StateReader(out.toBytes()));
        for (int i = 0; i < 100; i++) {
            assertEquals(0x61, loaded.read(PORT + 5));
            assertEquals(i, loaded.read(PORT));
        }
        assertEquals(0x60, loaded.read(PORT + 5));
    }

    @Test
    void anEarlierOutputStaysWhatItWas() {
        say("x".repeat(1023));
        SerialText earlier = serial.output();
        say("abc");
        SerialText later = serial.output();
        serial.restoreOutput(earlier);
        say("\0z");
        assertEquals("x".repeat(1023) + "\0z", serial.text());
        serial.restoreOutput(later);
        assertEquals("x".repeat(1023) + "abc", serial.text());
        assertEquals(later.hash(), SerialText.of(later.toBytes()).hash());
        assertNotEquals(later.hash(), earlier.hash());
    }

    private void say(String text) {
        text.chars().forEach(c -> serial.write(0, PORT, c));
    }
}
