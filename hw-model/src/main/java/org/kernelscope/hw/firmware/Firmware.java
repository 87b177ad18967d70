/* The firmware of a PC as programs in real mode call it. */
package org.kernelscope.hw.firmware;

import java.util.List;
import java.util.function.IntFunction;
import org.kernelscope.hw.device.DiskSectors;
import org.kernelscope.hw.device.PortDevice;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * The services behind interrupts 08h to 1Ah. Code in the firmware area writes to {@link #PORT}; which interrupt it serves,
 * its address tells. All that the services remember is in the BIOS data area. A service that is unknown sets the
 * caller's carry flag.
 */
public final class Firmware implements PortDevice {
    /** The port that calls for the firmware, as it does on PCs (Intel 82371, APM control). */
    public static final int PORT = 0xB2;

    /** Where a boot sector starts. */
    public static final int BOOT_SECTOR = 0x7C00;

    private final PhysicalMemory memory;
    private final IntFunction<Caller> callers;
    private final Video video;
    private final Disks disks;
    private final Keys keys = new Keys();
    private final Clock clock;
    private final SystemServices system;

    /**
     * The firmware of one machine.
     *
     * @param callers the processors, by their numbers
     * @param ports how it reaches devices
     * @param disks those of numbers 80h and up
     * @param microsecond in cycles
     */
    public Firmware(
            PhysicalMemory memory,
            IntFunction<Caller> callers,
            PortAccess ports,
            List<DiskSectors> disks,
            int microsecond) {
        this.memory = memory;
        this.callers = callers;
        video = new Video(ports);
        this.disks = new Disks(disks, microsecond);
        clock = new Clock(ports);
        system = new SystemServices(memory.size(), microsecond);
    }

    /** How the firmware reaches devices. */
    public interface PortAccess {
        int read(int port);

        void write(int port, int value);
    }

    /** Puts code, vectors and data into memory, and the first disk's first sector to {@link #BOOT_SECTOR}. */
    public static void install(PhysicalMemory memory, List<DiskSectors> disks) {
        Rom.write(memory);
        DataArea.write(memory, disks.size());
        byte[] sector = disks.getFirst().read(0);
        memory.fill(BOOT_SECTOR, sector, 0, sector.length);
    }

    @Override
    public boolean at(int port) {
        return port == PORT;
    }

    @Override
    public int read(int port) {
        return 0;
    }

    @Override
    public void write(int core, int port, int value) {
        Caller caller = callers.apply(core);
        int entry = caller.instruction() - (Rom.SEGMENT << 4) - Rom.ENTRIES;
        if (entry >= 0 && entry < Rom.VECTORS * Rom.ENTRY_BYTES) {
            serve(entry / Rom.ENTRY_BYTES, value & 0xFF, new Call(caller, memory));
        }
    }

    private void serve(int vector, int value, Call call) {
        call.otherwise(false);
        switch (vector) {
            case Rom.TICK -> clock.tick(call);
            case Rom.KEY -> keys.arrive(call, value);
            case 0x10 -> video.serve(call);
            case 0x11 -> call.word(Call.AX, call.wordAt(DataArea.EQUIPMENT));
            case 0x12 -> call.word(Call.AX, call.wordAt(DataArea.CONVENTIONAL_KIB));
            case 0x13 -> disks.serve(call);
            case 0x15 -> system.serve(call);
            case 0x16 -> keys.serve(call);
            case Rom.START -> call.otherwise(!disks.start(call));
            case 0x1A -> clock.serve(call);
            default -> call.carry(true);
        }
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
