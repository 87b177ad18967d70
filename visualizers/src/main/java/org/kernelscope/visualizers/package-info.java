/** Diagrams as pure functions from a frame to a drawing, and what draws, writes and prints them. */
package org.kernelscope.visualizers;
