/** Everything between a machine and a person, with no window: playing, viewing, recording, measuring, grading. */
package org.kernelscope.engine;
