/* What can come from a client. */
package org.kernelscope.engine.gdb;

/** One thing read from the line; that packets arrived well is not told, for nothing depends on it. */
sealed interface Message {
    /** A whole packet with the right checksum; each character is one byte of its body. */
    record Packet(String body) implements Message {}

    /** A packet that did not arrive as it was sent, or is longer than any that was allowed. */
    record Damaged() implements Message {}

    /** The client did not understand the latest packet. */
    record Again() implements Message {}

    /** The client sent the byte 3: it wants the machine to stop. */
    record Interrupt() implements Message {}

    /** The client is gone. */
    record Gone() implements Message {}
}
