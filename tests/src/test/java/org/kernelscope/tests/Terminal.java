/* The command line as tests use it: in this process, with what it printed. */
package org.kernelscope.tests;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.kernelscope.app.cli.Cli;

/** Runs one command line. */
final class Terminal {
    private Terminal() {}

    /** How a command ended, and what it printed. */
    record Ended(int code, String out, String err) {
        /** The last line on the error stream. */
        String sentence() {
            return err.lines().reduce("", (_, last) -> last);
        }

        /** Whether a line of a Java stack trace is anywhere. */
        boolean showsTrace() {
            return (out + err)
                    .lines()
                    .anyMatch(line -> line.matches("\\s+at [\\w.$/]+\\(.*\\)|.*Exception in thread.*"));
        }
    }

    static Ended kscope(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ended(code, out.toString(), err.toString());
    }
}
