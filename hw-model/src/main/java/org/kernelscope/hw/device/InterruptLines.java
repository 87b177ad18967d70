/* The sixteen interrupt lines of the ISA bus, as devices drive them. */
package org.kernelscope.hw.device;

/** Lines 0 to 15. A line that is raised while it is high already stays as it is. */
public interface InterruptLines {
    /** Drives a line. */
    void set(int line, boolean high);

    /** Whether a rising edge of the line would tell any core anything new. */
    boolean matters(int line);
}
