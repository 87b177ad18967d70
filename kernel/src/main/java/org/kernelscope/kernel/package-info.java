/** Builds the kernel from its C sources and describes the image with names, types and lines. */
package org.kernelscope.kernel;
