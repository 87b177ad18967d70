/* Which caches hold a line, and how a request changes that. */
package org.kernelscope.hw.cache;

import static org.kernelscope.hw.cache.TagArray.EXCLUSIVE;
import static org.kernelscope.hw.cache.TagArray.INVALID;
import static org.kernelscope.hw.cache.TagArray.MODIFIED;
import static org.kernelscope.hw.cache.TagArray.SHARED;

import org.kernelscope.hw.Topology;

/**
 * The private caches of all cores and the last-level cache of each package, if it has one, under MESI: a line is
 * modified or exclusive in the private caches of at most one core, and then no other package holds it. A last-level
 * cache either includes the private ones of its package, or takes in what they give up and loses what they take back.
 * Of its states only {@code MODIFIED} has a meaning: RAM is older.
 *
 * <p>{@link #find} says where a line is; {@link #take} then moves it. What the fields say holds between the two.
 */
final class Holders {
    private static final int NOWHERE = -1;

    private final int cores;
    private final Topology topology;
    private final PrivateCache[] own;
    private final TagArray[] last;
    private final boolean inclusive;
    private LineGuard guard = (core, line) -> {};

    /** A core that holds the line beside the one that asks, the first of them; negative if there is none. */
    int other;
    /** Whether that core has it exclusive or modified. */
    boolean owned;

    int otherState;
    /** The state in the last-level cache of the asking core's package. */
    int inLast;
    /** Another core of the package that holds it; negative if there is none. */
    int beside;
    /** The distance to the furthest other holder; negative if there is none. */
    int furthest;
    /** The distance to the last-level cache of another package that holds it modified; negative if there is none. */
    int modifiedAt;

    /**
     * All caches of a machine.
     *
     * @param last one for each package, or none
     * @param inclusive whether they include the private caches
     */
    Holders(Topology topology, PrivateCache[] own, TagArray[] last, boolean inclusive) {
        this.topology = topology;
        this.own = own;
        this.last = last;
        this.inclusive = inclusive;
        cores = own.length;
    }

    /** Who hears of lines that cores are about to lose because the last-level cache gives them up. */
    void guard(LineGuard next) {
        guard = next;
    }

    /** Looks for a line on behalf of a core; counts as a use of the last-level cache of its package. */
    void find(int core, int line) {
        other = NOWHERE;
        owned = false;
        otherState = INVALID;
        beside = NOWHERE;
        furthest = NOWHERE;
        modifiedAt = NOWHERE;
        findInCores(core, line);
        int mine = topology.packageOf(core);
        inLast = last.length == 0 ? INVALID : last[mine].use(line);
        for (int each = 0; each < last.length; each++) {
            int state = each == mine ? INVALID : last[each].peek(line);
            if (state != INVALID) {
                int distance = topology.distance(mine, each);
                furthest = Math.max(furthest, distance);
                modifiedAt = state == MODIFIED ? distance : modifiedAt;
            }
        }
    }

    private void findInCores(int core, int line) {
        boolean onePackage = topology.packages() == 1;
        for (int each = 0; each < cores; each++) {
            int state = each == core ? INVALID : own[each].peek(line);
            if (state == INVALID) {
                continue;
            }
            int distance = topology.between(core, each);
            furthest = Math.max(furthest, distance);
            beside = distance == Topology.HERE ? each : beside;
            if (other == NOWHERE) {
                other = each;
                otherState = state;
                owned = state != SHARED;
            }
            if (owned || onePackage) {
                return;
            }
        }
    }

    /** Whether the last-level cache of the package answers. */
    boolean inPackage() {
        return inLast != INVALID;
    }

    /** Whether any core or package holds the line beside the asking core and its package's last-level cache. */
    boolean elsewhere() {
        return furthest != NOWHERE;
    }

    /**
     * The core that {@link #find} was asked for gets the line.
     *
     * @param before its state there
     * @param traffic where lost lines are counted
     */
    void take(int core, int line, boolean write, int before, Traffic[] traffic) {
        boolean alone = !elsewhere();
        int taken = inLast == MODIFIED && !inclusive ? MODIFIED : EXCLUSIVE;
        if (owned || write) {
            releaseInCores(core, line, write, traffic);
        }
        releaseInPackages(topology.packageOf(core), line, write);
        if (before != INVALID) {
            own[core].change(line, MODIFIED);
            return;
        }
        fill(core, line, write ? MODIFIED : alone ? taken : SHARED);
    }

    /** The other cores give the line up, or, for a read, keep it shared. */
    private void releaseInCores(int core, int line, boolean write, Traffic[] traffic) {
        for (int each = 0; each < cores; each++) {
            int state = each == core ? INVALID : own[each].peek(line);
            if (state == INVALID) {
                continue;
            }
            if (state == MODIFIED && last.length > 0) {
                last[topology.packageOf(each)].change(line, MODIFIED);
            }
            own[each].change(line, write ? INVALID : SHARED);
            traffic[each].invalidations += write ? 1 : 0;
        }
    }

    /** The other packages give the line up, or, for a read, write it back; one that takes nothing in twice drops it. */
    private void releaseInPackages(int mine, int line, boolean write) {
        for (int each = 0; each < last.length; each++) {
            if (each != mine && write) {
                last[each].change(line, INVALID);
            } else if (each != mine && last[each].peek(line) == MODIFIED) {
                last[each].change(line, SHARED);
            }
        }
        if (inPackage() && !inclusive) {
            last[mine].change(line, INVALID);
        }
    }

    private void fill(int core, int line, int state) {
        int mine = topology.packageOf(core);
        if (last.length > 0 && inclusive && !inPackage()) {
            int evicted = last[mine].insert(line, EXCLUSIVE);
            if (evicted != 0) {
                guard.moves(core, evicted & -CacheSystem.LINE_BYTES);
            }
            for (int each = 0; each < cores && evicted != 0; each++) {
                if (topology.packageOf(each) == mine) {
                    own[each].change(evicted & -CacheSystem.LINE_BYTES, INVALID);
                }
            }
        }
        int evicted = own[core].fill(line, state);
        if (evicted != 0 && last.length > 0) {
            evict(last[mine], evicted & -CacheSystem.LINE_BYTES, evicted & TagArray.STATE);
        }
    }

    private void evict(TagArray to, int line, int state) {
        if (inclusive) {
            if (state == MODIFIED) {
                to.change(line, MODIFIED);
            }
        } else if (to.peek(line) == INVALID) {
            to.insert(line, state);
        }
    }

    /** Whether any last-level cache holds the line; changes nothing. */
    boolean inAnyPackage(int line) {
        for (TagArray each : last) {
            if (each.peek(line) != INVALID) {
                return true;
            }
        }
        return false;
    }
}
