/* The program's entry: hands the arguments to the command line and ends with its exit code. */
package org.kernelscope.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.kernelscope.app.cli.Cli;

/** Starts Kernelscope. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status = Cli.run(out, err, arguments);
        out.flush();
        err.flush();
        Runtime.getRuntime().halt(status);
    }
}
