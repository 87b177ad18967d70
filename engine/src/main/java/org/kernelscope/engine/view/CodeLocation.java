/* Where in the kernel's text an instruction lies. */
package org.kernelscope.engine.view;

/**
 * A place in the source.
 *
 * @param function name of the enclosing function, empty where unknown
 * @param file path below the source root, empty where unknown
 * @param line 1-based, 0 where unknown
 */
public record CodeLocation(String function, String file, int line) {
    public static final CodeLocation UNKNOWN = new CodeLocation("", "", 0);

    public boolean known() {
        return line > 0;
    }
}
