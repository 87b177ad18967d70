/** Building frames: source places, locks and cores as the views show them. */
package org.kernelscope.engine.frame;
