/* `kscope gdb`: a machine that waits for gdb. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.gdb.GdbServer;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.ImageFormatException;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Symbol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "gdb",
        description = "Loads a Multiboot ELF image and waits at its first instruction for gdb on this computer.")
final class GdbCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IMAGE", description = "a 32-bit Multiboot 1 ELF file")
    private Path image;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "1234",
            description = "TCP port (default: ${DEFAULT-VALUE}; 0: any that is free)")
    private int port;

    @Mixin
    private MachineOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Cli.requireFile(image);
        byte[] elf = Files.readAllBytes(image);
        try (GdbServer server = GdbServer.open(machine(elf), Interleavings.byTime(), functions(elf), port)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("gdb can connect: target remote localhost:" + server.port());
            out.flush();
            server.serve();
        }
        return ExitCode.FINE;
    }

    private Machine machine(byte[] elf) throws UserMistake, IOException {
        MachineConfig config = options.configuration(List.of(), List.of(), List.of());
        try {
            return Machine.boot(config, elf, "kscope " + options.commandLine());
        } catch (ImageException e) {
            throw new UserMistake(image + ": " + e.getMessage());
        }
    }

    /** An image that boots need not have symbols; then its addresses have no names. */
    private static IntFunction<Optional<String>> functions(byte[] elf) {
        try {
            KernelImage names = KernelImage.read(elf, KernelSources.bundled());
            return address -> names.symbolAt(address).map(Symbol::name);
        } catch (ImageFormatException e) {
            return address -> Optional.empty();
        }
    }
}
