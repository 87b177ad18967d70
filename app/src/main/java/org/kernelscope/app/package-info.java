/** The desktop application and the command line. */
package org.kernelscope.app;
