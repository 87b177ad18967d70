/* `kscope image`: a disk from which other machines start the kernel. */
package org.kernelscope.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.BootDisk;
import org.kernelscope.kernel.Variant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "image",
        description = {
            "Writes a raw disk image that a PC's BIOS starts: the kernel with its user programs.",
            "QEMU: -drive format=raw,file=FILE. Bochs: ata0-master: type=disk, mode=flat, path=FILE."
        })
final class ImageCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the image to write")
    private Path file;

    @Option(
            names = "--append",
            paramLabel = "TEXT",
            defaultValue = "run=tests",
            description = "the kernel's command line (default: ${DEFAULT-VALUE})")
    private String commandLine;

    @Option(names = "--lock", paramLabel = "LOCK", defaultValue = "mcs", description = "ticket or mcs (default: mcs)")
    private String lock;

    @Option(names = "--locking", paramLabel = "L", defaultValue = "fine", description = "fine or big (default: fine)")
    private String locking;

    @Option(
            names = "--preemption",
            paramLabel = "P",
            defaultValue = "cooperative",
            description = "cooperative or preemptive (default: ${DEFAULT-VALUE})")
    private String preemption;

    @Option(
            names = "--alignment",
            paramLabel = "A",
            defaultValue = "padded",
            description = "padded or packed (default: ${DEFAULT-VALUE})")
    private String alignment;

    @Option(names = "--optimise", paramLabel = "LEVEL", defaultValue = "O1", description = "O1 or O2 (default: O1)")
    private String optimisation;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Kernels kernels = new Kernels();
        byte[] disk = disk(kernels);
        AtomicFile.write(file, disk);
        spec.commandLine()
                .getOut()
                .printf("%s: %d cylinders of 16 heads and 63 sectors%n", file, disk.length / CYLINDER);
        return ExitCode.FINE;
    }

    private static final int CYLINDER = 16 * 63 * 512;

    private byte[] disk(Kernels kernels) throws Exception {
        try {
            return BootDisk.make(kernels.builder(), kernels.of(variant()), "kscope " + commandLine);
        } catch (IllegalArgumentException tooLong) {
            throw new UserMistake("--append: " + tooLong.getMessage() + ".");
        }
    }

    private Variant variant() throws UserMistake {
        return new Variant(
                ScenarioMixin.lockNamed(lock),
                ScenarioMixin.named("locking", locking, List.of(Variant.Guarding.values()), Variant.Guarding::id),
                ScenarioMixin.named(
                        "preemption", preemption, List.of(Variant.Preemption.values()), Variant.Preemption::id),
                ScenarioMixin.named("alignment", alignment, List.of(Variant.Alignment.values()), Variant.Alignment::id),
                ScenarioMixin.optimisationNamed(optimisation));
    }
}
