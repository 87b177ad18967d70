/* Says where an instruction is, in the words of a person who reads C. */
package org.kernelscope.engine.explore;

import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.SourceLine;
import org.kernelscope.kernel.Symbol;

/** Finds the line of C for an instruction; one that was inlined from a header counts for the line that used it. */
final class CodePlace {
    private static final String HEADER = ".h";
    private static final String INCLUDED_SOURCE = ".c.h";

    private CodePlace() {}

    /** A source that was included under the name of a header counts as a source. */
    private static boolean isSource(String file) {
        return !file.endsWith(HEADER) || file.endsWith(INCLUDED_SOURCE);
    }

    /** {@code file:line}, or the function's name where no line is known, or the address. */
    static String of(KernelImage image, int pc) {
        int start = image.symbolAt(pc).map(Symbol::address).orElse(pc);
        String first = "";
        for (int place = pc; place >= start; place--) {
            var line = image.lineAt(place).filter(each -> each.line() > 0);
            if (line.isPresent() && isSource(line.get().file())) {
                return line.get().toString().replace(INCLUDED_SOURCE, ".c");
            }
            first = first.isEmpty() ? line.map(SourceLine::toString).orElse("") : first;
        }
        return first.isEmpty()
                ? image.symbolAt(pc).map(Symbol::name).orElse("address " + Integer.toHexString(pc))
                : first;
    }
}
