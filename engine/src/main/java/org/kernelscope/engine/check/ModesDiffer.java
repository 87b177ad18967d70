/* Compiled code did not do what the instructions say: a bug of this project, never of a guest. */
package org.kernelscope.engine.check;

/** Its message names the region, its instructions, and the first part of the state that differs. */
public final class ModesDiffer extends Exception {
    private static final long serialVersionUID = 1;

    ModesDiffer(String report) {
        super(report);
    }
}
