/* When a step of some size is over. */
package org.kernelscope.engine;

/** Told of each turn in order; says after which one a step ends. */
interface Stop {
    /** The turns that follow start from the machine as it stands now. */
    void begin();

    /** Whether the step ends after this core's turn. */
    boolean after(int actor);
}
