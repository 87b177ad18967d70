/* A place in the kernel's sources. */
package org.kernelscope.kernel;

/**
 * A place in the kernel's sources.
 *
 * @param file path below the source root
 * @param line from 1; 0 where unknown
 * @param column from 1; 0 where unknown
 * @param isStatement whether a debugger should stop here
 */
public record SourceLine(String file, int line, int column, boolean isStatement) {

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
