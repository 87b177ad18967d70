/* The serial port's registers, its text, and its input. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

final class SerialPortTest {
    private static final int PORT = 0x3F8;

    private final StringBuilder told = new StringBuilder();
    private final SerialPort serial =
            new SerialPort((core, value) -> told.append(core).append((char) value));

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
