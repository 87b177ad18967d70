/* What the fold knows of frames, containers, page tables and shares. */
package org.kernelscope.engine.model;

import java.util.List;
import java.util.stream.IntStream;
import org.kernelscope.engine.event.KernelEvent.ContainerExited;
import org.kernelscope.engine.event.KernelEvent.ContainerRefused;
import org.kernelscope.engine.event.KernelEvent.ContainerSplit;
import org.kernelscope.engine.event.KernelEvent.FrameAllocated;
import org.kernelscope.engine.event.KernelEvent.FrameFreed;
import org.kernelscope.engine.event.KernelEvent.PageMapped;
import org.kernelscope.engine.event.KernelEvent.PageUnmapped;
import org.kernelscope.engine.event.KernelEvent.ShareChanged;
import org.kernelscope.engine.event.KernelEvent.Sharing;
import org.kernelscope.engine.event.KernelEvent.ShootdownDone;
import org.kernelscope.engine.event.KernelEvent.ShootdownSent;
import org.kernelscope.engine.event.KernelEvent.ShootdownServed;
import org.kernelscope.engine.guest.Place;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.hw.MachineEvent.Accessed;

/**
 * The topic of memory.
 *
 * @param begun whether the kernel ever gave out a frame
 * @param shooting a bit for each core that waits for others to forget pages
 * @param freeing the frame that was told as free last and whose last reference may still be dropped; 0 for none
 */
public record MemoryTrack(boolean begun, int shooting, int freeing) {
    static final MemoryTrack AT_POWER_ON = new MemoryTrack(false, 0, 0);

    /** By the kernel's numbers. */
    private static final List<Sharing> SHARING = List.of(Sharing.ENDED, Sharing.PENDING, Sharing.READY);

    private static final int WRITABLE = 2;
    private static final int ADDRESS = -4096;

    MemoryTrack allocated(Call call, Surroundings at) {
        if (call.result() != 0) {
            at.happened(
                    new FrameAllocated(at.step(), at.time(call.core()), call.core(), call.result(), call.argument(0)));
        }
        return new MemoryTrack(true, shooting, call.result() == freeing ? 0 : freeing);
    }

    MemoryTrack freed(Call call, Surroundings at) throws Unreadable {
        Place entry = at.guest().variable("frame_table").at(call.argument(0));
        int owner = entry.member("owner").word();
        at.happened(new FrameFreed(at.step(), at.time(call.core()), call.core(), call.argument(0), owner));
        return new MemoryTrack(begun, shooting, call.argument(0));
    }

    /** The last reference goes: the frame is free. */
    MemoryTrack dropped(Call call, Surroundings at) throws Unreadable {
        Place entry = at.guest().variable("frame_table").at(call.argument(0));
        boolean last = entry.member("references").word() == 1;
        return last && call.argument(0) != freeing ? freed(call, at) : this;
    }

    MemoryTrack split(Call call, Surroundings at) {
        if (call.result() >= 0) {
            at.happened(new ContainerSplit(
                    at.step(),
                    at.time(call.core()),
                    call.core(),
                    call.argument(0),
                    call.result(),
                    call.argument(1),
                    call.argument(2)));
        }
        return this;
    }

    MemoryTrack refused(Call call, Surroundings at) {
        if (call.result() == 0) {
            at.happened(new ContainerRefused(at.step(), at.time(call.core()), call.core(), call.argument(0)));
        }
        return this;
    }

    MemoryTrack ended(Call call, Surroundings at) {
        at.happened(new ContainerExited(at.step(), at.time(call.core()), call.core(), call.argument(0)));
        return this;
    }

    MemoryTrack mapped(Call call, Surroundings at) {
        if (call.result() == 0) {
            boolean writable = (call.argument(4) & WRITABLE) != 0;
            at.happened(new PageMapped(
                    at.step(),
                    at.time(call.core()),
                    call.core(),
                    call.argument(1),
                    call.argument(2) & ADDRESS,
                    call.argument(3),
                    writable));
        }
        return this;
    }

    MemoryTrack unmapped(Call call, Surroundings at) throws Unreadable {
        if (call.result() != 0) {
            at.happened(new PageUnmapped(
                    at.step(),
                    at.time(call.core()),
                    call.core(),
                    spaceOf(call.argument(0), at),
                    call.argument(1) & ADDRESS,
                    call.result()));
        }
        return this;
    }

    /** The space with this directory; -1 if none has it. */
    private static int spaceOf(int directory, Surroundings at) throws Unreadable {
        Place spaces = at.guest().variable("spaces");
        for (int id = 0; id < spaces.count(); id++) {
            if (spaces.at(id).member("directory").word() == directory) {
                return id;
            }
        }
        return -1;
    }

    MemoryTrack flushing(Call call, Surroundings at) throws Unreadable {
        Place request = at.guest().variable("shootdown_requests").at(call.core());
        int pages = request.member("count").word();
        List<Integer> others = cores(request.member("targets").word() & ~(1 << call.core()));
        if (pages == 0 || others.isEmpty()) {
            return this;
        }
        at.happened(new ShootdownSent(at.step(), at.time(call.core()), call.core(), others, pages));
        return new MemoryTrack(begun, shooting | 1 << call.core(), freeing);
    }

    MemoryTrack flushed(Call call, Surroundings at) {
        if ((shooting & 1 << call.core()) == 0) {
            return this;
        }
        long now = at.time(call.core());
        at.happened(new ShootdownDone(at.step(), now, call.core(), now - call.time()));
        return new MemoryTrack(begun, shooting & ~(1 << call.core()), freeing);
    }

    /** A core takes its bit out of the word in which another waits for answers. */
    void answered(Accessed access, Surroundings at) {
        long bit = 1L << access.core();
        if (access.before() - access.after() == bit && (access.before() & bit) != 0) {
            at.happened(new ShootdownServed(at.step(), at.time(access.core()), access.core()));
        }
    }

    private static List<Integer> cores(int mask) {
        return IntStream.range(0, Integer.SIZE)
                .filter(bit -> (mask & 1 << bit) != 0)
                .boxed()
                .toList();
    }

    MemoryTrack offered(Call call, Surroundings at) {
        if (call.result() > 0 && call.result() < SHARING.size()) {
            changed(call, SHARING.get(call.result()), at);
        }
        return this;
    }

    MemoryTrack unshared(Call call, Surroundings at) {
        if (call.result() == 0) {
            changed(call, Sharing.ENDED, at);
        }
        return this;
    }

    private static void changed(Call call, Sharing state, Surroundings at) {
        at.happened(new ShareChanged(
                at.step(), at.time(call.core()), call.core(), call.argument(0), call.argument(1), state));
    }
}
