/* What the samples of kernels with user programs are put together from. */
package org.kernelscope.visualizers.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.view.MemoryView.ContainerView;
import org.kernelscope.engine.view.MemoryView.FrameRun;
import org.kernelscope.engine.view.QueueView;
import org.kernelscope.engine.view.QueueView.Kind;
import org.kernelscope.engine.view.SpaceView;
import org.kernelscope.engine.view.SpaceView.Mapping;
import org.kernelscope.engine.view.SpaceView.Table;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.engine.view.ThreadView.State;
import org.kernelscope.engine.view.TrapView.Entry;
import org.kernelscope.engine.view.TrapView.FrameWord;
import org.kernelscope.engine.view.TrapView.Step;
import org.kernelscope.engine.view.TrapView.Walk;

/** Pure functions. */
final class SampleKernel {
    private static final int USER = 0x40000000;
    private static final int FRAME = 4096;
    private static final List<String> FRAME_NAMES = List.of(
            "edi",
            "esi",
            "ebp",
            "esp",
            "ebx",
            "edx",
            "ecx",
            "eax",
            "vector",
            "error",
            "eip",
            "cs",
            "eflags",
            "user_esp",
            "user_ss");

    private SampleKernel() {}

    static ThreadView idle(int id, int cpu, State state) {
        OptionalInt on = state == State.RUNNING ? OptionalInt.of(cpu) : OptionalInt.empty();
        return new ThreadView(
                id, "idle", state, cpu, true, OptionalInt.empty(), Optional.empty(), 310_400, 12, 0, on, false);
    }

    static ThreadView running(int id, String name, int cpu, boolean changed) {
        OptionalInt on = OptionalInt.of(cpu);
        return thread(id, name, State.RUNNING, cpu, Optional.empty(), on, changed);
    }

    static ThreadView ready(int id, String name, int cpu, String queue, boolean changed) {
        return thread(id, name, State.READY, cpu, Optional.of(queue), OptionalInt.empty(), changed);
    }

    static ThreadView sleeping(int id, String name, int cpu, String queue) {
        return thread(id, name, State.SLEEPING, cpu, Optional.of(queue), OptionalInt.empty(), false);
    }

    static ThreadView dead(int id, String name, int cpu) {
        return thread(id, name, State.DEAD, cpu, Optional.empty(), OptionalInt.empty(), false);
    }

    private static ThreadView thread(
            int id, String name, State state, int cpu, Optional<String> queue, OptionalInt on, boolean changed) {
        long cycles = 18_000 + 1_733L * id;
        return new ThreadView(
                id, name, state, cpu, false, OptionalInt.of(id), queue, cycles, 9 + id, 3 + id / 2, on, changed);
    }

    static QueueView queue(String name, Kind kind, int core, Integer... threads) {
        return new QueueView(name, kind, OptionalInt.of(core), List.of(threads), Optional.empty());
    }

    static QueueView asleep(String name, Integer... threads) {
        return new QueueView(name, Kind.SLEEPING, OptionalInt.empty(), List.of(threads), Optional.empty());
    }

    /** The frames of 64 MiB: firmware, kernel, the programs' pages from 0x400 on, and much that is free. */
    static List<FrameRun> runs() {
        List<FrameRun> runs = new ArrayList<>();
        runs.add(new FrameRun(0, 159, FrameRun.Kind.RESERVED, 0, 0, false));
        runs.add(new FrameRun(159, 97, FrameRun.Kind.ABSENT, 0, 0, false));
        runs.add(new FrameRun(256, 768, FrameRun.Kind.RESERVED, 0, 0, false));
        int first = 1024;
        int[][] owned = {
            {0, 1}, {5, 12}, {6, 9}, {7, 9}, {8, 14}, {9, 1}, {6, 1}, {7, 1}, {9, 11}, {10, 12}, {11, 10}, {12, 11},
            {14, 6}, {15, 9}, {16, 8}, {8, 3}, {9, 2}
        };
        for (int[] run : owned) {
            boolean shared = run[0] == 6 && run[1] == 1;
            boolean changed = run[0] == 9 && run[1] == 2;
            runs.add(new FrameRun(first, run[1], FrameRun.Kind.ALLOCATED, run[0], shared ? 2 : 1, changed));
            first += run[1];
        }
        runs.add(new FrameRun(first, 4, FrameRun.Kind.FREE, 0, 0, true));
        runs.add(new FrameRun(first + 4, 2, FrameRun.Kind.ALLOCATED, 15, 1, false));
        runs.add(new FrameRun(first + 6, 16_384 - first - 6, FrameRun.Kind.FREE, 0, 0, false));
        return List.copyOf(runs);
    }

    static List<ContainerView> containers() {
        return List.of(
                new ContainerView(0, "root", 0, 15_360, 8_193, 64, 25, List.of(1, 2, 3, 4, 5), false),
                new ContainerView(1, "idle", 0, 0, 0, 1, 1, List.of(), false),
                new ContainerView(2, "idle", 0, 0, 0, 1, 1, List.of(), false),
                new ContainerView(3, "idle", 0, 0, 0, 1, 1, List.of(), false),
                new ContainerView(4, "idle", 0, 0, 0, 1, 1, List.of(), false),
                new ContainerView(5, "init", 0, 8_192, 732, 20, 11, List.of(6, 7, 8, 9, 11, 12), false),
                new ContainerView(6, "ping", 5, 64, 10, 1, 1, List.of(), false),
                new ContainerView(7, "pong", 5, 64, 10, 1, 1, List.of(), false),
                new ContainerView(8, "server", 5, 256, 113, 5, 3, List.of(10, 15), false),
                new ContainerView(9, "client", 5, 16, 14, 1, 1, List.of(), true),
                new ContainerView(10, "client", 8, 32, 12, 1, 1, List.of(), false),
                new ContainerView(15, "client", 8, 64, 11, 1, 1, List.of(), false),
                new ContainerView(11, "producer", 5, 160, 10, 1, 1, List.of(), false),
                new ContainerView(12, "consumer", 5, 160, 11, 1, 1, List.of(), false));
    }

    /** A small program's space: its text, its data, its stack. */
    static SpaceView space(int id, String name, int directory, List<Integer> activeOn, int from, int pages) {
        List<Mapping> low = new ArrayList<>();
        for (int page = 0; page < pages; page++) {
            boolean text = page < 3;
            low.add(new Mapping(USER + page * FRAME, 0x400 + from + page, !text, true, true, !text, false));
        }
        Mapping stack = new Mapping(0xeffff000, 0x400 + from + pages, true, true, true, true, false);
        return new SpaceView(
                id,
                name,
                directory,
                activeOn,
                List.of(
                        new Table(256, directory + 1, USER, low),
                        new Table(959, directory + 2, 0xefc00000, List.of(stack))));
    }

    /** The space of the thread whose page fault has just been served. */
    static SpaceView faulting() {
        List<Mapping> low = List.of(
                new Mapping(0x40000000, 0x41e, false, true, true, false, false),
                new Mapping(0x40001000, 0x41f, false, true, true, false, false),
                new Mapping(0x40002000, 0x420, true, true, true, true, false),
                new Mapping(0x40003000, 0x421, true, true, false, false, false),
                new Mapping(0x40004000, 0x523, true, true, true, true, false),
                new Mapping(0x40005000, 0x52b, true, true, false, false, true),
                new Mapping(0x40010000, 0x428, true, true, true, true, false));
        List<Mapping> heap = List.of(
                new Mapping(0x40800000, 0x430, true, true, true, true, false),
                new Mapping(0x40801000, 0x431, true, true, true, true, false),
                new Mapping(0x40802000, 0x432, true, true, true, true, false));
        List<Mapping> stack = List.of(new Mapping(0xeffff000, 0x52a, true, true, true, true, false));
        return new SpaceView(
                9,
                "client",
                0x520,
                List.of(1),
                List.of(
                        new Table(256, 0x521, 0x40000000, low),
                        new Table(258, 0x524, 0x40800000, heap),
                        new Table(959, 0x522, 0xefc00000, stack)));
    }

    static Walk walk() {
        return new Walk(
                0x40005010,
                List.of(
                        new Step(
                                "directory",
                                256,
                                0x520400,
                                0x00521027,
                                "present, writable, user: the table is in frame 0x521"),
                        new Step("table", 5, 0x521014, 0x00000000, "not present")),
                "page fault: the page is not there");
    }

    static Entry call(long time, String name, Optional<Integer> result) {
        return new Entry(
                0x30,
                "system call",
                time,
                3,
                0x400002a4,
                0,
                Optional.of(name),
                result,
                result.isPresent(),
                words(0x00131fc4, 0x30, 0, 0x400002a4));
    }

    static Entry fault(long time) {
        return new Entry(
                14,
                "page fault",
                time,
                3,
                0x40000318,
                6,
                Optional.empty(),
                Optional.empty(),
                false,
                words(0x00133fc4, 14, 6, 0x40000318));
    }

    static Entry timer(long time) {
        List<FrameWord> words = words(0x00127fcc, 0x40, 0, 0x00101c20).subList(0, 13);
        return new Entry(0x40, "timer", time, 0, 0x00101c20, 0, Optional.empty(), Optional.empty(), true, words);
    }

    private static List<FrameWord> words(int address, int vector, int error, int eip) {
        int[] values = {
            0,
            0x40008f40,
            0xefffffc8,
            address + 32,
            64,
            0x400002a4,
            0xefffffa0,
            11,
            vector,
            error,
            eip,
            eip < USER ? 0x08 : 0x1b,
            0x202,
            0xefffffa0,
            0x23
        };
        List<FrameWord> words = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            words.add(new FrameWord(address + 4 * i, FRAME_NAMES.get(i), values[i]));
        }
        return List.copyOf(words);
    }
}
