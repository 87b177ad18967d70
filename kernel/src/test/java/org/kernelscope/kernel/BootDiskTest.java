/* A disk starts the kernel by the BIOS of QEMU and of Bochs, where these are installed. */
package org.kernelscope.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.kernel.Variant.Lock;
import org.kernelscope.kernel.Variant.Optimisation;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BootDiskTest {
    private static final int SECTOR = 512;
    private static final int TABLE = 4 * SECTOR;
    private static final String WORDS = "run=tests";

    /** How long a machine may take, in seconds; it is stopped then. */
    private static final int PATIENCE = 240;

    @TempDir
    private Path folder;

    /** What QEMU prints for the kernel's file, once it was asked. */
    private Optional<List<String>> fromFile = Optional.empty();

    private static KernelBuilder builder() throws ToolchainException {
        return SmallKernel.builder(CacheFolder.ofUser());
    }

    private static KernelImage kernel() throws ToolchainException {
        return SmallKernel.built(builder().build(KernelSources.bundled(), Variant.of(Lock.MCS, Optimisation.O1)))
                .image();
    }

    @Test
    void tableLeadsToInformationKernelAndPrograms() throws ToolchainException {
        KernelImage image = SmallKernel.built(builder().build(UserCodeTest.sources(), SmallKernel.VARIANT))
                .image();
        ByteBuffer disk =
                ByteBuffer.wrap(BootDisk.make(builder(), image, "kscope quiet")).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0, disk.capacity() % (16 * 63 * SECTOR));
        assertEquals((short) 0xAA55, disk.getShort(SECTOR - 2));
        assertEquals(image.entry(), disk.getInt(TABLE));
        assertEquals(3, disk.getInt(TABLE + 8));

        int infoAddress = disk.getInt(TABLE + 4);
        int info = disk.getInt(TABLE + 16) * SECTOR;
        assertEquals(infoAddress, disk.getInt(TABLE + 24));
        assertEquals("kscope quiet", text(disk, info + disk.getInt(info + 16) - infoAddress));
        assertEquals(image.programs().size(), disk.getInt(info + 20));

        int kernel = disk.getInt(TABLE + 32) * SECTOR;
        assertEquals(1 << 20, disk.getInt(TABLE + 40));
        assertEquals((byte) 0x55, disk.get(kernel + image.entry() - (1 << 20)), "push %ebp, which start begins with");

        int modules = disk.getInt(TABLE + 48) * SECTOR;
        int modulesAddress = disk.getInt(TABLE + 56);
        int records = info + disk.getInt(info + 24) - infoAddress;
        for (int i = 0; i < image.programs().size(); i++) {
            Program program = image.programs().get(i);
            int start = disk.getInt(records + 16 * i);
            int end = disk.getInt(records + 16 * i + 4);
            assertEquals(0, start % 4096);
            assertEquals(program.name(), text(disk, info + disk.getInt(records + 16 * i + 8) - infoAddress));
            byte[] loaded = new byte[end - start];
            disk.get(modules + start - modulesAddress, loaded);
            assertTrue(Arrays.equals(program.elf(), loaded), program.name());
        }
    }

    private static String text(ByteBuffer disk, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = at; disk.get(i) != 0; i++) {
            text.append((char) disk.get(i));
        }
        return text.toString();
    }

    @Test
    void commandLineThatIsTooLongIsRefused() throws ToolchainException {
        KernelImage image = kernel();
        KernelBuilder builder = builder();
        assertThrows(IllegalArgumentException.class, () -> BootDisk.make(builder, image, "x".repeat(1 << 15)));
    }

    @Test
    @Timeout(value = 2 * PATIENCE, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void qemuPrintsTheSameFromADiskAsFromTheFile() throws Exception {
        List<String> fromDisk = onQemu("-drive", "format=raw,file=" + disk());
        assertEquals(onQemuFromFile(), fromDisk);
        assertTrue(fromDisk.stream().anyMatch(line -> line.endsWith(" 0 failed")), fromDisk::toString);
    }

    @Test
    @Timeout(value = 2 * PATIENCE, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void bochsPrintsTheSameAsQemu() throws Exception {
        assumeInstalled("bochs");
        Path serial = folder.resolve("bochs.txt");
        Path settings = Files.writeString(
                folder.resolve("bochsrc"), """
                cpu: model=core2_penryn_t9600, count=4, ips=50000000, reset_on_triple_fault=0
                memory: guest=64, host=64
                ata0-master: type=disk, path="%s", mode=flat
                boot: disk
                com1: enabled=1, mode=file, dev="%s"
                display_library: rfb, options="timeout=0"
                log: %s
                panic: action=fatal
                clock: sync=none
                """.formatted(disk(), serial, folder.resolve("bochs.log")));
        Path commands = Files.writeString(folder.resolve("commands"), "continue\n");
        Process bochs = started("bochs", "-q", "-f", settings.toString(), "-rc", commands.toString());
        try {
            awaitEnd(bochs);
        } finally {
            bochs.destroyForcibly();
        }
        assertEquals(onQemuFromFile(), lines(serial));
    }

    private Path disk() throws ToolchainException, IOException {
        return Files.write(folder.resolve("disk.img"), BootDisk.make(builder(), kernel(), "kscope " + WORDS));
    }

    private List<String> onQemuFromFile() throws Exception {
        if (fromFile.isEmpty()) {
            Path elf = Files.write(folder.resolve("kernel.elf"), kernel().elf());
            fromFile = Optional.of(onQemu("-kernel", elf.toString(), "-append", WORDS));
        }
        return fromFile.get();
    }

    private List<String> onQemu(String... what) throws Exception {
        assumeInstalled("qemu-system-i386");
        Path serial = folder.resolve("qemu.txt");
        String[] command = {
            "qemu-system-i386",
            "-accel",
            "tcg,thread=single",
            "-smp",
            "4",
            "-m",
            "64",
            "-device",
            "isa-debug-exit,iobase=0xf4,iosize=4",
            "-serial",
            "file:" + serial,
            "-display",
            "none",
            "-no-reboot"
        };
        String[] all = Arrays.copyOf(command, command.length + what.length);
        System.arraycopy(what, 0, all, command.length, what.length);
        Process qemu = started(all);
        try {
            awaitEnd(qemu);
        } finally {
            qemu.destroyForcibly();
        }
        assertEquals(33, qemu.waitFor(), "QEMU's exit code");
        return lines(serial);
    }

    private Process started(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("machine.log").toFile())
                .start();
    }

    private static void awaitEnd(Process machine) throws InterruptedException {
        assertTrue(machine.waitFor(PATIENCE, TimeUnit.SECONDS), "the machine did not end");
    }

    private static List<String> lines(Path serial) throws IOException {
        return Files.readString(serial, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static void assumeInstalled(String program) {
        boolean isInstalled = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        Assumptions.assumeTrue(isInstalled, "skipped: " + program + " is not installed");
    }
}
