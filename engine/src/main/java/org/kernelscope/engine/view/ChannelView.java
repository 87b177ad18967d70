/* A thread's channel as the views show it. */
package org.kernelscope.engine.view;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a thread takes messages, and what it is about with its own.
 *
 * @param owner the thread's number
 * @param name the thread's
 * @param mode what the owner is doing
 * @param partner whom it sends to, calls, serves, or alone receives from
 * @param senders threads that wait to be received from, the first first
 * @param message what the owner wants to send
 * @param notification the bits that have arrived and were not yet taken
 * @param changed whether it differs from the previous stop
 */
public record ChannelView(
        int owner,
        String name,
        Mode mode,
        OptionalInt partner,
        List<Integer> senders,
        Optional<Message> message,
        int notification,
        boolean changed) {
    public ChannelView {
        senders = List.copyOf(senders);
    }

    /** What a thread is about with messages. */
    public enum Mode {
        IDLE,
        SENDING,
        RECEIVING,
        /** Has sent and waits for the reply. */
        CALLING,
        /** Has received a call and not yet replied. */
        REPLYING
    }

    /**
     * Words on their way.
     *
     * @param words how many
     * @param head the first of them, at most four
     * @param grant linear address of the page that moves with them
     */
    public record Message(int words, List<Integer> head, OptionalInt grant) {
        public Message {
            head = List.copyOf(head);
        }
    }
}
