/* Firmware interrupts 08h and 1Ah: ticks since midnight, and the real-time clock. */
package org.kernelscope.hw.firmware;

import static org.kernelscope.hw.firmware.Call.AX;
import static org.kernelscope.hw.firmware.Call.CX;
import static org.kernelscope.hw.firmware.Call.DX;

/** IBM BIOS Interface Technical Reference, interrupts 08h and 1Ah. */
record Clock(Firmware.PortAccess ports) {
    /** Ticks of the timer in a day. */
    private static final int DAY = 0x1800B0;

    void tick(Call call) {
        int ticks = call.wideAt(DataArea.TICKS) + 1;
        if (ticks >= DAY) {
            ticks = 0;
            call.byteAt(DataArea.MIDNIGHT, 1);
        }
        call.wideAt(DataArea.TICKS, ticks);
    }

    void serve(Call call) {
        call.carry(false);
        switch (call.high(AX)) {
            case 0x00 -> {
                int ticks = call.wideAt(DataArea.TICKS);
                call.word(CX, ticks >>> 16);
                call.word(DX, ticks);
                call.low(AX, call.byteAt(DataArea.MIDNIGHT));
                call.byteAt(DataArea.MIDNIGHT, 0);
            }
            case 0x01 -> {
                call.wideAt(DataArea.TICKS, call.word(CX) << 16 | call.word(DX));
                call.byteAt(DataArea.MIDNIGHT, 0);
            }
            case 0x02 -> {
                call.word(CX, setting(0x04) << 8 | setting(0x02));
                call.word(DX, setting(0x00) << 8);
            }
            case 0x04 -> {
                call.word(CX, setting(0x32) << 8 | setting(0x09));
                call.word(DX, setting(0x08) << 8 | setting(0x07));
            }
            default -> call.carry(true);
        }
    }

    private int setting(int index) {
        ports.write(0x70, index);
        return ports.read(0x71);
    }
}
