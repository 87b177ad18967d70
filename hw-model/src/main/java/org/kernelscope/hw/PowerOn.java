/* What firmware and boot loader do between power-on and the kernel's first instruction. */
package org.kernelscope.hw;

import org.kernelscope.hw.boot.AcpiTables;
import org.kernelscope.hw.boot.LinuxLoader;
import org.kernelscope.hw.boot.MultibootLoader;
import org.kernelscope.hw.boot.MultiprocessorTables;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.cpu.Costs;
import org.kernelscope.hw.cpu.ProcessorModel;
import org.kernelscope.hw.cpu.TlbGeometry;
import org.kernelscope.hw.cpu.Watch;
import org.kernelscope.hw.device.TextScreen;
import org.kernelscope.hw.firmware.Firmware;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Knows the kinds of kernel images by their marks. */
final class PowerOn {
    private static final int FIRST_MASK = 0x21;
    /** Timer, keyboard and the second controller may interrupt. */
    private static final int ALL_BUT_FIRMWARE_LINES = 0xF8;

    private static final int FIRST_DISK = 0x80;

    private PowerOn() {}

    /** Puts in all cores, as the profile describes them. */
    static void build(Core[] cores, MachineConfig config, PhysicalMemory memory, Board board, Watch watch)
            throws ImageException {
        Costs costs = Costs.from(config.profile());
        TlbGeometry geometry = TlbGeometry.from(config.profile());
        ProcessorModel model = ProcessorModel.from(config.profile()).among(cores.length);
        for (int id = 0; id < cores.length; id++) {
            cores[id] = new Core(id, memory, board, costs, geometry, model, watch, config.order());
        }
    }

    /** Leaves core 0 at the kernel's entry, in the state that its kind of image prescribes. */
    static void start(PhysicalMemory memory, Core[] cores, MachineConfig config, byte[] image, String commandLine)
            throws ImageException {
        prepare(memory, cores);
        if (LinuxLoader.recognises(image)) {
            var kernel = LinuxLoader.load(memory, image, commandLine, config.modules());
            cores[0].enterLinux(kernel.entry(), kernel.parameters(), kernel.descriptors(), kernel.descriptorBytes());
        } else {
            var kernel = MultibootLoader.load(memory, image, commandLine, config.modules());
            cores[0].enterProtectedFlat(kernel.entry(), MultibootLoader.BOOT_MAGIC, kernel.information());
        }
    }

    /** Leaves core 0 at the first sector of the first disk, with the firmware's services around it. */
    static void start(PhysicalMemory memory, Core[] cores, Board board) throws ImageException {
        if (board.disks.isEmpty()) {
            throw new ImageException("there is neither a kernel nor a disk to start from");
        }
        if (!DiskImage.startsFrom(board.disks.getFirst().read(0))) {
            throw new ImageException("the first sector of the first disk does not end with 55 AA");
        }
        prepare(memory, cores);
        Firmware.install(memory, board.disks);
        board.writePort(0, FIRST_MASK, 1, ALL_BUT_FIRMWARE_LINES);
        cores[0].enterReal(Firmware.BOOT_SECTOR, FIRST_DISK, Firmware.BOOT_SECTOR);
    }

    private static void prepare(PhysicalMemory memory, Core[] cores) {
        MultiprocessorTables.write(memory, cores.length);
        AcpiTables.write(memory, cores.length);
        TextScreen.clear(memory);
        for (Core core : cores) {
            core.reset();
            core.init();
        }
    }
}
