/* Finds the blocks of code that belong together: what was executed of one page and is reached from one place. */
package org.kernelscope.hw.cpu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Control flow inside one page, as far as it was decoded. */
final class RegionFinder {
    private static final int OFFSET = PhysicalMemory.PAGE_BYTES - 1;

    /**
     * Instructions that are executed one after the other.
     *
     * @param eip of the first
     * @param ops at least one, of which only the last may transfer control or be left to the units
     */
    record Block(int eip, List<MicroOp> ops) {
        Block {
            ops = List.copyOf(ops);
        }

        /** Where control goes if nothing transfers it. */
        int end() {
            return eip + ops.stream().mapToInt(op -> op.length).sum();
        }

        MicroOp last() {
            return ops.getLast();
        }
    }

    private final MicroOp[] page;
    private final int most;
    private final int start;
    private final boolean quiet;
    private final TreeSet<Integer> leaders = new TreeSet<>();
    private int found;

    private RegionFinder(MicroOp[] page, int start, int most, boolean quiet) {
        this.page = page;
        this.start = start;
        this.most = most;
        this.quiet = quiet;
    }

    /**
     * The blocks reached from an address of decoded code, by address.
     *
     * @param page what is decoded, by offset
     * @param most instructions, about
     * @param quiet whether only as far as there is no access to memory
     */
    static SortedMap<Integer, Block> blocks(MicroOp[] page, int start, int most, boolean quiet) {
        RegionFinder finder = new RegionFinder(page, start, most, quiet);
        finder.follow();
        SortedMap<Integer, Block> blocks = new TreeMap<>();
        for (int leader : finder.leaders) {
            List<MicroOp> ops = finder.straight(leader);
            if (!ops.isEmpty()) {
                blocks.put(leader, new Block(leader, ops));
            }
        }
        return blocks;
    }

    private void follow() {
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        leaders.add(start);
        while (!open.isEmpty() && found < most) {
            int eip = open.remove();
            List<MicroOp> ops = straight(eip);
            found += ops.size();
            for (int target : ops.isEmpty() ? List.<Integer>of() : targets(eip, ops)) {
                if (inside(target) && op(target).isPresent() && leaders.add(target)) {
                    open.add(target);
                }
            }
        }
    }

    private List<Integer> targets(int eip, List<MicroOp> ops) {
        MicroOp last = ops.getLast();
        int end = eip + ops.stream().mapToInt(op -> op.length).sum();
        return switch (last.code) {
            case MicroOp.JUMP_IF -> List.of(end + last.immediate, end);
            case MicroOp.JUMP -> List.of(end + last.immediate);
            case MicroOp.CALL -> List.of(end + last.immediate, end);
            case MicroOp.CALL_R, MicroOp.CALL_M -> List.of(end);
            case MicroOp.JUMP_R, MicroOp.JUMP_M, MicroOp.RETURN -> List.of();
            default -> List.of(end);
        };
    }

    /** From an address to the next transfer of control, leader, or instruction that no region executes. */
    private List<MicroOp> straight(int from) {
        List<MicroOp> ops = new ArrayList<>();
        int eip = from;
        while (inside(eip) && (eip == from || !leaders.contains(eip))) {
            Optional<MicroOp> op = op(eip);
            if (op.isEmpty()) {
                break;
            }
            ops.add(op.get());
            eip += op.get().length;
            if (endsBlock(op.get())) {
                break;
            }
        }
        return ops;
    }

    /** Whether a block ends behind it; what is left to the units must find turns and cycles counted. */
    static boolean endsBlock(MicroOp op) {
        return transfers(op) || op.code == MicroOp.OUTSIDE;
    }

    static boolean transfers(MicroOp op) {
        return op.code >= MicroOp.JUMP_IF && op.code <= MicroOp.RETURN;
    }

    private boolean inside(int eip) {
        return (eip ^ start) >>> PhysicalMemory.PAGE_SHIFT == 0;
    }

    /** What is decoded there, if a region can execute it. */
    private Optional<MicroOp> op(int eip) {
        MicroOp op = page[eip & OFFSET];
        return op == null || op.code == MicroOp.WHOLE || quiet && !op.inRegion.isQuiet()
                ? Optional.empty()
                : Optional.of(op.inRegion);
    }

    /** Whether any block leads back to itself or to one before it. */
    static boolean loops(SortedMap<Integer, Block> blocks) {
        return blocks.values().stream()
                .anyMatch(block -> (block.last().code == MicroOp.JUMP_IF || block.last().code == MicroOp.JUMP)
                        && block.last().immediate < 0
                        && blocks.containsKey(block.end() + block.last().immediate));
    }
}
