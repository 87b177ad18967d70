/** The past of a machine: checkpoints to go back to, and the log of what is known of the run. */
package org.kernelscope.engine.history;
