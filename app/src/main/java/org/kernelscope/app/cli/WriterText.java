/* Who wrote a variable of the kernel last, as a sentence. */
package org.kernelscope.app.cli;

import java.util.Locale;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.history.LastWrite;
import org.kernelscope.engine.view.CodeLocation;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Symbol;

/** Looks back from where a playback stands. */
final class WriterText {
    private static final int WORD = 4;

    private WriterText() {}

    /** The variable of this name. */
    static Symbol variable(KernelImage image, String name) throws UserMistake {
        return image.symbol(name)
                .filter(found -> found.kind() == Symbol.Kind.DATA)
                .orElseThrow(() -> new UserMistake("--last-write: the kernel has no variable '" + name + "'."));
    }

    static String of(Playback playback, Symbol variable) throws UserMistake {
        int length = variable.size() == 0 ? WORD : variable.size();
        return playback.lastWrite(0, variable.address(), length)
                .map(write -> sentence(variable.name(), write))
                .orElse("Nobody has written " + variable.name() + " since power-on.");
    }

    private static String sentence(String variable, LastWrite write) {
        String waited = write.issued() == write.step() - 1
                ? ""
                : String.format(Locale.ROOT, ", after it was executed in turn %,d", write.issued() + 1);
        return String.format(
                Locale.ROOT,
                "%s was written last in turn %,d, at %,d cycles, by core %d in %s%s.",
                variable,
                write.step(),
                write.time(),
                write.core(),
                place(write.writer()),
                waited);
    }

    private static String place(CodeLocation writer) {
        return writer.known()
                ? writer.function() + " (" + writer.file() + ":" + writer.line() + ")"
                : "code without a source line";
    }
}
