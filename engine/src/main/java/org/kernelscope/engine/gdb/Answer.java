/* What a session says to one packet. */
package org.kernelscope.engine.gdb;

import java.util.List;

/**
 * The packets of an answer in order, and how it goes on.
 *
 * @param packets bodies, each character one byte; an empty body says that the request is not known
 */
record Answer(List<String> packets, Next next) {
    /** What follows the answer. */
    enum Next {
        GO_ON,
        /** Packets are acknowledged no longer. */
        TRUST_THE_LINE,
        /** The client is done, the machine stands where it is. */
        DETACH,
        /** The machine is done too. */
        KILL
    }

    static final Answer UNKNOWN = of("");
    static final Answer FINE = of("OK");
    /** The packet is not understood, or cannot be obeyed. */
    static final Answer REFUSED = of("E01");
    /** There is no memory: EFAULT. */
    static final Answer NO_MEMORY = of("E0e");

    Answer {
        packets = List.copyOf(packets);
    }

    static Answer of(String... packets) {
        return new Answer(List.of(packets), Next.GO_ON);
    }

    Answer then(Next following) {
        return new Answer(packets, following);
    }
}
