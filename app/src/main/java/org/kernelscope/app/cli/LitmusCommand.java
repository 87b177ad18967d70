/* `kscope litmus`: every outcome of small programs that tell memory orders apart. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.litmus.LitmusReader;
import org.kernelscope.engine.litmus.LitmusResult;
import org.kernelscope.engine.litmus.LitmusSearch;
import org.kernelscope.engine.litmus.LitmusSuite;
import org.kernelscope.engine.litmus.LitmusTest;
import org.kernelscope.hw.MemoryOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "litmus",
        description = {
            "Runs litmus tests on the machine in every possible way and prints all outcomes.",
            "Without a file: the bundled tests, held against what is known of them. Files are in herd's format for X86.",
            "Exit code 1 if a bundled test differs, or if a file's ~exists or forall does not hold."
        })
final class LitmusCommand implements Callable<Integer> {
    /** The machine's memory orders to try. */
    enum Order {
        SC(MemoryOrder.SEQUENTIAL),
        TSO(MemoryOrder.TOTAL_STORE),
        BOTH(MemoryOrder.values());

        private final List<MemoryOrder> orders;

        Order(MemoryOrder... orders) {
            this.orders = List.of(orders);
        }
    }

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "a test in herd's .litmus format for X86")
    private List<Path> files = List.of();

    @Option(
            names = "--order",
            paramLabel = "O",
            defaultValue = "both",
            description = "sc (sequential consistency), tso (x86-TSO) or both (default: ${DEFAULT-VALUE})")
    private Order order;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        int wrong = files.isEmpty() ? suite(out) : given(out);
        out.flush();
        return wrong == 0 ? ExitCode.FINE : ExitCode.CHECK_FAILED;
    }

    private int suite(PrintWriter out) throws UserMistake {
        int tests = 0;
        int differing = 0;
        for (LitmusSuite.Known known : LitmusSuite.all()) {
            out.println(known.test().name());
            boolean agree = true;
            for (MemoryOrder each : order.orders) {
                LitmusResult result = LitmusSearch.of(known.test(), each);
                boolean agrees = known.agrees(result);
                outcomes(out, result, agrees ? "as known" : "DIFFERS: known are " + expected(known, each));
                agree &= agrees;
            }
            tests++;
            differing += agree ? 0 : 1;
            out.flush();
        }
        out.printf(Locale.ROOT, "%d tests, %s%n", tests, differing == 0 ? "all as known" : differing + " differ");
        return differing;
    }

    private static String expected(LitmusSuite.Known known, MemoryOrder order) {
        return known.outcomes(order) + " outcomes, " + (known.allowed(order) ? "allowed" : "forbidden");
    }

    private int given(PrintWriter out) throws Exception {
        List<LitmusTest> tests = new ArrayList<>();
        for (Path file : files) {
            Cli.requireFile(file);
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            tests.add(LitmusReader.read(file.toString(), text));
        }
        int refuted = 0;
        for (LitmusTest test : tests) {
            out.println(test.name());
            for (MemoryOrder each : order.orders) {
                LitmusResult result = LitmusSearch.of(test, each);
                outcomes(out, result, test.quantifier().word() + (result.holds() ? " holds" : " does not hold"));
                refuted += result.refuted() ? 1 : 0;
            }
            out.flush();
        }
        return refuted;
    }

    private static void outcomes(PrintWriter out, LitmusResult result, String judgement) {
        out.printf(
                Locale.ROOT,
                "  %s: %d outcomes, %s; %s%n",
                result.order().words(),
                result.outcomes().size(),
                result.allowed() ? "allowed" : "forbidden",
                judgement);
        List<LitmusTest.Observed> observed = result.test().observed();
        for (List<Integer> outcome : result.outcomes()) {
            StringBuilder line = new StringBuilder(result.has(outcome) ? "  * " : "    ");
            for (int i = 0; i < outcome.size(); i++) {
                line.append(observed.get(i))
                        .append('=')
                        .append(outcome.get(i))
                        .append(i + 1 < outcome.size() ? "; " : "");
            }
            out.println(line);
        }
    }
}
