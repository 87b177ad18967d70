/** Lessons as folders of text: loading, running and checking them. */
package org.kernelscope.lessons;
