/* Reads the bounded buffers. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.guest.Place;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.engine.view.BufferView;

/** All buffers, used or not. */
final class BufferReader {
    private final Guest guest;
    private final QueueReader queues;

    BufferReader(Guest guest, QueueReader queues) {
        this.guest = guest;
        this.queues = queues;
    }

    List<BufferView> read() throws Unreadable {
        Place all = guest.variable("buffers");
        List<BufferView> buffers = new ArrayList<>();
        for (int index = 0; index < all.count(); index++) {
            buffers.add(buffer(index, all.at(index)));
        }
        return buffers;
    }

    private BufferView buffer(int index, Place place) throws Unreadable {
        Place ring = place.member("values");
        int capacity = ring.count();
        int head = place.member("head").word();
        int count = place.member("count").word();
        if (capacity == 0 || head < 0 || count < 0 || count > capacity) {
            throw new Unreadable("buffer " + index + " has " + count + " values from " + head + " on");
        }
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(ring.at((head + i) % capacity).word());
        }
        return new BufferView(
                index,
                values,
                capacity,
                queues.threads(place.member("not_full").member("waiting")),
                queues.threads(place.member("not_empty").member("waiting")));
    }
}
