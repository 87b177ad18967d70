/* The board as the cores see it: every port and the device memory, whatever is done to them. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.cpu.Costs;
import org.kernelscope.hw.cpu.ProcessorModel;
import org.kernelscope.hw.cpu.TlbGeometry;
import org.kernelscope.hw.cpu.Watch;
import org.kernelscope.hw.device.ApicBus;
import org.kernelscope.hw.device.IoApic;
import org.kernelscope.hw.device.LocalApic;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

final class BoardTest {
    private static final int[] SIZES = {1, 2, 4};

    /** Ports that are often used, the rest of the accesses goes anywhere. */
    private static final int[] PORTS = {
        0x20, 0x21, 0x40, 0x41, 0x42, 0x43, 0x60, 0x61, 0x64, 0x70, 0x71, 0x80, 0x92, 0xB2, 0xA0, 0xA1, 0xF4, 0x2F8,
        0x2F9, 0x2FA, 0x2FB, 0x2FC, 0x2FD, 0x2FE, 0x3C0, 0x3C8, 0x3C9, 0x3D4, 0x3D5, 0x3DA, 0x3F8, 0x3F9, 0x3FA, 0x3FB,
        0x3FC, 0x1F0, 0x1F1, 0x1F2, 0x1F3, 0x1F4, 0x1F5, 0x1F6, 0x1F7, 0x1F7, 0x3F6, 0x170, 0x172, 0x176, 0x177, 0x376,
        0x1F0, 0x3FD, 0x3FE, 0x3FF, 0xCF8, 0xCF9, 0xCFC, 0x600, 0x602, 0x604, 0x608, 0xFFFF
    };

    private final List<String> ends = new ArrayList<>();

    @Test
    void aMillionRandomAccessesNeverThrow() throws ImageException {
        SplittableRandom random = new SplittableRandom(1);
        Board board = board();
        long now = 0;
        int acknowledged = 0;
        for (int access = 0; access < 1_000_000; access++) {
            now += random.nextInt(1000);
            board.now(now);
            if (board.next() <= now) {
                board.deliver(now);
            }
            int core = random.nextInt(2);
            int size = SIZES[random.nextInt(3)];
            int port = random.nextInt(8) == 0 ? random.nextInt(0x10000) : PORTS[random.nextInt(PORTS.length)];
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    int value = board.readPort(core, port, size);
                    assertTrue(size == 4 || value >>> size * 8 == 0, "a value wider than its access");
                }
                case 3, 4, 5 -> board.writePort(core, port, size, random.nextInt());
                case 6 -> {
                    int base = random.nextBoolean() ? ApicBus.BASE : IoApic.BASE;
                    int offset = random.nextInt(0x400) & (random.nextInt(4) == 0 ? -1 : -16);
                    if (random.nextBoolean()) {
                        board.readDevice(core, base + offset, size);
                    } else {
                        board.writeDevice(core, base + offset, size, random.nextInt() >>> random.nextInt(32));
                    }
                }
                default -> {
                    if (board.interruptPending(core)) {
                        int vector = board.acknowledgeInterrupt(core);
                        assertTrue(vector >= 0 && vector < 256);
                        acknowledged++;
                    }
                }
            }
            if (access % 10_000 == 0) {
                assertSavesWholly(board);
            }
        }
        assertTrue(acknowledged > 100, acknowledged + " interrupts");
        assertTrue(ends.containsAll(List.of("reset", "exit", "off")));
    }

    @Test
    void wideAccessesToByteDevicesAreSeveral() throws ImageException {
        Board board = board();
        board.writePort(0, 0x3D4, 2, 0x510F);
        assertEquals(0x510F, board.readPort(0, 0x3D4, 2));
        board.writePort(0, 0xCF8, 4, 0x8000_1234);
        assertEquals(0x8000_1234, board.readPort(0, 0xCF8, 4));
        board.writePort(0, 0xCF9, 1, 0x02);
        assertEquals(0x02, board.readPort(0, 0xCF9, 1));
        assertEquals(0x8000_1234, board.readPort(0, 0xCF8, 4));
        assertEquals(-1, board.readPort(0, 0xCFC, 4));
        assertEquals(0xFFFF, board.readPort(0, 0x1234, 2));
        assertEquals(-1, board.readPort(0, 0xFFFE, 4));
        assertEquals(0xFF, board.readDevice(0, 0xD000_0000, 1));
    }

    @Test
    void firmwareLeavesNothingThatWakes() throws ImageException {
        Board board = board();
        assertTrue(board.next() < LocalApic.NEVER, "the interval timer runs");
        assertEquals(LocalApic.NEVER, board.nextWake());
        board.writePort(0, 0x21, 1, 0xFE);
        assertEquals(board.next(), board.nextWake());
    }

    private static void assertSavesWholly(Board board) throws ImageException {
        byte[] saved = state(board);
        Board other = new BoardTest().board();
        other.load(new StateReader(saved));
        assertTrue(Arrays.equals(saved, state(other)));
        assertEquals(board.next(), other.next());
        assertEquals(board.nextWake(), other.nextWake());
        for (int core = 0; core < 2; core++) {
            assertEquals(board.interruptPending(core), other.interruptPending(core));
        }
    }

    private static byte[] state(Board board) {
        StateWriter out = new StateWriter();
        board.save(out);
        return out.toBytes();
    }

    private Board board() throws ImageException {
        HardwareProfile profile = TestProfiles.small();
        var disks = List.of(DiskImage.of(new byte[4096]), DiskImage.of(new byte[1000]), DiskImage.of(new byte[1]));
        var config = new MachineConfig(2, 8, profile).withDisks(disks);
        PhysicalMemory memory = new PhysicalMemory(8 << 20);
        Core[] cores = new Core[2];
        Watch watch = new Watch();
        Board board = new Board(config, memory, cores, watch, new Asked());
        for (int id = 0; id < cores.length; id++) {
            Costs costs = Costs.from(profile);
            cores[id] = new Core(
                    id,
                    memory,
                    board,
                    costs,
                    TlbGeometry.from(profile),
                    ProcessorModel.from(profile),
                    watch,
                    config.order());
        }
        return board;
    }

    private final class Asked implements Board.Ends {
        @Override
        public void exit(int core, int code) {
            end("exit");
        }

        @Override
        public void reset(int core) {
            end("reset");
        }

        @Override
        public void switchOff(int core) {
            end("off");
        }
    }

    private void end(String how) {
        if (!ends.contains(how)) {
            ends.add(how);
        }
    }
}
