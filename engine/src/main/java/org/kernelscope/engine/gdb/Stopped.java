/* Why the machine stands still. */
package org.kernelscope.engine.gdb;

/** The end of one movement, in terms of a stop reply. */
sealed interface Stopped {
    /** The core that it concerns. */
    int core();

    /** It moved as far as it was asked to. */
    record Done(int core) implements Stopped {}

    /** It came to a breakpoint or watchpoint; the address is where the access hit, or that of the breakpoint. */
    record At(int core, Point point, int address) implements Stopped {}

    /** The client wants to talk. */
    record Interrupted(int core) implements Stopped {}

    /** There is nothing further in that direction. */
    record AtEnd(int core, boolean backward) implements Stopped {}
}
