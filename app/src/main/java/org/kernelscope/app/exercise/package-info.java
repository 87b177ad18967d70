/** What the window and the command line share about exercises. */
package org.kernelscope.app.exercise;
