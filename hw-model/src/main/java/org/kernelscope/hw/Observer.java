/* The one seam through which a machine tells what it does. */
package org.kernelscope.hw;

/** Receives a machine's events as they happen, on the thread that runs the machine; must not call back into it. */
@FunctionalInterface
public interface Observer {
    void saw(MachineEvent event);
}
