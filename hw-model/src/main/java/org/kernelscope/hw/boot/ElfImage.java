/* An ELF file as far as a loader needs it: its segments and its entry. */
package org.kernelscope.hw.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.kernelscope.hw.ImageException;

/**
 * A 32-bit little-endian x86 executable (System V ABI, chapter 4 and 5).
 *
 * @param entry physical address of the first instruction
 * @param segments those to be loaded, in file order
 */
record ElfImage(int entry, List<Segment> segments) {
    private static final int HEADER_BYTES = 52;
    private static final int PROGRAM_HEADER_BYTES = 32;
    private static final int EXECUTABLE = 2;
    private static final int I386 = 3;
    private static final int LOAD = 1;

    /**
     * One piece of memory.
     *
     * @param physical where it goes
     * @param virtual where the program thinks it is
     * @param offset of its bytes in the file
     * @param fileBytes how many come from the file
     * @param memoryBytes how many it fills; those beyond the file's are zero
     */
    record Segment(long physical, long virtual, int offset, int fileBytes, long memoryBytes) {}

    /** Whether a file begins as ELF files do. */
    static boolean recognises(byte[] file) {
        return file.length >= 4 && file[0] == 0x7F && file[1] == 'E' && file[2] == 'L' && file[3] == 'F';
    }

    static ElfImage parse(byte[] file) throws ImageException {
        if (!recognises(file)) {
            throw new ImageException("the image is not an ELF file: it does not begin with 7F 45 4C 46");
        }
        if (file.length < HEADER_BYTES) {
            throw new ImageException("the ELF image is truncated: " + file.length + " bytes do not hold its "
                    + HEADER_BYTES + "-byte header");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        require(file[4] == 1, "the ELF image is not a 32-bit one (its class is " + file[4] + ", 1 is needed)");
        require(file[5] == 1, "the ELF image is not little-endian (its data encoding is " + file[5] + ")");
        int type = bytes.getShort(16) & 0xFFFF;
        int machine = bytes.getShort(18) & 0xFFFF;
        require(machine == I386, "the ELF image is for machine " + machine + ", not for x86 (" + I386 + ")");
        require(type == EXECUTABLE, "the ELF image is of type " + type + ", not an executable (" + EXECUTABLE + ")");
        List<Segment> segments = segments(bytes);
        require(!segments.isEmpty(), "the ELF image has no segment to load");
        return new ElfImage(entry(bytes.getInt(24) & 0xFFFF_FFFFL, segments), segments);
    }

    private static List<Segment> segments(ByteBuffer bytes) throws ImageException {
        long table = bytes.getInt(28) & 0xFFFF_FFFFL;
        int size = bytes.getShort(42) & 0xFFFF;
        int count = bytes.getShort(44) & 0xFFFF;
        require(count == 0 || size >= PROGRAM_HEADER_BYTES, "the ELF image has program headers of " + size + " bytes");
        require(
                table + (long) size * count <= bytes.limit(),
                "the ELF image is truncated: its program headers end at byte " + (table + (long) size * count) + " of "
                        + bytes.limit());
        List<Segment> segments = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            int at = (int) table + index * size;
            if (bytes.getInt(at) != LOAD) {
                continue;
            }
            long offset = bytes.getInt(at + 4) & 0xFFFF_FFFFL;
            long virtual = bytes.getInt(at + 8) & 0xFFFF_FFFFL;
            long physical = bytes.getInt(at + 12) & 0xFFFF_FFFFL;
            long fileBytes = bytes.getInt(at + 16) & 0xFFFF_FFFFL;
            long memoryBytes = bytes.getInt(at + 20) & 0xFFFF_FFFFL;
            require(
                    offset + fileBytes <= bytes.limit(),
                    "the ELF image is truncated: segment " + index + " ends at byte " + (offset + fileBytes) + " of "
                            + bytes.limit());
            require(
                    fileBytes <= memoryBytes,
                    "segment " + index + " of the ELF image has more bytes in the file than in memory");
            if (memoryBytes > 0) {
                segments.add(new Segment(physical, virtual, (int) offset, (int) fileBytes, memoryBytes));
            }
        }
        return List.copyOf(segments);
    }

    private static int entry(long virtual, List<Segment> segments) throws ImageException {
        for (Segment segment : segments) {
            long inside = virtual - segment.virtual();
            if (inside >= 0 && inside < segment.memoryBytes()) {
                return (int) (segment.physical() + inside);
            }
        }
        throw new ImageException(
                "the ELF image starts at 0x" + Long.toHexString(virtual) + ", which no segment of it holds");
    }

    private static void require(boolean condition, String message) throws ImageException {
        if (!condition) {
            throw new ImageException(message);
        }
    }
}
