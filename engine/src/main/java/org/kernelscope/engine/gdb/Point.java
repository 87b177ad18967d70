/* A place at which gdb wants the machine to stop. */
package org.kernelscope.engine.gdb;

/**
 * One breakpoint or watchpoint as gdb set it.
 *
 * @param kind what it waits for
 * @param address linear address
 * @param length bytes that are watched; of a breakpoint, what gdb said
 */
record Point(Kind kind, int address, int length) {
    /** In the order of the digits of the packets Z and z. */
    enum Kind {
        SOFTWARE_BREAKPOINT("swbreak"),
        HARDWARE_BREAKPOINT("hwbreak"),
        WRITE("watch"),
        READ("rwatch"),
        ACCESS("awatch");

        private final String reply;

        Kind(String reply) {
            this.reply = reply;
        }

        /** The word for it in a stop reply. */
        String reply() {
            return reply;
        }

        boolean breakpoint() {
            return this == SOFTWARE_BREAKPOINT || this == HARDWARE_BREAKPOINT;
        }
    }
}
