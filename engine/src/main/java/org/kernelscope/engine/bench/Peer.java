/* Another machine that runs the same disk images, where it is installed. */
package org.kernelscope.engine.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program on this host that emulates a PC. */
public enum Peer {
    QEMU("qemu-system-i386") {
        @Override
        List<String> command(Path folder, Path disk) {
            return List.of(
                    program,
                    "-accel",
                    "tcg,thread=single",
                    "-m",
                    "64",
                    "-drive",
                    "format=raw,file=" + disk,
                    "-device",
                    "isa-debug-exit,iobase=0xf4",
                    "-serial",
                    "null",
                    "-display",
                    "none",
                    "-no-reboot");
        }
    },
    BOCHS("bochs") {
        @Override
        List<String> command(Path folder, Path disk) throws IOException {
            Path settings =
                    Files.writeString(folder.resolve("bochsrc"), """
                    cpu: model=core2_penryn_t9600, count=1, ips=50000000, reset_on_triple_fault=0
                    memory: guest=64, host=64
                    ata0-master: type=disk, path="%s", mode=flat
                    boot: disk
                    com1: enabled=1, mode=null
                    display_library: rfb, options="timeout=0"
                    log: %s
                    panic: action=fatal
                    clock: sync=none
                    """.formatted(disk, folder.resolve("bochs.log")));
            Path commands = Files.writeString(folder.resolve("commands"), "continue\n");
            return List.of(program, "-q", "-f", "" + settings, "-rc", "" + commands);
        }
    };

    private static final int PATIENCE_SECONDS = 300;

    final String program;

    Peer(String program) {
        this.program = program;
    }

    /** Where it is installed, a command that boots a disk until the guest switches the machine off. */
    abstract List<String> command(Path folder, Path disk) throws IOException;

    /** Those that are installed here. */
    public static List<Peer> installed() {
        return Arrays.stream(values()).filter(Peer::isInstalled).toList();
    }

    private boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** Wall time of one boot of a disk, in seconds; files for it are put into the folder. */
    double seconds(Path folder, byte[] disk) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("disk.img"), disk);
        ProcessBuilder machine = new ProcessBuilder(command(folder, file))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("machine.log").toFile());
        long begin = System.nanoTime();
        Process process = machine.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(program + " did not end within " + PATIENCE_SECONDS + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        return (double) (System.nanoTime() - begin) / TimeUnit.SECONDS.toNanos(1);
    }
}
