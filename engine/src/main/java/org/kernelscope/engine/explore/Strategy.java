/* How one schedule decides where it has a choice. */
package org.kernelscope.engine.explore;

/** How one schedule decides where it has a choice. A strategy is good for one run. */
interface Strategy {
    /**
     * The core to go on with where the current one is about to touch shared memory: the current one, or any candidate.
     */
    int atPoint(Point point);

    /** The core to go on with where the current one waits, ended, or has gone on for too long: any candidate. */
    default int atWait(Point point) {
        return point.next();
    }

    /**
     * One moment of choice.
     *
     * @param step turns since power-on
     * @param ordinal how many such moments came before in this run, waits not counted
     * @param current the core that had the last turn
     * @param candidates bit set of the other cores that can run and have not ended
     * @param cores how many cores there are
     * @param direction 1 or -1: the way round in which cores follow one another
     */
    record Point(long step, int ordinal, int current, int candidates, int cores, int direction) {
        boolean isCandidate(int core) {
            return (candidates >>> core & 1) != 0;
        }

        /** The candidate that follows the current core, going round. */
        int next() {
            assert candidates != 0;
            int core = current;
            do {
                core = Math.floorMod(core + direction, cores);
            } while (!isCandidate(core));
            return core;
        }
    }
}
