/* A statement about the shape of a benchmark's results, judged. */
package org.kernelscope.engine.bench;

/**
 * A judged statement.
 *
 * @param statement what is expected, in words
 * @param holds whether the results agree
 * @param found the figures that decided
 */
public record Check(String statement, boolean holds, String found) {}
