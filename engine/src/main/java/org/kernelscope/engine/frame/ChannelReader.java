/* Reads the channels of threads: who sends what to whom. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.guest.Place;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.engine.view.ChannelView;
import org.kernelscope.engine.view.ChannelView.Message;
import org.kernelscope.engine.view.ChannelView.Mode;
import org.kernelscope.engine.view.ThreadView;

/** The words of a message are read where its sender keeps them. */
final class ChannelReader {
    private static final int HEAD = 4;

    private static final List<Mode> MODES = List.of(Mode.values());

    private final Guest guest;
    private final Tables tables;
    private final QueueReader queues;

    ChannelReader(Guest guest, Tables tables, QueueReader queues) {
        this.guest = guest;
        this.tables = tables;
        this.queues = queues;
    }

    List<ChannelView> read(List<ThreadView> threads, List<ChannelView> before) throws Unreadable {
        List<ChannelView> channels = new ArrayList<>();
        for (ThreadView thread : threads) {
            Place place = guest.variable("channels").at(thread.id());
            boolean talks = place.member("open").word() != 0;
            if (talks && thread.state() != ThreadView.State.DEAD) {
                Optional<ChannelView> old = before.stream()
                        .filter(channel -> channel.owner() == thread.id())
                        .findFirst();
                ChannelView now = channel(thread, place, false);
                boolean changed =
                        !before.isEmpty() && !old.map(ChannelReader::unmarked).equals(Optional.of(now));
                channels.add(changed ? marked(now, true) : now);
            }
        }
        return channels;
    }

    private ChannelView channel(ThreadView thread, Place place, boolean changed) throws Unreadable {
        int number = place.member("mode").word();
        if (number < 0 || number >= MODES.size()) {
            throw new Unreadable("channel " + thread.id() + " has the mode " + number);
        }
        Mode mode = MODES.get(number);
        int partner = place.member("partner").word();
        boolean named = mode != Mode.IDLE
                && partner >= 0
                && partner < guest.variable("channels").count();
        Place senders = place.member("senders");
        boolean anybody =
                senders.member("head").word() != guest.variable("threads").count();
        return new ChannelView(
                thread.id(),
                thread.name(),
                mode,
                named ? OptionalInt.of(partner) : OptionalInt.empty(),
                anybody ? queues.threads(senders) : List.of(),
                message(thread, mode, place.member("outgoing")),
                guest.variable("notifications").at(thread.id()).member("word").word(),
                changed);
    }

    private Optional<Message> message(ThreadView thread, Mode mode, Place outgoing) throws Unreadable {
        if (mode != Mode.SENDING && mode != Mode.CALLING) {
            return Optional.empty();
        }
        int words = outgoing.member("words").word();
        int grant = outgoing.member("grant").word();
        int address = outgoing.member("address").word();
        List<Integer> head = new ArrayList<>();
        for (int i = 0; i < Math.min(words, HEAD); i++) {
            word(thread, address + i * Integer.BYTES).ifPresent(head::add);
        }
        return Optional.of(new Message(words, head, grant == 0 ? OptionalInt.empty() : OptionalInt.of(grant)));
    }

    private OptionalInt word(ThreadView thread, int address) throws Unreadable {
        if (thread.space().isEmpty()) {
            return OptionalInt.of(guest.word(address));
        }
        int directory = guest.variable("spaces")
                .at(thread.space().getAsInt())
                .member("directory")
                .word();
        return tables.word(directory, address);
    }

    private static ChannelView unmarked(ChannelView view) {
        return marked(view, false);
    }

    private static ChannelView marked(ChannelView view, boolean changed) {
        return new ChannelView(
                view.owner(),
                view.name(),
                view.mode(),
                view.partner(),
                view.senders(),
                view.message(),
                view.notification(),
                changed);
    }
}
