/* Firmware interrupts 13h and 19h: the disks. */
package org.kernelscope.hw.firmware;

import static org.kernelscope.hw.firmware.Call.AX;
import static org.kernelscope.hw.firmware.Call.BX;
import static org.kernelscope.hw.firmware.Call.CX;
import static org.kernelscope.hw.firmware.Call.DS;
import static org.kernelscope.hw.firmware.Call.DX;
import static org.kernelscope.hw.firmware.Call.ES;
import static org.kernelscope.hw.firmware.Call.SI;

import java.util.List;
import java.util.Optional;
import org.kernelscope.hw.DiskImage;
import org.kernelscope.hw.device.DiskSectors;

/**
 * IBM BIOS Interface Technical Reference, interrupt 13h, and the extensions of the Enhanced Disk Drive Specification
 * 1.1 (Phoenix). There are no diskettes. A transfer takes {@value #ACCESS} microseconds and {@value #SECTOR} for each
 * sector.
 *
 * @param disks those of numbers 80h and up
 * @param microsecond in cycles
 */
record Disks(List<DiskSectors> disks, int microsecond) {
    private static final int ACCESS = 100;
    private static final int SECTOR = 20;
    private static final int FIRST = 0x80;
    private static final int FINE = 0;
    private static final int BAD_COMMAND = 0x01;
    private static final int NOT_FOUND = 0x04;
    private static final int SECTORS_PER_TRACK = 63;
    private static final int MOST_CYLINDERS = 1024;
    private static final int MOST_HEADS = 255;
    private static final int PARAMETER_BYTES = 26;

    private enum Transfer {
        READ,
        WRITE,
        VERIFY
    }

    void serve(Call call) {
        int number = call.low(DX) - FIRST;
        if (number < 0 || number >= disks.size()) {
            end(call, BAD_COMMAND);
            return;
        }
        DiskSectors disk = disks.get(number);
        switch (call.high(AX)) {
            case 0x00, 0x0C, 0x0D, 0x10, 0x11, 0x47 -> end(call, FINE);
            case 0x01 -> {
                int last = call.byteAt(DataArea.DISK_STATUS);
                end(call, last);
            }
            case 0x02 -> byPlace(call, disk, Transfer.READ);
            case 0x03 -> byPlace(call, disk, Transfer.WRITE);
            case 0x04 -> byPlace(call, disk, Transfer.VERIFY);
            case 0x08 -> parameters(call, disk);
            case 0x15 -> {
                end(call, FINE);
                call.high(AX, 3);
                call.word(CX, disk.count() >>> 16);
                call.word(DX, disk.count());
            }
            case 0x41 -> extensions(call);
            case 0x42 -> byNumber(call, disk, Transfer.READ);
            case 0x43 -> byNumber(call, disk, Transfer.WRITE);
            case 0x44 -> byNumber(call, disk, Transfer.VERIFY);
            case 0x48 -> extendedParameters(call, disk);
            default -> end(call, BAD_COMMAND);
        }
    }

    /** The first sector of the first disk that starts goes to where boot sectors go; whether there is one. */
    boolean start(Call call) {
        Optional<DiskSectors> first = disks.stream()
                .filter(disk -> DiskImage.startsFrom(disk.read(0)))
                .findFirst();
        if (first.isPresent()) {
            transfer(call, first.get(), Transfer.READ, 0, 1, Firmware.BOOT_SECTOR);
            call.low(DX, FIRST + disks.indexOf(first.get()));
        }
        return first.isPresent();
    }

    private static void end(Call call, int status) {
        call.byteAt(DataArea.DISK_STATUS, status);
        call.high(AX, status);
        call.carry(status != FINE);
    }

    /** Functions 02h to 04h: AL sectors from cylinder CH and two bits of CL, head DH, sector CL, at ES:BX. */
    private void byPlace(Call call, DiskSectors disk, Transfer kind) {
        int cylinder = call.high(CX) | (call.low(CX) & 0xC0) << 2;
        int head = call.high(DX);
        int sector = call.low(CX) & 0x3F;
        int count = call.low(AX);
        long first = ((long) cylinder * heads(disk) + head) * SECTORS_PER_TRACK + sector - 1;
        if (count == 0 || sector == 0 || head >= heads(disk)) {
            end(call, BAD_COMMAND);
            return;
        }
        int done = transfer(call, disk, kind, first, count, call.address(ES, call.word(BX)));
        end(call, done == count ? FINE : NOT_FOUND);
        call.low(AX, done);
    }

    /** Functions 42h to 44h: the packet at DS:SI. */
    private void byNumber(Call call, DiskSectors disk, Transfer kind) {
        int packet = call.address(DS, call.word(SI));
        if (call.byteAt(packet) < 16) {
            end(call, BAD_COMMAND);
            return;
        }
        int count = call.wordAt(packet + 2);
        int buffer = (call.wordAt(packet + 6) << 4) + call.wordAt(packet + 4);
        boolean far = call.wideAt(packet + 12) != 0;
        long first = far ? Long.MAX_VALUE / 2 : call.wideAt(packet + 8) & 0xFFFF_FFFFL;
        int done = transfer(call, disk, kind, first, count, buffer);
        call.wordAt(packet + 2, done);
        end(call, done == count ? FINE : NOT_FOUND);
    }

    /** How many sectors went over. */
    private int transfer(Call call, DiskSectors disk, Transfer kind, long first, int count, int address) {
        int possible = (int) Math.clamp(disk.count() - first, 0L, count);
        for (int i = 0; i < possible; i++) {
            int place = address + i * DiskImage.SECTOR;
            switch (kind) {
                case READ -> {
                    byte[] bytes = disk.read((int) first + i);
                    for (int at = 0; at < bytes.length; at++) {
                        call.byteAt(place + at, bytes[at]);
                    }
                }
                case WRITE -> {
                    byte[] bytes = new byte[DiskImage.SECTOR];
                    for (int at = 0; at < bytes.length; at++) {
                        bytes[at] = (byte) call.byteAt(place + at);
                    }
                    disk.write((int) first + i, bytes, 0);
                }
                case VERIFY -> {
                    // The sectors are there, and good.
                }
            }
        }
        call.spend((long) (ACCESS + SECTOR * possible) * microsecond);
        return possible;
    }

    private void parameters(Call call, DiskSectors disk) {
        int last = cylinders(disk) - 1;
        end(call, FINE);
        call.low(AX, 0);
        call.low(BX, 0);
        call.word(CX, (last & 0xFF) << 8 | last >>> 2 & 0xC0 | SECTORS_PER_TRACK);
        call.word(DX, heads(disk) - 1 << 8 | disks.size());
    }

    private static void extensions(Call call) {
        if (call.word(BX) != 0x55AA) {
            end(call, BAD_COMMAND);
            return;
        }
        end(call, FINE);
        call.high(AX, 0x21);
        call.word(BX, 0xAA55);
        call.word(CX, 1);
    }

    private static void extendedParameters(Call call, DiskSectors disk) {
        int table = call.address(DS, call.word(SI));
        if (call.wordAt(table) < PARAMETER_BYTES) {
            end(call, BAD_COMMAND);
            return;
        }
        call.wordAt(table, PARAMETER_BYTES);
        call.wordAt(table + 2, 2);
        call.wideAt(table + 4, cylinders(disk));
        call.wideAt(table + 8, heads(disk));
        call.wideAt(table + 12, SECTORS_PER_TRACK);
        call.wideAt(table + 16, disk.count());
        call.wideAt(table + 20, 0);
        call.wordAt(table + 24, DiskImage.SECTOR);
        end(call, FINE);
    }

    /** As many heads as bring the cylinders under their limit. */
    private static int heads(DiskSectors disk) {
        int heads = 16;
        while (heads < 128 && disk.count() / (heads * SECTORS_PER_TRACK) > MOST_CYLINDERS) {
            heads *= 2;
        }
        return disk.count() / (heads * SECTORS_PER_TRACK) > MOST_CYLINDERS ? MOST_HEADS : heads;
    }

    private static int cylinders(DiskSectors disk) {
        return Math.clamp(disk.count() / (heads(disk) * SECTORS_PER_TRACK), 1, MOST_CYLINDERS);
    }
}
