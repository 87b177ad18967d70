/* What one core holds at one moment, as an immutable value. */
package org.kernelscope.hw;

import java.util.List;

/**
 * The visible state of a core, read by peeking.
 *
 * @param id core number, 0-based; also its local APIC id
 * @param activity whether it executes
 * @param registers EAX, ECX, EDX, EBX, ESP, EBP, ESI, EDI, in the encoding order of the SDM
 * @param eip offset of the next instruction in CS; {@link #linearEip} adds the base
 * @param linearEip linear address of the next instruction
 * @param eflags the flags register
 * @param segments selectors of ES, CS, SS, DS, FS, GS
 * @param cr0 control register 0
 * @param cr2 page-fault linear address
 * @param cr3 page-directory base
 * @param cr4 control register 4
 * @param privilege current privilege level, 0 to 3
 * @param clock the core's cycle counter
 * @param retired instructions completed by this core
 * @param counters what the core did and what its memory traffic cost so far
 */
public record CoreState(
        int id,
        Activity activity,
        List<Integer> registers,
        int eip,
        int linearEip,
        int eflags,
        List<Integer> segments,
        int cr0,
        int cr2,
        int cr3,
        int cr4,
        int privilege,
        long clock,
        long retired,
        Counters counters) {

    public static final int EAX = 0;
    public static final int ECX = 1;
    public static final int EDX = 2;
    public static final int EBX = 3;
    public static final int ESP = 4;
    public static final int EBP = 5;
    public static final int ESI = 6;
    public static final int EDI = 7;

    /** Whether a core executes instructions. */
    public enum Activity {
        RUNNING,
        /** After HLT, until an interrupt. */
        HALTED,
        /** After INIT, until a start-up IPI (SDM 3A, 10.4). */
        WAITING_FOR_STARTUP,
        /** After a triple fault. */
        SHUT_DOWN;

        private static final List<Activity> ALL = List.of(values());

        /** As saved states have it. */
        public int number() {
            return ALL.indexOf(this);
        }

        /** The activity with this number. */
        public static Activity at(int number) throws ImageException {
            if (number < 0 || number >= ALL.size()) {
                throw new ImageException("saved state names activity " + number + " of a core");
            }
            return ALL.get(number);
        }
    }

    /**
     * Memory traffic, translations and changes of control of one core since power-on.
     *
     * @param hits accesses that its L1 cache answered
     * @param sharedHits accesses that the shared last-level cache answered
     * @param transfers lines fetched from another core's cache
     * @param memoryReads lines fetched from RAM
     * @param invalidations lines this core lost because another wrote
     * @param locked locked read-modify-write operations
     * @param stallCycles cycles spent waiting for lines
     * @param firstMisses accesses whose line was not in the L1 cache
     * @param lastReferences requests for lines that went beyond the private caches
     * @param lastMisses those that the last-level cache of the package did not have, all where it has none
     * @param idleCycles cycles in which the core executed nothing: halted, waiting to be started or, where turns do not go by
     *     time, waiting for its turn
     * @param tlbMisses accesses and fetches whose page was in no translation buffer
     * @param codeTlbMisses those that were fetches
     * @param pageWalks walks through the page tables: for those, and to add a right or a mark to an entry
     * @param interrupts interrupts taken from the interrupt controller
     * @param exceptions handlers entered for a fault, a trap or an instruction such as INT
     * @param modeSwitches changes of ring
     */
    public record Counters(
            long hits,
            long sharedHits,
            long transfers,
            long memoryReads,
            long invalidations,
            long locked,
            long stallCycles,
            long firstMisses,
            long lastReferences,
            long lastMisses,
            long idleCycles,
            long tlbMisses,
            long codeTlbMisses,
            long pageWalks,
            long interrupts,
            long exceptions,
            long modeSwitches) {

        /** Memory traffic alone. */
        public Counters(
                long hits,
                long sharedHits,
                long transfers,
                long memoryReads,
                long invalidations,
                long locked,
                long stallCycles,
                long firstMisses,
                long lastReferences,
                long lastMisses) {
            this(
                    hits,
                    sharedHits,
                    transfers,
                    memoryReads,
                    invalidations,
                    locked,
                    stallCycles,
                    firstMisses,
                    lastReferences,
                    lastMisses,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0);
        }
    }
}
