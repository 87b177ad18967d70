/** What the kernel is doing, folded from what the machine reports: phases of cores, holders and waiters of locks. */
package org.kernelscope.engine.model;
