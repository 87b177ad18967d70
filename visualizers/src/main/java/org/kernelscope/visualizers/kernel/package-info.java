/** What the diagrams of the kernel have in common: a thread, a message and a page look alike in all of them. */
package org.kernelscope.visualizers.kernel;
