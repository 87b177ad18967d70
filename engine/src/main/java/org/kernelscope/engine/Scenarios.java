/* The scenarios, all of them. */
package org.kernelscope.engine;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.BufferPut;
import org.kernelscope.engine.event.KernelEvent.ContainerRefused;
import org.kernelscope.engine.event.KernelEvent.CoreStarted;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.event.KernelEvent.MessageReceived;
import org.kernelscope.engine.event.KernelEvent.PageFaulted;
import org.kernelscope.engine.event.KernelEvent.PageMapped;
import org.kernelscope.engine.event.KernelEvent.ProcessKilled;
import org.kernelscope.engine.event.KernelEvent.ShareChanged;
import org.kernelscope.engine.event.KernelEvent.ShootdownSent;
import org.kernelscope.engine.event.KernelEvent.SystemCallEntered;
import org.kernelscope.engine.event.KernelEvent.ThreadSlept;
import org.kernelscope.engine.event.KernelEvent.ThreadSwitched;
import org.kernelscope.engine.event.KernelEvent.ThreadWoken;
import org.kernelscope.engine.event.KernelEvent.TimerTicked;
import org.kernelscope.kernel.Variant;

/** The list of scenarios. */
public final class Scenarios {
    private static final List<String> ALL_PROGRAMS = List.of(
            "init",
            "shell",
            "client",
            "consumer",
            "crash",
            "fair",
            "forkbomb",
            "hog",
            "notifier",
            "pingpong",
            "producer",
            "server",
            "shared",
            "spin",
            "toucher",
            "usertest",
            "wild",
            "yielder");

    private static final ScenarioOptions USUAL = ScenarioOptions.defaults();

    private static final List<ScenarioTemplate> ALL = List.of(
            new ScenarioTemplate(
                    "spinlock",
                    "Spinlock hand-off",
                    "Several cores want one lock: watch the queue, the hand-off, and which cache lines move.",
                    USUAL,
                    "run=contention rounds={rounds} section={section} think={think} seed={seed}",
                    List.of(),
                    List.of("spinlock", "cores", "timeline", "events"),
                    LockHandedOver.class),
            new ScenarioTemplate(
                    "threads",
                    "Threads take turns",
                    "Threads of the kernel yield, sleep and wake each other: watch the ready queues and who runs.",
                    small(2, 10),
                    "run=switches rounds={rounds}",
                    List.of(),
                    List.of("threads", "cores", "timeline", "events"),
                    ThreadSwitched.class),
            new ScenarioTemplate(
                    "scheduler-preempt",
                    "The timer takes over",
                    "Programs that never give the processor away share it nevertheless: watch each tick switch threads.",
                    small(1, 6000).withPreemption(Variant.Preemption.PREEMPTIVE),
                    "run=user -- spin {rounds}000 @0, spin {rounds}000 @0, spin {rounds}000 @0",
                    List.of("init", "spin"),
                    List.of("threads", "traps", "cores", "timeline", "events"),
                    TimerTicked.class),
            new ScenarioTemplate(
                    "sleep-wakeup",
                    "Sleep and wake-up",
                    "Two programs wake each other by single bits: watch one sleep, and the other take it out of its queue.",
                    small(2, 20),
                    "run=user -- notifier {rounds}",
                    List.of("init", "notifier"),
                    List.of("threads", "ipc", "cores", "events"),
                    ThreadWoken.class),
            new ScenarioTemplate(
                    "producer-consumer",
                    "Producer and consumer",
                    "One program fills a bounded buffer, another empties it: watch who waits when it is full or empty.",
                    small(1, 40),
                    "run=user -- producer {rounds} 0 @0, consumer {rounds} 0 @0",
                    List.of("init", "producer", "consumer"),
                    List.of("ipc", "threads", "cores", "events"),
                    BufferPut.class),
            new ScenarioTemplate(
                    "page-fault",
                    "Memory on demand",
                    "A program touches pages that are not there: watch the walk, the fault, and the frame that appears.",
                    small(1, 1).withPages(12),
                    "run=user -- toucher {pages}",
                    List.of("init", "toucher"),
                    List.of("page-tables", "memory", "traps", "events"),
                    PageFaulted.class),
            new ScenarioTemplate(
                    "address-spaces",
                    "Address spaces",
                    "Two programs use the same addresses: watch them lead to different frames.",
                    small(2, 1).withPages(6),
                    "run=user -- toucher {pages}, toucher {pages}",
                    List.of("init", "toucher"),
                    List.of("page-tables", "memory", "threads", "events"),
                    PageMapped.class),
            new ScenarioTemplate(
                    "shared-page",
                    "A shared page",
                    "Two programs agree on a page: watch one frame appear in both address spaces, and go.",
                    small(2, 10),
                    "run=user -- shared {rounds}",
                    List.of("init", "shared"),
                    List.of("page-tables", "memory", "ipc", "events"),
                    ShareChanged.class),
            new ScenarioTemplate(
                    "containers",
                    "Containers",
                    "Programs want more memory than they may have: watch quotas divide, and who is refused.",
                    small(2, 1),
                    "run=user -- forkbomb quota=300, hog quota=40",
                    List.of("init", "forkbomb", "hog"),
                    List.of("memory", "threads", "events"),
                    ContainerRefused.class),
            new ScenarioTemplate(
                    "ipc-ping-pong",
                    "Messages there and back",
                    "Two programs call each other: watch a message wait, meet its receiver, and hand the processor over.",
                    small(1, 10),
                    "run=user -- pingpong {rounds} 8",
                    List.of("init", "pingpong"),
                    List.of("ipc", "threads", "traps", "events"),
                    MessageReceived.class),
            new ScenarioTemplate(
                    "ipc-fairness",
                    "A fair queue of senders",
                    "Several programs call one server: watch the senders queue up, and nobody be passed twice.",
                    small(4, 10),
                    "run=user -- fair 3 {rounds}",
                    List.of("init", "fair"),
                    List.of("ipc", "threads", "cores", "events"),
                    MessageReceived.class),
            new ScenarioTemplate(
                    "tlb-shootdown",
                    "TLB shootdown",
                    "Pages are taken from a space that several cores use: watch the interrupts, the stale entries and the answers.",
                    small(4, 4).withPages(4),
                    "run=shootdown rounds={rounds} pages={pages}",
                    List.of(),
                    List.of("page-tables", "traps", "memory", "cores", "events"),
                    ShootdownSent.class),
            new ScenarioTemplate(
                    "syscall-path",
                    "The path of a system call",
                    "Programs give the processor away by system call: watch the rings change and the registers on the stack.",
                    small(1, 5),
                    "run=user -- yielder {rounds} @0, yielder {rounds} @0",
                    List.of("init", "yielder"),
                    List.of("traps", "threads", "events"),
                    SystemCallEntered.class),
            new ScenarioTemplate(
                    "user-fault",
                    "A program that crashes",
                    "Programs do what no program may do: watch the processor stop each, and the kernel end it alone.",
                    small(2, 1),
                    "run=user -- crash",
                    List.of("init", "crash"),
                    List.of("traps", "threads", "events"),
                    ProcessKilled.class),
            new ScenarioTemplate(
                    "big-lock-vs-fine",
                    "One lock for the kernel",
                    "Every core runs a client and its server: with one lock they wait for each other in the kernel, with many they do not.",
                    small(4, 10).withGuarding(Variant.Guarding.BIG),
                    "run=user -- {each: client {rounds} 0 @{core}}",
                    List.of("init", "client", "server"),
                    List.of("spinlock", "cores", "timeline", "threads", "events"),
                    LockHandedOver.class),
            new ScenarioTemplate(
                    "shell",
                    "The shell",
                    "Type commands into the console: watch a key's interrupt wake the shell, and the shell run programs.",
                    small(2, 1),
                    "run=user",
                    ALL_PROGRAMS,
                    List.of("traps", "threads", "memory", "ipc", "page-tables", "cores", "events"),
                    ThreadSlept.class));

    private Scenarios() {}

    /** Few cores and rounds, to be followed step by step. */
    private static ScenarioOptions small(int cores, int rounds) {
        return USUAL.withLock(Variant.Lock.TICKET)
                .withMemoryMiB(16)
                .withCores(cores)
                .withRounds(rounds);
    }

    public static List<ScenarioTemplate> all() {
        return ALL;
    }

    /** The events to stop at in a scenario; in one that is not listed, all but the start of cores. */
    public static Predicate<KernelEvent> matters(Scenario scenario) {
        return ALL.stream()
                .filter(template -> template.name().equals(scenario.name()))
                .findFirst()
                .<Predicate<KernelEvent>>map(template -> template::matters)
                .orElse(event -> !(event instanceof CoreStarted));
    }

    /** The scenario of this name. */
    public static ScenarioTemplate named(String name) throws UserMistake {
        for (ScenarioTemplate template : ALL) {
            if (template.name().equals(name)) {
                return template;
            }
        }
        String names = ALL.stream().map(ScenarioTemplate::name).collect(Collectors.joining(", "));
        throw new UserMistake("There is no scenario '" + name + "'; there are: " + names + ".");
    }
}
