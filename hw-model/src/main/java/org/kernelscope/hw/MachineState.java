/* Whether a machine goes on, and if not, why. */
package org.kernelscope.hw;

/** What a machine as a whole is doing between two turns. */
public sealed interface MachineState {
    /** At least one core will have another turn. */
    record Running() implements MachineState {}

    /** No core can ever run again: all are halted or wait for a start-up, and no timer or interrupt is on its way. */
    record Idle() implements MachineState {}

    /**
     * The guest ended through the debug-exit port.
     *
     * @param code what QEMU's isa-debug-exit would hand to its caller: the written value × 2 + 1
     */
    record Exited(int code) implements MachineState {}

    /**
     * A core met a fault while it delivered a double fault (SDM 3A, 6.15).
     *
     * @param core which
     */
    record ShutDown(int core) implements MachineState {}

    /**
     * The guest pulsed the reset line, through the keyboard controller, port 0x92 or port 0xCF9.
     *
     * @param core which asked
     */
    record ResetRequested(int core) implements MachineState {}

    /**
     * The guest switched the machine off, through the power management registers.
     *
     * @param core which did
     */
    record PoweredOff(int core) implements MachineState {}
}
