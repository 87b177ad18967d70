/* What the package of random attacks is for. */
/**
 * Random input for everything that takes input from outside, guests included.
 *
 * <p>{@link org.kernelscope.engine.fuzz.FuzzTargets} is the list of what is attacked,
 * {@link org.kernelscope.engine.fuzz.Fuzzer} gives each case a seed that determines it, and tells which seeds failed.
 */
package org.kernelscope.engine.fuzz;
