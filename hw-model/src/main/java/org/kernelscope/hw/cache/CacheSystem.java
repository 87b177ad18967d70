/* The machine's caches and what coherence between them costs. */
package org.kernelscope.hw.cache;

import static org.kernelscope.hw.cache.TagArray.EXCLUSIVE;
import static org.kernelscope.hw.cache.TagArray.INVALID;
import static org.kernelscope.hw.cache.TagArray.MODIFIED;
import static org.kernelscope.hw.cache.TagArray.SHARED;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.hw.CoreState.Counters;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.LineState;
import org.kernelscope.hw.LineState.Mesi;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Private caches under the MESI protocol (SDM 3A, 12.4) and one shared cache that includes them. Timing and statistics
 * only: data always lives in RAM. Write-backs happen in the background and cost nothing.
 *
 * <p>Every transfer or upgrade of a line is served at the line's home, one after another: a core that asks while the
 * home is busy waits until those before it have been served. This is why many cores that re-read one line after a write
 * wait in proportion to their number (Boyd-Wickizer et al., Non-scalable locks are dangerous, 2012). Requests for
 * different lines proceed side by side, but begin one after another, as where one point orders all snoops.
 *
 * <p>A plain store that misses goes on in the {@link StoreBuffer}; its core waits only where a later locked operation or
 * a fence needs it done. Whoever else wants the line queues behind it, and what its own core does to the line
 * meanwhile is done as soon as the line is there, before anyone else's turn.
 */
public final class CacheSystem {
    private static final int MOST_BUFFERS = 1024;
    public static final int LINE_BYTES = 64;

    private static final int HOMES = 256;
    private static final int[] NO_SOURCES = {MachineEvent.FROM_SHARED_CACHE, MachineEvent.FROM_MEMORY};
    private static final Mesi[] STATES = {Mesi.INVALID, Mesi.SHARED, Mesi.EXCLUSIVE, Mesi.MODIFIED};

    private final int cores;
    private final CacheCosts costs;
    private final LineListener listener;
    private final PhysicalMemory tags;
    private final PrivateCache[] own;
    private final TagArray shared;
    private final long[] busyUntil = new long[HOMES];
    private long orderedUntil;
    private final StoreBuffer[] stores;
    private final Traffic[] traffic;

    /** Empty caches as the profile describes them. */
    public CacheSystem(int cores, HardwareProfile profile, LineListener listener) throws ImageException {
        this.cores = cores;
        this.listener = listener;
        costs = CacheCosts.from(profile);
        CacheGeometry first = CacheGeometry.from(profile, "l1");
        CacheGeometry second = CacheGeometry.from(profile, "l2");
        CacheGeometry last = CacheGeometry.from(profile, "llc");
        if (!first.present() || !last.present()) {
            throw new ImageException("profile " + profile.name() + ": the model needs an L1 and a shared cache");
        }
        int buffers = profile.value("store.misses");
        if (buffers < 1 || buffers > MOST_BUFFERS) {
            throw new ImageException(
                    "profile " + profile.name() + ": store.misses must be 1 to " + MOST_BUFFERS + ", not " + buffers);
        }
        int each = first.tagBytes() + second.tagBytes();
        int bytes = cores * each + last.tagBytes();
        tags = new PhysicalMemory((bytes + PhysicalMemory.PAGE_BYTES - 1) & -PhysicalMemory.PAGE_BYTES);
        own = new PrivateCache[cores];
        stores = new StoreBuffer[cores];
        traffic = new Traffic[cores];
        for (int core = 0; core < cores; core++) {
            TagArray inner = new TagArray(tags, core * each, first);
            own[core] = second.present()
                    ? new PrivateCache(inner, new TagArray(tags, core * each + first.tagBytes(), second))
                    : new PrivateCache(inner);
            stores[core] = new StoreBuffer(buffers);
            traffic[core] = new Traffic();
        }
        shared = new TagArray(tags, cores * each, last);
    }

    /** The paged memory that holds all tags. */
    public PhysicalMemory tags() {
        return tags;
    }

    /** Where the tags of a core's first-level cache are. */
    public FirstLevel firstLevel(int core) {
        return own[core].first(costs.firstLevel());
    }

    /**
     * An access that costs a hit of the first-level cache and is not counted; does nothing where it would cost more.
     *
     * @return whether it was done
     */
    public boolean usesFirst(int core, int physical, boolean write) {
        int line = physical & -LINE_BYTES;
        int state = own[core].peekFirst(line);
        if (state == INVALID || write && state == SHARED) {
            return false;
        }
        own[core].useFirst(line);
        if (write && state == EXCLUSIVE) {
            own[core].modifyFirst(line);
        }
        return true;
    }

    /** Counts accesses that hit a core's first-level cache. */
    public void count(int core, int hits) {
        traffic[core].hits += hits;
    }

    /** As {@link org.kernelscope.hw.cpu.Environment#access}. */
    public int access(int core, int physical, Access kind, long now) {
        int line = physical & -LINE_BYTES;
        Traffic mine = traffic[core];
        int state = own[core].useFirst(line);
        if (kind == Access.LOCKED) {
            mine.locked++;
        }
        if (state == MODIFIED || state != INVALID && kind == Access.READ) {
            mine.hits++;
            return kind == Access.LOCKED ? drain(core, now) + costs.firstLevel() : costs.firstLevel();
        }
        return beyondFirstLevel(core, line, kind, now, state);
    }

    private int beyondFirstLevel(int core, int line, Access kind, long now, int inFirst) {
        PrivateCache cache = own[core];
        int state = inFirst == INVALID ? cache.useSecond(line) : inFirst;
        int near = inFirst == INVALID ? costs.secondLevel() : costs.firstLevel();
        boolean write = kind != Access.READ;
        if (state == INVALID || state == SHARED && write) {
            if (!stores[core].holds(line, now)) {
                return atHome(core, line, kind, now, state);
            }
            near = costs.firstLevel();
        }
        if (write && state == EXCLUSIVE) {
            cache.modifyFirst(line);
        }
        traffic[core].hits += near == costs.firstLevel() ? 1 : 0;
        return kind == Access.LOCKED ? drain(core, now) + near : near;
    }

    /** Cycles until all of a core's stores have committed, which a locked operation or a fence waits for. */
    public int drain(int core, long now) {
        return (int) (stores[core].drained(now) - now);
    }

    private int atHome(int core, int line, Access kind, long now, int state) {
        int home = home(line);
        long ready = switch (kind) {
            case READ -> now;
            case WRITE -> stores[core].free(now);
            case LOCKED -> stores[core].drained(now);
        };
        long ordered = Math.max(now, orderedUntil);
        orderedUntil = ordered + costs.order();
        long start = Math.max(ready, Math.max(ordered, busyUntil[home]));
        boolean write = kind != Access.READ;
        int other = holder(core, line);
        boolean owned = other >= 0 && own[other].peek(line) != SHARED;
        boolean inShared = shared.use(line) != INVALID;
        int source = other >= 0 && (owned || write) ? other : NO_SOURCES[inShared ? 0 : 1];
        int cost;
        if (state == SHARED) {
            cost = costs.upgrade();
        } else if (owned) {
            cost = own[other].peek(line) == MODIFIED ? costs.transfer() : costs.upgrade();
            traffic[core].transfers++;
        } else if (inShared) {
            cost = write && other >= 0 ? Math.max(costs.lastLevel(), costs.upgrade()) : costs.lastLevel();
            traffic[core].sharedHits++;
        } else {
            cost = costs.memory();
            traffic[core].memoryReads++;
        }
        if (owned || write) {
            release(core, line, write);
        }
        settle(core, line, state, write ? MODIFIED : other >= 0 ? SHARED : EXCLUSIVE, inShared);
        boolean buffered = kind == Access.WRITE;
        long done = buffered ? stores[core].add(line, start + cost) : start + cost;
        busyUntil[home] = done;
        int waited = cycles(now, buffered ? ready : done);
        traffic[core].stallCycles += waited;
        listener.moved(core, line, source, kind, cycles(now, done));
        return waited;
    }

    private static int cycles(long from, long to) {
        return (int) Math.min(Integer.MAX_VALUE / 2, to - from);
    }

    /** The other cores give the line up, or, for a read, keep it shared. */
    private void release(int core, int line, boolean write) {
        for (int other = 0; other < cores; other++) {
            int state = other == core ? INVALID : own[other].peek(line);
            if (state == INVALID) {
                continue;
            }
            if (state == MODIFIED) {
                shared.change(line, MODIFIED);
            }
            own[other].change(line, write ? INVALID : SHARED);
            traffic[other].invalidations += write ? 1 : 0;
        }
    }

    /** The requesting core and the shared cache take the line in. */
    private void settle(int core, int line, int before, int after, boolean inShared) {
        if (before != INVALID) {
            own[core].change(line, after);
            return;
        }
        if (!inShared) {
            int evicted = shared.insert(line, EXCLUSIVE);
            for (int other = 0; other < cores && evicted != 0; other++) {
                own[other].change(evicted & -LINE_BYTES, INVALID);
            }
        }
        int evicted = own[core].fill(line, after);
        if ((evicted & TagArray.STATE) == MODIFIED) {
            shared.change(evicted & -LINE_BYTES, MODIFIED);
        }
    }

    private int holder(int core, int line) {
        for (int other = 0; other < cores; other++) {
            if (other != core && own[other].peek(line) != INVALID) {
                return other;
            }
        }
        return -1;
    }

    private static int home(int line) {
        int number = line / LINE_BYTES;
        return (number ^ number >>> 8) & HOMES - 1;
    }

    /** Where a line is; changes nothing. */
    public LineState line(int physical) {
        int line = physical & -LINE_BYTES;
        List<Mesi> states = new ArrayList<>(cores);
        for (PrivateCache cache : own) {
            states.add(STATES[cache.peek(line)]);
        }
        return new LineState(line, List.copyOf(states), shared.peek(line) != INVALID);
    }

    /** One core's statistics so far. */
    public Counters counters(int core) {
        return traffic[core].counters();
    }

    /** Writes all but the tags. */
    public void save(StateWriter out) {
        for (long time : busyUntil) {
            out.putLong(time);
        }
        out.putLong(orderedUntil);
        for (StoreBuffer each : stores) {
            each.save(out);
        }
        for (Traffic each : traffic) {
            each.save(out);
        }
    }

    /** Reads what {@link #save} wrote. */
    public void load(StateReader in) throws ImageException {
        for (int home = 0; home < HOMES; home++) {
            busyUntil[home] = in.getTime();
        }
        orderedUntil = in.getTime();
        for (StoreBuffer each : stores) {
            each.load(in);
        }
        for (Traffic each : traffic) {
            each.load(in);
        }
    }
}
