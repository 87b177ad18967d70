/** What the window remembers from one start to the next, and the file it is kept in. */
package org.kernelscope.app.settings;
