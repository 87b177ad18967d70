/* What the fold knows of messages, notifications and buffers. */
package org.kernelscope.engine.model;

import org.kernelscope.engine.event.KernelEvent.BufferGot;
import org.kernelscope.engine.event.KernelEvent.BufferPut;
import org.kernelscope.engine.event.KernelEvent.MessageReceived;
import org.kernelscope.engine.event.KernelEvent.MessageSent;
import org.kernelscope.engine.event.KernelEvent.Notified;
import org.kernelscope.engine.guest.Unreadable;

/**
 * The topic of threads that talk to each other.
 *
 * @param begun whether any thread ever sent, received, notified, put or got
 */
public record MessagesTrack(boolean begun) {
    static final MessagesTrack AT_POWER_ON = new MessagesTrack(false);
    private static final MessagesTrack BEGUN = new MessagesTrack(true);

    MessagesTrack sent(Call call, Surroundings at) throws Unreadable {
        int words =
                at.guest().struct(call.argument(1), "message").member("words").word();
        int from = ThreadsTrack.running(call.core(), at);
        at.happened(new MessageSent(at.step(), at.time(call.core()), call.core(), from, call.argument(0), words));
        return BEGUN;
    }

    MessagesTrack waits(Call call, Surroundings at) {
        return BEGUN;
    }

    MessagesTrack received(Call call, Surroundings at) throws Unreadable {
        return call.result() < 0 ? this : arrived(call, at.guest().word(call.argument(2)), at);
    }

    MessagesTrack answered(Call call, Surroundings at) throws Unreadable {
        return call.result() < 0 ? this : arrived(call, call.argument(0), at);
    }

    private MessagesTrack arrived(Call call, int from, Surroundings at) throws Unreadable {
        int to = ThreadsTrack.running(call.core(), at);
        at.happened(new MessageReceived(at.step(), at.time(call.core()), call.core(), from, to, call.result()));
        return this;
    }

    MessagesTrack notified(Call call, Surroundings at) throws Unreadable {
        if (call.result() == 0) {
            int from = ThreadsTrack.running(call.core(), at);
            at.happened(new Notified(
                    at.step(), at.time(call.core()), call.core(), from, call.argument(0), call.argument(1)));
        }
        return BEGUN;
    }

    MessagesTrack put(Call call, Surroundings at) {
        if (call.result() == 0) {
            at.happened(
                    new BufferPut(at.step(), at.time(call.core()), call.core(), call.argument(0), call.argument(1)));
        }
        return this;
    }

    MessagesTrack got(Call call, Surroundings at) throws Unreadable {
        if (call.result() == 0) {
            int value = at.guest().word(call.argument(1));
            at.happened(new BufferGot(at.step(), at.time(call.core()), call.core(), call.argument(0), value));
        }
        return this;
    }
}
