/* A tiny Multiboot kernel, assembled by hand, that runs on every core of a machine. */
package org.kernelscope.hw;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Core 0 starts the others through INIT and start-up messages; each core then adds 200 times 1 to {@link #COUNTER}
 * (locked) and to {@link #PLAIN} (not locked), counts itself in {@link #DONE} and halts; core 0 waits for all, sends a K
 * through the serial port and ends the machine with code 33.
 */
public final class TestImage {
    public static final int LOAD = 0x100000;
    public static final int ENTRY = 0x100040;
    public static final int COUNTER = 0x100100;
    public static final int PLAIN = 0x100140;
    public static final int DONE = 0x100180;
    /** The locked increment of the counter. */
    public static final int INCREMENT = 0x1000BF;

    public static final int ROUNDS = 200;

    /** Offset of the ELF's segment in the file, as small as its headers allow. */
    public static final int SEGMENT = 84;

    /** Where each core goes once it is started. */
    public static final int WORK = 0x1000BA;

    private static final int MEMORY_BYTES = 0x1C0;
    private static final int CORES = 0x1000FC - ENTRY;

    private static final String CODE = """
            BC 00 E0 09 00                 mov esp, 0x9E000
            BE 76 00 10 00                 mov esi, trampoline
            BF 00 80 00 00                 mov edi, 0x8000
            B9 39 00 00 00                 mov ecx, 57
            F3 A4                          rep movsb
            C7 05 F0 00 E0 FE FF 01 00 00  mov dword [0xFEE000F0], 0x1FF
            C7 05 00 03 E0 FE 00 45 0C 00  mov dword [0xFEE00300], 0xC4500
            C7 05 00 03 E0 FE 08 46 0C 00  mov dword [0xFEE00300], 0xC4608
            EB 44                          jmp work
            FA                             trampoline: cli
            31 C0                          xor ax, ax
            8E D8                          mov ds, ax
            66 0F 01 16 33 80              lgdt [0x8033]
            0F 20 C0                       mov eax, cr0
            0C 01                          or al, 1
            0F 22 C0                       mov cr0, eax
            66 EA AF 00 10 00 08 00        jmp 8:processor
            00 00 00 00 00 00 00 00        descriptor 0
            FF FF 00 00 00 9A CF 00        descriptor 8: code
            FF FF 00 00 00 92 CF 00        descriptor 16: data
            17 00 1B 80 00 00              limit and base of the three
            B8 10 00 00 00                 processor: mov eax, 16
            8E D8                          mov ds, eax
            8E C0                          mov es, eax
            8E D0                          mov ss, eax
            B9 C8 00 00 00                 work: mov ecx, 200
            F0 FF 05 00 01 10 00           again: lock inc dword [counter]
            FF 05 40 01 10 00              inc dword [plain]
            E2 F1                          loop again
            F0 FF 05 80 01 10 00           lock inc dword [done]
            A1 20 00 E0 FE                 mov eax, [0xFEE00020]
            85 C0                          test eax, eax
            74 01                          jz wait
            F4                             hlt
            F3 90                          wait: pause
            0F B6 05 FC 00 10 00           movzx eax, byte [cores]
            39 05 80 01 10 00              cmp [done], eax
            75 EF                          jnz wait
            66 BA F8 03                    mov dx, 0x3F8
            B0 4B                          mov al, 'K'
            EE                             out dx, al
            B0 10                          mov al, 0x10
            E6 F4                          out 0xF4, al
            F4                             hlt
            04                             cores
            """;

    private TestImage() {}

    /** The image for this many cores. */
    public static byte[] forCores(int cores) {
        byte[] code = code();
        code[CORES] = (byte) cores;
        return elf(code);
    }

    /** An image with which each core, once it is started, does this; flat segments, interrupts off. */
    public static byte[] doing(byte[] work) {
        byte[] code = Arrays.copyOf(code(), WORK - ENTRY + work.length);
        System.arraycopy(work, 0, code, WORK - ENTRY, work.length);
        return elf(code);
    }

    /** An image whose code at {@link #ENTRY} is this. */
    public static byte[] elf(byte[] code) {
        int fileBytes = ENTRY - LOAD + code.length;
        ByteBuffer out = ByteBuffer.allocate(SEGMENT + fileBytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {0x7F, 'E', 'L', 'F', 1, 1, 1}).position(16);
        out.putShort((short) 2).putShort((short) 3).putInt(1);
        out.putInt(ENTRY).putInt(52).putInt(0).putInt(0);
        out.putShort((short) 52).putShort((short) 32).putShort((short) 1);
        out.position(52);
        out.putInt(1).putInt(SEGMENT).putInt(LOAD).putInt(LOAD);
        out.putInt(fileBytes)
                .putInt(Math.max(MEMORY_BYTES, fileBytes))
                .putInt(7)
                .putInt(64);
        out.putInt(0x1BADB002).putInt(2).putInt(-(0x1BADB002 + 2));
        out.position(SEGMENT + ENTRY - LOAD);
        return out.put(code).array();
    }

    private static byte[] code() {
        StringBuilder hex = new StringBuilder();
        CODE.lines().forEach(line -> hex.append(line, 0, 30));
        return HexFormat.of().parseHex(hex.toString().replace(" ", ""));
    }
}
