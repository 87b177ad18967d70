/* What firmware and boot loader do between power-on and the kernel's first instruction. */
package org.kernelscope.hw;

import org.kernelscope.hw.boot.LinuxLoader;
import org.kernelscope.hw.boot.MultibootLoader;
import org.kernelscope.hw.boot.MultiprocessorTables;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.device.TextScreen;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Knows the kinds of kernel images by their marks. */
final class PowerOn {
    private PowerOn() {}

    /** Leaves core 0 at the kernel's entry, in the state that its kind of image prescribes. */
    static void start(PhysicalMemory memory, Core[] cores, MachineConfig config, byte[] image, String commandLine)
            throws ImageException {
        MultiprocessorTables.write(memory, cores.length);
        TextScreen.clear(memory);
        for (Core core : cores) {
            core.reset();
            core.init();
        }
        if (LinuxLoader.recognises(image)) {
            var kernel = LinuxLoader.load(memory, image, commandLine, config.modules());
            cores[0].enterLinux(kernel.entry(), kernel.parameters(), kernel.descriptors(), kernel.descriptorBytes());
        } else {
            var kernel = MultibootLoader.load(memory, image, commandLine, config.modules());
            cores[0].enterProtectedFlat(kernel.entry(), MultibootLoader.BOOT_MAGIC, kernel.information());
        }
    }
}
