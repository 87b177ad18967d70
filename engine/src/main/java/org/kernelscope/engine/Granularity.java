/* How far one step goes. */
package org.kernelscope.engine;

/** The three step sizes of the transport bar. */
public enum Granularity {
    /** One turn of the machine. */
    INSTRUCTION,
    /** Until a core reaches another source line. */
    LINE,
    /** Until the next kernel event. */
    EVENT
}
