/* The processor of the host, where a C compiler is installed and it has the same instructions. */
package org.kernelscope.hw.cpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs states through a small program that is compiled on the spot. */
final class NativeProcessor {
    private static final String SOURCE = "native-simd.c";
    private static final int SECONDS = 60;

    private final Path program;

    private NativeProcessor(Path program) {
        this.program = program;
    }

    /**
     * Compiles the program; empty, with a reason on the standard output, where that cannot be or does not run.
     *
     * @param folder for the program
     */
    static Optional<NativeProcessor> in(Path folder) throws IOException, InterruptedException {
        String architecture = System.getProperty("os.arch");
        if (!architecture.equals("amd64") || !System.getProperty("os.name").equals("Linux")) {
            System.out.println("the host is " + architecture + ", no comparison with its processor");
            return Optional.empty();
        }
        Path source = folder.resolve(SOURCE);
        try (InputStream text = NativeProcessor.class.getResourceAsStream(SOURCE)) {
            Files.copy(text, source);
        }
        Path program = folder.resolve("native-simd");
        Path messages = folder.resolve("messages");
        List<String> compile = List.of("gcc", "-O1", "-no-pie", "-o", program.toString(), source.toString());
        if (exit(compile, messages) != 0) {
            System.out.println("gcc does not compile " + SOURCE + ", no comparison with the host's processor");
            return Optional.empty();
        }
        NativeProcessor processor = new NativeProcessor(program);
        if (exit(List.of(program.toString()), messages) != 0) {
            System.out.println("no comparison with the host's processor: "
                    + Files.readString(messages).strip());
            return Optional.empty();
        }
        return Optional.of(processor);
    }

    private static int exit(List<String> command, Path messages) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(messages.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            System.out.println(e.getMessage());
            return -1;
        }
    }

    /** What the processor makes of each. */
    List<MediaState> executed(List<MediaState> states) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread feeder = Thread.ofVirtual().start(() -> {
            try (OutputStream out = process.getOutputStream()) {
                for (MediaState state : states) {
                    out.write(state.bytes.array());
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        List<MediaState> results = new ArrayList<>();
        try (InputStream in = process.getInputStream()) {
            byte[] bytes = in.readNBytes(MediaState.BYTES);
            while (bytes.length == MediaState.BYTES) {
                results.add(new MediaState(bytes));
                bytes = in.readNBytes(MediaState.BYTES);
            }
        }
        feeder.join();
        return results;
    }
}
