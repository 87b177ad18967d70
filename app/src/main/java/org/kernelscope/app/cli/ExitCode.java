/* The exit codes of every command. */
package org.kernelscope.app.cli;

/** What a command's end means to a script. */
public final class ExitCode {
    public static final int FINE = 0;
    /** A check failed: a submission, a lesson, a guest that ended with failure. */
    public static final int CHECK_FAILED = 1;
    /** Wrong usage, or input that cannot be used. */
    public static final int WRONG_USAGE = 2;
    /** The environment lacks something, such as room on a disk or a toolchain; or a fault of the program ended it. */
    public static final int ENVIRONMENT = 3;

    private ExitCode() {}
}
