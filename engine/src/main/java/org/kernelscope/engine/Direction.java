/* Which way a step goes in time. */
package org.kernelscope.engine;

/** Forwards or backwards. */
public enum Direction {
    FORWARD,
    BACKWARD
}
