/* `kscope conform`: the machine's processor against what a real one did, instruction by instruction. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.cpu.Disassembler;
import org.kernelscope.hw.cpu.VectorMachine;
import org.kernelscope.hw.cpu.VectorMachine.How;
import org.kernelscope.hw.vector.Objection;
import org.kernelscope.hw.vector.Vector;
import org.kernelscope.hw.vector.VectorFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "conform",
        description = "Runs vectors: single instructions with what a real processor did. The first disagreements are "
                + "printed, the last line counts them; exit code 1 if there are any.")
final class ConformCommand implements Callable<Integer> {
    private static final int SHOWN = 20;
    /** Where vectors have their code. */
    private static final int CODE = 0x1000_0000;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "vectors, one JSON object a line; may be gzipped")
    private List<Path> files = List.of();

    @Option(
            names = "--every-way",
            description = "also run each as the interpreter's fast path does and compiled, where it can be (slower)")
    private boolean everyWay;

    @Spec
    private CommandSpec spec;

    private final List<Objection> objections;
    private int passed;
    private int failed;
    private final Map<How, Integer> also = new EnumMap<>(How.class);

    ConformCommand() {
        this(Objection.ALL);
    }

    /** With other objections than ours. */
    ConformCommand(List<Objection> objections) {
        this.objections = objections;
    }

    @Override
    public Integer call() throws IOException, UserMistake, ImageException {
        for (Path file : files) {
            Cli.requireFile(file);
        }
        PrintWriter out = spec.commandLine().getOut();
        passed = 0;
        failed = 0;
        also.clear();
        for (Path file : files) {
            try (InputStream bytes = Files.newInputStream(file);
                    VectorFile vectors = VectorFile.open(file.toString(), bytes)) {
                run(file, vectors, out);
            }
        }
        if (failed > SHOWN) {
            out.println("and " + (failed - SHOWN) + " more");
        }
        out.println(passed + " passed, " + failed + " failed"
                + (everyWay
                        ? "; " + also.get(How.PLAIN) + " also on the fast path, " + also.get(How.COMPILED) + " compiled"
                        : ""));
        out.flush();
        return failed == 0 ? ExitCode.FINE : ExitCode.CHECK_FAILED;
    }

    private void run(Path file, VectorFile vectors, PrintWriter out) throws IOException, ImageException {
        VectorMachine machine = new VectorMachine();
        for (Optional<Vector> next = vectors.next(); next.isPresent(); next = vectors.next()) {
            Vector vector = next.get();
            List<String> wrong = new ArrayList<>(machine.run(vector));
            for (How how : everyWay ? How.values() : new How[0]) {
                Optional<List<String>> again = machine.again(vector, how);
                also.merge(how, again.isPresent() ? 1 : 0, Integer::sum);
                again.stream()
                        .flatMap(List::stream)
                        .forEach(each -> wrong.add((how == How.PLAIN ? "on the fast path: " : "compiled: ") + each));
            }
            if (wrong.isEmpty()) {
                passed++;
                continue;
            }
            Optional<Objection> objection =
                    objections.stream().filter(each -> each.concerns(vector)).findFirst();
            if (objection.isPresent()) {
                Objection held = objection.get();
                out.println(title(file, vector) + ": held to be wrong, SDM " + held.section() + ": " + held.reason());
            } else if (++failed <= SHOWN) {
                out.println(title(file, vector));
                wrong.forEach(each -> out.println("    " + each));
            }
        }
    }

    private static String title(Path file, Vector vector) {
        byte[] code = HexFormat.of().parseHex(vector.code());
        String text = Disassembler.disassemble(code, 0, CODE, true).text();
        return "%s #%d %s: %s  %s".formatted(file, vector.id(), vector.name(), vector.code(), text);
    }
}
