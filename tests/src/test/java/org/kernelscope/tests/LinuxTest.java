/* An operating system that others wrote: Debian's Linux reaches a shell and obeys what is typed. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.engine.Profiles;
import org.kernelscope.hw.DiskImage;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineConfig.Module;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;

@Tag("slow")
class LinuxTest {
    private static final String PROMPT = "/ # ";
    private static final long BOOT_TURNS = 8_000_000_000L;
    private static final long COMMAND_TURNS = 500_000_000;
    private static final long GAP = 250_000;

    /**
     * Without self-tests of cryptography, without waiting for devices that are not there, and with the loops of a delay of
     * one tick told, so that the processors need not count them one after the other.
     */
    private static final String COMMAND_LINE =
            "console=ttyS0 quiet nokaslr tsc=reliable lpj=11200000 noisapnp cryptomgr.notests "
                    + "i8042.noaux=1 i8042.nokbd=1 initcall_blacklist=load_system_certificate_list,init_kprobe_trace";

    @TempDir
    private static Path folder;

    private final StringBuilder line = new StringBuilder();

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    @Timeout(value = 3600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void reachesAShellThatObeys(int cores) throws Exception {
        LinuxPackages linux = LinuxPackages.fetch(folder.resolve("cores" + cores));
        var disk = List.of(new Module("initrd", linux.disk()));
        var config = new MachineConfig(cores, 128, Profiles.load("core-i7"), disk, List.of())
                .withDisks(List.of(DiskImage.of(numbered())));
        Machine machine = Machine.boot(config, linux.kernel(), COMMAND_LINE);
        untilPrompt(machine, BOOT_TURNS);
        assertTrue(answer(machine, "uname -a").contains("Linux (none) "));
        String processors = answer(machine, "cat /proc/cpuinfo");
        assertEquals(
                cores,
                processors.lines().filter(text -> text.startsWith("processor")).count(),
                processors);
        assertTrue(processors.contains(": GenuineIntel"), processors);
        String loop = "i=0; while [ $i -lt 100 ]; do i=$((i+1)); done; echo counted $i";
        assertTrue(answer(machine, loop).contains("counted 100"));
        usesItsDisk(machine);
        String copied = answer(machine, "dd if=/dev/zero of=/tmp/zeros bs=4096 count=64 && wc -c </tmp/zeros");
        assertTrue(copied.contains("64+0 records out") && copied.contains("262144"), copied);
        type(machine, "poweroff -f");
        machine.run(Interleavings.byTime(), COMMAND_TURNS);
        assertInstanceOf(MachineState.PoweredOff.class, machine.state());
    }

    /** The driver finds the disk through its interrupts; a sector is read, another written and read again. */
    private void usesItsDisk(Machine machine) {
        answer(machine, "for m in " + String.join(" ", LinuxPackages.MODULES) + "; do insmod /lib/$m.ko; done");
        answer(machine, "while [ ! -e /dev/sda ]; do sleep 1; done");
        String read = answer(machine, "dd if=/dev/sda bs=512 skip=1000 count=1");
        assertTrue(read.contains("sector 1000"), read);
        answer(machine, "echo kept | dd of=/dev/sda bs=512 seek=7 conv=sync,fsync; echo 3 >/proc/sys/vm/drop_caches");
        String written = answer(machine, "dd if=/dev/sda bs=512 skip=7 count=1");
        assertTrue(written.contains("kept") && !written.contains("sector"), written);
    }

    private static byte[] numbered() {
        byte[] disk = new byte[4 << 20];
        for (int sector = 0; sector < disk.length / DiskImage.SECTOR; sector++) {
            byte[] text = ("sector " + sector + "\n").getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, disk, sector * DiskImage.SECTOR, text.length);
        }
        return disk;
    }

    private String answer(Machine machine, String command) {
        type(machine, command);
        return untilPrompt(machine, COMMAND_TURNS);
    }

    private static void type(Machine machine, String command) {
        long time = machine.now();
        for (byte value : (command + "\n").getBytes(StandardCharsets.US_ASCII)) {
            time += GAP;
            machine.input(new Input(time, Input.Kind.SERIAL, value));
        }
    }

    private String untilPrompt(Machine machine, long turns) {
        line.setLength(0);
        machine.observe(event -> {
            if (event instanceof MachineEvent.SerialOutput output) {
                line.append((char) output.value());
                if (line.indexOf(PROMPT, line.length() - PROMPT.length()) >= 0) {
                    machine.requestStop();
                }
            }
        });
        machine.run(Interleavings.byTime(), turns);
        assertTrue(line.toString().endsWith(PROMPT), () -> machine.state() + " after " + line);
        return line.toString();
    }
}
