/** What the window and the command line share about benchmarks. */
package org.kernelscope.app.bench;
