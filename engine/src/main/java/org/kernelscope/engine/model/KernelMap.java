/* What of an image matters to the fold: its landmarks, its locks, its queues. */
package org.kernelscope.engine.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.kernelscope.engine.view.QueueView;

/** The map of one image; immutable. */
public final class KernelMap {
    public static final int LINE_BYTES = 64;

    private final Map<Integer, Landmark> landmarks;
    private final List<KnownLock> locks;
    private final List<KnownQueue> queues;
    private final Set<Integer> answers;
    private final Map<Integer, Integer> lockAt = new HashMap<>();
    private final Map<Integer, List<Integer>> locksInLine = new HashMap<>();
    private final Map<Integer, KnownQueue> queueAt = new HashMap<>();

    /**
     * @param landmarks by linear address
     * @param locks the lock variables, in address order
     * @param queues the queues of threads
     * @param answers addresses of the words in which a core that shoots translations down awaits answers
     */
    public KernelMap(
            Map<Integer, Landmark> landmarks, List<KnownLock> locks, List<KnownQueue> queues, Set<Integer> answers) {
        this.landmarks = Map.copyOf(landmarks);
        this.locks = List.copyOf(locks);
        this.queues = List.copyOf(queues);
        this.answers = Set.copyOf(answers);
        for (int index = 0; index < locks.size(); index++) {
            lockAt.put(locks.get(index).address(), index);
            for (int line : locks.get(index).lines()) {
                locksInLine.computeIfAbsent(line, key -> new ArrayList<>(1)).add(index);
            }
        }
        queues.forEach(queue -> queueAt.put(queue.address(), queue));
    }

    public Map<Integer, Landmark> landmarks() {
        return landmarks;
    }

    public List<KnownLock> locks() {
        return locks;
    }

    public List<KnownQueue> queues() {
        return queues;
    }

    /** The name of the queue at this address, or what can be said of it. */
    public String queueName(int address) {
        KnownQueue queue = queueAt.get(address);
        return queue == null ? "queue at 0x" + Integer.toHexString(address) : queue.name();
    }

    /** Linear addresses of the lines whose accesses the fold must see. */
    public Set<Integer> watched() {
        Set<Integer> lines = new HashSet<>(locksInLine.keySet());
        answers.forEach(word -> lines.add(word & -LINE_BYTES));
        return lines;
    }

    boolean answers(int address) {
        return answers.contains(address);
    }

    /** Index of the lock that begins at this address, or -1. */
    int lockAt(int address) {
        return lockAt.getOrDefault(address, -1);
    }

    /** Indices of the locks that lie in a line. */
    List<Integer> locksIn(int line) {
        return locksInLine.getOrDefault(line, List.of());
    }

    /**
     * A lock variable.
     *
     * @param name as C writes it: {@code work_lock}, {@code containers[3].guard.lock}
     * @param address linear
     * @param layout of its structure
     * @param part whether it is a part of something greater, such as a guard: then only contention for it is told
     */
    public record KnownLock(String name, int address, LockLayout layout, boolean part) {
        /** The linear addresses of its cache lines. */
        public List<Integer> lines() {
            List<Integer> lines = new ArrayList<>();
            for (int line = address & -LINE_BYTES; line < address + layout.size(); line += LINE_BYTES) {
                lines.add(line);
            }
            return lines;
        }
    }

    /**
     * A queue of threads.
     *
     * @param name {@code ready[1]}, {@code senders of 5}
     * @param address linear
     * @param core that it belongs to; empty for sleepers
     */
    public record KnownQueue(String name, int address, QueueView.Kind kind, OptionalInt core) {}
}
