/* A tiny bzImage, assembled by hand, for tests of its loader. */
package org.kernelscope.hw.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Setup header of version 2.15, one sector of setup code, and a kernel that reloads its segments and says what ESI shows. */
public final class LinuxImage {
    static final int SETUP_BYTES = 1024;
    static final int PREFERRED = 0x0020_0000;
    static final int RUNNING = 0x0010_0000;
    static final int DISK_LIMIT = 0x003F_BFFF;

    /** Sends the first character of the command line, the entries of the memory map and the disk's first byte. */
    private static final String CODE = """
            EA 07 00 10 00 10 00  jmp 0x10:next
            66 B8 18 00           mov ax, 0x18
            8E D8                 mov ds, ax
            8E D0                 mov ss, ax
            66 BA F8 03           mov dx, 0x3F8
            8B 86 28 02 00 00     mov eax, [esi + 0x228]
            8A 00                 mov al, [eax]
            EE                    out dx, al
            8A 86 E8 01 00 00     mov al, [esi + 0x1E8]
            04 30                 add al, '0'
            EE                    out dx, al
            8B 86 18 02 00 00     mov eax, [esi + 0x218]
            8A 00                 mov al, [eax]
            EE                    out dx, al
            B0 10                 mov al, 0x10
            E6 F4                 out 0xF4, al
            """;

    private LinuxImage() {}

    /** The file. */
    public static byte[] bytes() {
        byte[] code = code();
        ByteBuffer out = ByteBuffer.allocate(SETUP_BYTES + code.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(LinuxLoader.SETUP_SECTORS, (byte) 1);
        out.putInt(LinuxLoader.PAYLOAD_PARAGRAPHS, code.length / 16);
        out.putShort(LinuxLoader.BOOT_FLAG, (short) 0xAA55);
        out.put(LinuxLoader.JUMP_LENGTH - 1, (byte) 0xEB).put(LinuxLoader.JUMP_LENGTH, (byte) 0x6A);
        out.putInt(LinuxLoader.MAGIC, 0x5372_6448).putShort(LinuxLoader.VERSION, (short) 0x20F);
        out.put(LinuxLoader.LOAD_FLAGS, (byte) 1).putInt(LinuxLoader.ENTRY, 1 << 20);
        out.putInt(LinuxLoader.DISK_LIMIT, DISK_LIMIT).put(LinuxLoader.RELOCATABLE, (byte) 1);
        out.putInt(LinuxLoader.LONGEST_COMMAND_LINE, 15);
        out.putLong(LinuxLoader.PREFERRED_ADDRESS, PREFERRED).putInt(LinuxLoader.RUNNING_BYTES, RUNNING);
        return out.put(SETUP_BYTES, code).array();
    }

    private static byte[] code() {
        StringBuilder hex = new StringBuilder();
        CODE.lines().forEach(line -> hex.append(line.split(" {2}")[0].replace(" ", "")));
        byte[] code = HexFormat.of().parseHex(hex);
        return java.util.Arrays.copyOf(code, code.length + 15 & ~15);
    }
}
