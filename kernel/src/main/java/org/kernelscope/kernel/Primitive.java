/* One function that a layer offers. */
package org.kernelscope.kernel;

/**
 * One function that a layer offers to the layers above it.
 *
 * @param file the header
 * @param line where its declaration begins, from 1
 * @param prototype the declaration on one line, without its semicolon or body
 * @param sentence the first sentence of its contract; empty where it has none
 */
public record Primitive(String file, int line, String prototype, String sentence) {}
