/* Another machine that runs the same guests, where it is installed. */
package org.kernelscope.engine.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.Program;
import org.kernelscope.kernel.ToolchainException;

/** A program on this host that emulates a PC. */
public enum Peer implements Place {
    QEMU("QEMU", "qemu-system-i386") {
        @Override
        public boolean takes(Guest guest) {
            return true;
        }

        @Override
        List<String> command(Guest guest, Path serial, Desk desk) throws IOException {
            Path kernel = Files.write(desk.folder().resolve("kernel.img"), guest.image());
            List<String> command = new ArrayList<>(List.of(program, "-accel", "tcg,thread=single"));
            command.addAll(List.of("-kernel", "" + kernel, "-append", guest.words()));
            List<String> modules = new ArrayList<>();
            for (Program module : guest.programs()) {
                modules.add("" + Files.write(desk.folder().resolve(module.name()), module.elf()));
            }
            if (!modules.isEmpty()) {
                command.addAll(List.of("-initrd", String.join(",", modules)));
            }
            command.addAll(List.of("-smp", "" + guest.cores(), "-m", "" + guest.memoryMiB()));
            command.addAll(List.of("-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-serial", "file:" + serial));
            command.addAll(List.of("-display", "none", "-no-reboot"));
            return command;
        }
    },
    BOCHS("Bochs", "bochs") {
        @Override
        public boolean takes(Guest guest) {
            return !guest.isLinux();
        }

        @Override
        List<String> command(Guest guest, Path serial, Desk desk) throws IOException, ToolchainException {
            Files.deleteIfExists(desk.folder().resolve("disk.img.lock")); // of a run that was stopped
            Path disk =
                    Files.write(desk.folder().resolve("disk.img"), desk.disks().of(guest));
            Path settings = Files.writeString(desk.folder().resolve("bochsrc"), """
                    cpu: model=core2_penryn_t9600, count=%d, ips=50000000, reset_on_triple_fault=0, ignore_bad_msrs=0
                    memory: guest=%d, host=%d
                    ata0-master: type=disk, path="%s", mode=flat
                    boot: disk
                    com1: enabled=1, mode=file, dev="%s"
                    display_library: rfb, options="timeout=0"
                    log: %s
                    panic: action=fatal
                    clock: sync=none
                    """.formatted(
                            guest.cores(),
                            guest.memoryMiB(),
                            guest.memoryMiB(),
                            disk,
                            serial,
                            desk.folder().resolve("bochs.log")));
            Path commands = Files.writeString(desk.folder().resolve("commands"), "continue\n");
            return List.of(program, "-q", "-f", "" + settings, "-rc", "" + commands);
        }
    };

    /** How long any run may take. */
    static final int PATIENCE_SECONDS = 300;

    private static final int POLL_MILLIS = 5;

    final String program;
    private final String label;

    Peer(String label, String program) {
        this.label = label;
        this.program = program;
    }

    /** Where it is installed, a command that runs a guest until that switches the machine off. */
    abstract List<String> command(Guest guest, Path serial, Desk desk) throws IOException, ToolchainException;

    /** Those that are installed here. */
    public static List<Peer> installed() {
        return Arrays.stream(values()).filter(Peer::isInstalled).toList();
    }

    private boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean isFast() {
        return this == QEMU;
    }

    /** What it executed, it does not tell. */
    @Override
    public Run run(Guest guest, Desk desk) throws UserMistake, ToolchainException, IOException, InterruptedException {
        Path serial = desk.folder().resolve("serial.txt");
        Files.deleteIfExists(serial);
        ProcessBuilder machine = new ProcessBuilder(command(guest, serial, desk))
                .redirectErrorStream(true)
                .redirectOutput(desk.folder().resolve("machine.log").toFile());
        long begin = System.nanoTime();
        Process process = machine.start();
        try {
            await(process, guest, serial);
        } finally {
            process.destroyForcibly();
        }
        return new Run(OptionalLong.empty(), (double) (System.nanoTime() - begin) / TimeUnit.SECONDS.toNanos(1));
    }

    private void await(Process process, Guest guest, Path serial)
            throws UserMistake, IOException, InterruptedException {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (guest.end().isPresent()
                    && Files.exists(serial)
                    && said(serial).contains(guest.end().get())) {
                return;
            }
            if (System.nanoTime() > patience) {
                throw new UserMistake(
                        guest.name() + ": on " + label + " it did not end within " + PATIENCE_SECONDS + " seconds.");
            }
        }
        if (guest.end().isPresent()
                && !(Files.exists(serial) && said(serial).contains(guest.end().get()))) {
            throw new UserMistake(guest.name() + ": on " + label + " it ended without the text \""
                    + guest.end().get().strip() + "\".");
        }
    }

    private static String said(Path serial) throws IOException {
        return Files.readString(serial, StandardCharsets.ISO_8859_1);
    }
}
