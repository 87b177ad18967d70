/* Firmware interrupt 15h: how much memory there is, the A20 line, waiting, and moving memory. */
package org.kernelscope.hw.firmware;

import static org.kernelscope.hw.firmware.Call.AX;
import static org.kernelscope.hw.firmware.Call.BX;
import static org.kernelscope.hw.firmware.Call.CX;
import static org.kernelscope.hw.firmware.Call.DI;
import static org.kernelscope.hw.firmware.Call.DX;
import static org.kernelscope.hw.firmware.Call.ES;
import static org.kernelscope.hw.firmware.Call.SI;

import java.util.List;

/**
 * IBM BIOS Interface Technical Reference, interrupt 15h; function E820h as the Advanced Configuration and Power Interface
 * Specification 1.0b, 14.1, has it.
 *
 * @param memoryBytes size of RAM
 * @param microsecond in cycles
 */
record SystemServices(int memoryBytes, int microsecond) {
    private static final int MEBIBYTE = 1 << 20;
    private static final int KIBIBYTE = 1024;
    private static final int FIRMWARE_AREA = 0xE0000;
    private static final int SMAP = 0x534D_4150;
    private static final int ENTRY_BYTES = 20;
    private static final int UNSUPPORTED = 0x86;
    private static final int RAM = 1;
    private static final int RESERVED = 2;

    private record Range(int start, int length, int type) {}

    void serve(Call call) {
        call.carry(false);
        switch (call.word(AX)) {
            case 0x2400, 0x2401 -> call.high(AX, 0);
            case 0x2402 -> call.word(AX, 1);
            case 0x2403 -> {
                call.high(AX, 0);
                call.word(BX, 3);
            }
            case 0xE801 -> sizes(call);
            case 0xE820 -> map(call);
            default -> {
                switch (call.high(AX)) {
                    case 0x86 -> call.spend((long) (call.word(CX) << 16 | call.word(DX)) * microsecond);
                    case 0x87 -> move(call);
                    case 0x88 -> call.word(AX, Math.min(0xFC00, (memoryBytes - MEBIBYTE) / KIBIBYTE));
                    default -> unsupported(call);
                }
            }
        }
    }

    private static void unsupported(Call call) {
        call.high(AX, UNSUPPORTED);
        call.carry(true);
    }

    private void sizes(Call call) {
        int below = Math.min(memoryBytes, 16 * MEBIBYTE) - MEBIBYTE;
        int above = Math.max(0, memoryBytes - 16 * MEBIBYTE);
        call.word(AX, below / KIBIBYTE);
        call.word(CX, below / KIBIBYTE);
        call.word(BX, above / (64 * KIBIBYTE));
        call.word(DX, above / (64 * KIBIBYTE));
    }

    private void map(Call call) {
        List<Range> ranges = List.of(
                new Range(0, DataArea.EXTENDED, RAM),
                new Range(DataArea.EXTENDED, 0xA0000 - DataArea.EXTENDED, RESERVED),
                new Range(FIRMWARE_AREA, MEBIBYTE - FIRMWARE_AREA, RESERVED),
                new Range(MEBIBYTE, memoryBytes - MEBIBYTE, RAM));
        int index = call.wide(BX);
        if (call.wide(DX) != SMAP
                || Integer.compareUnsigned(call.wide(CX), ENTRY_BYTES) < 0
                || index < 0
                || index >= ranges.size()) {
            unsupported(call);
            return;
        }
        Range range = ranges.get(index);
        int at = call.address(ES, call.word(DI));
        call.wideAt(at, range.start());
        call.wideAt(at + 4, 0);
        call.wideAt(at + 8, range.length());
        call.wideAt(at + 12, 0);
        call.wideAt(at + 16, range.type());
        call.wide(AX, SMAP);
        call.wide(CX, ENTRY_BYTES);
        call.wide(BX, index + 1 == ranges.size() ? 0 : index + 1);
    }

    /** Function 87h: descriptors of source and destination at 10h and 18h of the table at ES:SI. */
    private static void move(Call call) {
        int table = call.address(ES, call.word(SI));
        int source = base(call, table + 0x10);
        int destination = base(call, table + 0x18);
        int bytes = call.word(CX) * 2;
        for (int i = 0; i < bytes; i++) {
            call.byteAt(destination + i, call.byteAt(source + i));
        }
        call.high(AX, 0);
    }

    private static int base(Call call, int descriptor) {
        return call.wideAt(descriptor + 2) & 0xFF_FFFF | call.byteAt(descriptor + 7) << 24;
    }
}
