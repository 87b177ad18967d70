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
import org.kernelscope.hw.Topology;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Private caches under the MESI protocol (SDM 3A, 12.4) and a last-level cache for each package, where the hardware has
 * one. Timing and statistics only: data always lives in RAM. Write-backs happen in the background and cost nothing.
 *
 * <p>What comes from another package costs by the distance to it ({@link Topology}). A clean line that only other packages
 * hold comes from the memory of its home, as MESI has no one who would answer for it.
 *
 * <p>Every transfer or upgrade of a line is served at the line's home, one after another: a core that asks while the
 * home is busy waits until those before it have been served. This is why many cores that re-read one line after a write
 * wait in proportion to their number (Boyd-Wickizer et al., Non-scalable locks are dangerous, 2012). Requests for
 * different lines proceed side by side, but those of one home package begin one after another, as where one point orders
 * all its snoops.
 *
 * <p>A plain store that misses goes on in the {@link StoreBuffer}; its core waits only where a later locked operation or
 * a fence needs it done. Whoever else wants the line queues behind it, and what its own core does to the line
 * meanwhile is done as soon as the line is there, before anyone else's turn.
 */
public final class CacheSystem {
    private static final int MOST_BUFFERS = 1024;
    public static final int LINE_BYTES = 64;

    private static final int HOMES = 256;
    private static final Mesi[] STATES = {Mesi.INVALID, Mesi.SHARED, Mesi.EXCLUSIVE, Mesi.MODIFIED};

    private final CacheCosts costs;
    private final int firstLevel;
    private final Topology topology;
    private final LineListener listener;
    private final PhysicalMemory tags;
    private final PrivateCache[] own;
    private final Holders holders;
    private final long[] busyUntil = new long[HOMES];
    private final long[] orderedUntil;
    private final StoreBuffer[] stores;
    private final Traffic[] traffic;
    private LineGuard guard = (core, line) -> {};

    /** Empty caches as the profile describes them. */
    public CacheSystem(int cores, HardwareProfile profile, LineListener listener) throws ImageException {
        this.listener = listener;
        topology = Topology.from(cores, profile);
        orderedUntil = new long[topology.packages()];
        costs = CacheCosts.from(profile, topology);
        firstLevel = costs.firstLevel();
        CacheGeometry first = CacheGeometry.from(profile, "l1");
        CacheGeometry second = CacheGeometry.from(profile, "l2");
        CacheGeometry last = CacheGeometry.from(profile, "llc");
        if (!first.present()) {
            throw new ImageException("profile " + profile.name() + ": the model needs an L1 cache");
        }
        int buffers = profile.value("store.misses");
        if (buffers < 1 || buffers > MOST_BUFFERS) {
            throw new ImageException(
                    "profile " + profile.name() + ": store.misses must be 1 to " + MOST_BUFFERS + ", not " + buffers);
        }
        int each = first.tagBytes() + second.tagBytes();
        int packages = last.present() ? topology.packages() : 0;
        int bytes = cores * each + packages * last.tagBytes();
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
        TagArray[] shared = new TagArray[packages];
        for (int number = 0; number < packages; number++) {
            shared[number] = new TagArray(tags, cores * each + number * last.tagBytes(), last);
        }
        boolean inclusive = last.present() && profile.value("llc.inclusive") != 0;
        holders = new Holders(topology, own, shared, inclusive);
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

    /** Counts accesses that hit a core's first-level cache; fewer than none takes them back. */
    public void count(int core, long hits) {
        traffic[core].hits += hits;
    }

    /** How many accesses hit a core's first-level cache so far. */
    public long hits(int core) {
        return traffic[core].hits;
    }

    /** Whether a line is the latest used of its set in a core's first-level cache: reading it changes nothing but hits. */
    public boolean latest(int core, int line) {
        return own[core].latest(line) != INVALID;
    }

    /** Who hears of every line that a core is about to ask others for, and of every line that a core is about to lose. */
    public void guard(LineGuard next) {
        guard = next;
        holders.guard(next);
    }

    /**
     * As {@link org.kernelscope.hw.cpu.Environment#access}. A line that was the latest used of its set, to be read in any
     * state or written when it is modified, costs an L1 hit and changes nothing but the count of hits.
     */
    public int access(int core, int physical, Access kind, long now) {
        int line = physical & -LINE_BYTES;
        int state = own[core].latest(line);
        if (state == MODIFIED ? kind != Access.LOCKED : state != INVALID && kind == Access.READ) {
            traffic[core].hits++;
            return firstLevel;
        }
        return search(core, line, kind, now);
    }

    private int search(int core, int line, Access kind, long now) {
        Traffic mine = traffic[core];
        int state = own[core].useFirst(line);
        if (kind == Access.LOCKED) {
            mine.locked++;
        }
        if (state == MODIFIED || state != INVALID && kind == Access.READ) {
            mine.hits++;
            return kind == Access.LOCKED ? drain(core, now) + firstLevel : firstLevel;
        }
        mine.firstMisses += state == INVALID ? 1 : 0;
        return beyondFirstLevel(core, line, kind, now, state);
    }

    private int beyondFirstLevel(int core, int line, Access kind, long now, int inFirst) {
        PrivateCache cache = own[core];
        int state = inFirst == INVALID ? cache.useSecond(line) : inFirst;
        int near = inFirst == INVALID ? costs.secondLevel() : firstLevel;
        boolean write = kind != Access.READ;
        if (state == INVALID || state == SHARED && write) {
            guard.moves(core, line);
            if (!stores[core].holds(line, now)) {
                return atHome(core, line, kind, now, state);
            }
            near = firstLevel;
        }
        if (write && state == EXCLUSIVE) {
            cache.modifyFirst(line);
        }
        traffic[core].hits += near == firstLevel ? 1 : 0;
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
        int node = topology.home(line);
        long ordered = Math.max(now, orderedUntil[node]);
        orderedUntil[node] = ordered + costs.order();
        long start = Math.max(ready, Math.max(ordered, busyUntil[home]));
        boolean write = kind != Access.READ;
        holders.find(core, line);
        int source = source(write);
        int cost = cost(core, state, write, node);
        holders.take(core, line, write, state, traffic);
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

    private int source(boolean write) {
        if (holders.other >= 0 && (holders.owned || write)) {
            return holders.other;
        }
        if (holders.inPackage() || holders.beside < 0 && holders.modifiedAt >= 0) {
            return MachineEvent.FROM_SHARED_CACHE;
        }
        return holders.beside >= 0 ? holders.beside : MachineEvent.FROM_MEMORY;
    }

    /** Cycles until the line is there or may be written, once its home serves the request; counts where it came from. */
    private int cost(int core, int state, boolean write, int node) {
        Traffic mine = traffic[core];
        int release = write && holders.elsewhere() ? costs.upgrade().at(holders.furthest) : 0;
        if (state == SHARED) {
            return Math.max(release, costs.upgrade().here());
        }
        mine.lastReferences++;
        mine.lastMisses += holders.inPackage() ? 0 : 1;
        if (holders.owned) {
            mine.transfers++;
            int distance = topology.between(core, holders.other);
            return (holders.otherState == MODIFIED ? costs.transfer() : costs.upgrade()).at(distance);
        }
        if (holders.inPackage()) {
            mine.sharedHits++;
            return Math.max(release, costs.lastLevel());
        }
        if (holders.beside >= 0) {
            mine.transfers++;
            return Math.max(release, costs.upgrade().here());
        }
        if (holders.modifiedAt >= 0) {
            mine.transfers++;
            return costs.transfer().at(holders.modifiedAt);
        }
        mine.memoryReads++;
        return Math.max(release, costs.memory().at(topology.distance(topology.packageOf(core), node)));
    }

    private static int home(int line) {
        int number = line / LINE_BYTES;
        return (number ^ number >>> 8) & HOMES - 1;
    }

    /** Where a line is; changes nothing. */
    public LineState line(int physical) {
        int line = physical & -LINE_BYTES;
        List<Mesi> states = new ArrayList<>(own.length);
        for (PrivateCache cache : own) {
            states.add(STATES[cache.peek(line)]);
        }
        return new LineState(line, List.copyOf(states), holders.inAnyPackage(line));
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
        for (long time : orderedUntil) {
            out.putLong(time);
        }
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
            busyUntil[home] = in.getTimeNear();
        }
        for (int node = 0; node < orderedUntil.length; node++) {
            orderedUntil[node] = in.getTimeNear();
        }
        for (StoreBuffer each : stores) {
            each.load(in);
        }
        for (Traffic each : traffic) {
            each.load(in);
        }
    }
}
