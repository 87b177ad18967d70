/* What an ATA disk says about itself. */
package org.kernelscope.hw.device;

import java.nio.charset.StandardCharsets;

/** The words of IDENTIFY DEVICE (T13/1321D, 8.12), and the features that follow from them (8.37). */
final class AtaIdentity {
    private static final String SERIAL = "KS00000001";
    private static final String FIRMWARE = "1";
    private static final String MODEL = "KERNELSCOPE DISK";
    private static final int LATEST_PIO_MODE = 4;

    private AtaIdentity() {}

    /** Fills the first 512 bytes of a buffer of zeros. */
    static void put(byte[] buffer, AtaGeometry geometry, int capacity, int multiple) {
        AtaGeometry usual = new AtaGeometry(capacity);
        int reached = geometry.cylinders() * geometry.heads() * geometry.sectors();
        word(buffer, 0, 0x0040);
        word(buffer, 1, usual.cylinders());
        word(buffer, 3, usual.heads());
        word(buffer, 6, usual.sectors());
        text(buffer, 10, 20, SERIAL);
        text(buffer, 23, 8, FIRMWARE);
        text(buffer, 27, 40, MODEL);
        word(buffer, 47, 0x8000 | AtaDrive.MOST_MULTIPLE);
        word(buffer, 49, 0x0A00);
        word(buffer, 50, 0x4000);
        word(buffer, 51, 0x0200);
        word(buffer, 53, 0x0003);
        word(buffer, 54, geometry.cylinders());
        word(buffer, 55, geometry.heads());
        word(buffer, 56, geometry.sectors());
        pair(buffer, 57, reached);
        word(buffer, 59, multiple == 0 ? 0 : 0x0100 | multiple);
        pair(buffer, 60, capacity);
        word(buffer, 64, 0x0003);
        word(buffer, 67, 120);
        word(buffer, 68, 120);
        word(buffer, 80, 0x003E);
        word(buffer, 82, 0x0060);
        word(buffer, 83, 0x5000);
        word(buffer, 84, 0x4000);
        word(buffer, 85, 0x0060);
        word(buffer, 86, 0x1000);
        word(buffer, 87, 0x4000);
    }

    /** SET FEATURES: write cache and look-ahead on or off, PIO transfer modes, defaults at reset. */
    static boolean accepts(int feature, int value) {
        return switch (feature) {
            case 0x02, 0x82, 0x55, 0xAA, 0x66, 0xCC -> true;
            case 0x03 -> value <= 1 || value >= 8 && value <= 8 + LATEST_PIO_MODE;
            default -> false;
        };
    }

    private static void word(byte[] buffer, int at, int value) {
        buffer[at * 2] = (byte) value;
        buffer[at * 2 + 1] = (byte) (value >>> 8);
    }

    private static void pair(byte[] buffer, int at, int value) {
        word(buffer, at, value);
        word(buffer, at + 1, value >>> 16);
    }

    /** Two characters a word, the first in the upper byte. */
    private static void text(byte[] buffer, int at, int length, String text) {
        byte[] padded = String.format("%-" + length + "s", text).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < length; i++) {
            buffer[at * 2 + (i ^ 1)] = padded[i];
        }
    }
}
