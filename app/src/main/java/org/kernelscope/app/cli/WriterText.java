/* Who wrote a variable of the kernel last, as a sentence. */
package org.kernelscope.app.cli;

import org.kernelscope.engine.Playback;
import org.kernelscope.engine.UserMistake;
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
                .map(write -> write.words(variable.name()))
                .orElse("Nobody has written " + variable.name() + " since power-on.");
    }
}
