/**
 * The window. {@link org.kernelscope.app.window.Window} opens it, {@link org.kernelscope.app.window.WindowModel} is what
 * it shows, {@link org.kernelscope.app.window.Actions} what it can do, {@link org.kernelscope.app.window.WindowView} how
 * it is laid out.
 */
package org.kernelscope.app.window;
