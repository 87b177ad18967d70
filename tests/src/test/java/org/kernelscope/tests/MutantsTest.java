/* Deliberate bugs in the kernel's text are caught by the kernel's own tests, its programs, or the balance. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Variant;
import org.kernelscope.kernel.Variant.Alignment;
import org.kernelscope.kernel.Variant.Guarding;
import org.kernelscope.kernel.Variant.Lock;
import org.kernelscope.kernel.Variant.Optimisation;
import org.kernelscope.kernel.Variant.Preemption;

class MutantsTest {
    /** Several times what the longest run takes where nothing is wrong. */
    private static final long TURNS = 300_000_000;

    private static final long CHUNK = 1_000_000;

    /** What a mutant is shown to. */
    enum Run {
        TESTS("run=tests", List.of(0)),
        PROGRAM("run=user -- usertest", List.of(0)),
        TREE("run=user -- treetest", List.of(0)),
        CRASHES("run=user -- crash", List.of(0)),
        PAIR("run=user -- notifier 3000", List.of(1, 2, 3, 4)),
        STORM("run=tests", List.of(1, 2, 3, 4, 5, 6));

        private final String words;
        private final List<Integer> seeds;

        Run(String words, List<Integer> seeds) {
            this.words = words;
            this.seeds = seeds;
        }
    }

    /** A bug: in a file, a text that stands there once, and what comes in its place. */
    enum Mutant {
        TICKETS_TAKEN_TWICE(
                Run.TESTS,
                "ticket_lock/ticket_lock.c",
                "unsigned ticket = atomic_fetch_add(&lock->next_ticket, 1);",
                "unsigned ticket = lock->next_ticket++;"),
        GUARD_RELEASED_BEFORE_SLEEP(
                Run.STORM,
                "scheduler/scheduler.c",
                "threads[self].state = THREAD_SLEEPING;\n  queue_push(queue, self);\n  run->held = held;",
                "guard_release(held);\n  threads[self].state = THREAD_SLEEPING;\n  queue_push(queue, self);"),
        GUARD_RELEASED_BEFORE_THE_STACK_IS_LEFT(
                Run.STORM, "scheduler/scheduler.c", "run->leaving = self;\n  run->held = held;", """
                run->leaving = self;
                  if (held != NULL) {
                    guard_release(held);
                  }"""),
        NO_WAKE_INTERRUPT(
                Run.PROGRAM, "scheduler/scheduler.c", "apic_send(cpus_apic_id(cpu), VECTOR_WAKE);", "cpu_relax();"),
        HALTED_TOO_LATE(Run.PAIR, "scheduler/scheduler.c", """
                  atomic_exchange(&run->halted, 1);
                  if (shared_queue_empty(&pending[cpu_id()])) {
                """, """
                  if (shared_queue_empty(&pending[cpu_id()])) {
                    atomic_exchange(&run->halted, 1);
                """),
        NOTHING_INVALIDATED(
                Run.PROGRAM, "shootdown/shootdown.c", "page_invalidate(request->page[i].address);", "cpu_relax();"),
        NO_SHOOTDOWN(Run.TESTS, "shootdown/shootdown.c", "if (own->targets & ~self) {", "if (own->count > 1000) {"),
        FRAME_FREED_TWICE(
                Run.PROGRAM,
                "shootdown/shootdown.c",
                "      container_free(own->page[i].owner, own->page[i].frame);",
                "      container_free(own->page[i].owner, own->page[i].frame);\n"
                        + "      container_free(own->page[i].owner, own->page[i].frame);"),
        SHARED_FRAME_FREED_EARLY(Run.TESTS, "frame/frame.c", "if (left == 0) {", "if (left <= 1) {"),
        QUOTA_NOT_RETURNED(
                Run.TESTS,
                "container/container.c",
                "parent->usage -= container->quota - promised;",
                "parent->usage -= 0 * promised;"),
        CONTAINER_NOT_GIVEN_BACK(Run.PROGRAM, "process/process.c", "  container_exit(child); /*", "  /*"),
        PAGE_TABLES_NOT_GIVEN_BACK(
                Run.PROGRAM, "space/space.c", "  page_tables_free(space->directory, space->owner);\n", ""),
        PAGE_NOT_CLEARED(Run.PROGRAM, "space/space.c", "  frame_clear(frame);\n", ""),
        RIGHTS_NOT_CHECKED(
                Run.PROGRAM, "user_copy/user_copy.c", "if ((entry & needed) != needed) {", "if (entry == 0) {"),
        KERNEL_OPEN_TO_PROGRAMS(Run.CRASHES, "kernel_map/kernel_map.c", "PAGE_LARGE", "PAGE_USER | PAGE_LARGE"),
        TWO_WOKEN(
                Run.TESTS,
                "condition/condition.c",
                "return thread_wakeup(&condition->waiting);",
                "thread_wakeup(&condition->waiting);\n  return thread_wakeup(&condition->waiting);"),
        LAST_WOKEN(
                Run.TESTS,
                "condition/condition.c",
                "return thread_wakeup(&condition->waiting);",
                "unsigned id = condition->waiting.tail;\n  if (id != THREAD_NONE) {\n    thread_wake(id);\n  }\n  return id;"),
        CALLERS_OF_THE_DEAD_FORGOTTEN(
                Run.TESTS, "channel/channel.c", "  sleepers_refuse(&channels[id].callers);\n", ""),
        BITS_OVERLOOKED(Run.PROGRAM, "notification/notification.c", "if (mine->word == 0) {", "if (true) {"),
        TAIL_NOT_MOVED(Run.TESTS, "queue/queue.c", "queue->tail = thread->previous;", "queue->tail = queue->tail;"),
        YIELD_KEEPS_THE_PROCESSOR(
                Run.TESTS, "scheduler/scheduler.c", "  if (next == THREAD_NONE) {\n    return;\n  }\n", """
                  if (next != THREAD_NONE) {
                    queue_push(&run->ready, next);
                    return;
                  }
                """),
        SHARE_WITHOUT_CONSENT(
                Run.TESTS,
                "share/share.c",
                "if (own->state == SHARE_DEAD && shares[peer][me].state == SHARE_PENDING) {",
                "if (own->state == SHARE_DEAD) {"),
        NEXT_NOT_AWAITED(
                Run.STORM,
                "mcs_lock/mcs_lock.c",
                "    while (node->next == NULL) {",
                "    if (node->next == NULL) {\n      return;\n    }\n    while (node->next == NULL) {"),
        TICK_WITHOUT_YIELD(Run.TESTS, "preemptive/preemptive.c", "  thread_yield();\n", ""),
        DIRECTION_OF_PROGRAMS_KEPT(Run.PROGRAM, "irq/irq_entry.S", "1:  cld\n", "1:  nop\n"),
        FLAGS_OF_PROGRAMS_KEPT(Run.PROGRAM, "irq/irq_entry.S", "    push $FLAGS_ALWAYS\n    popf\n", ""),
        VALUE_NOT_HANDED_OVER(Run.TESTS, "buffer/buffer.c", "    handed[consumer] = value;\n", ""),
        QUOTA_ONE_TOO_LARGE(
                Run.TESTS,
                "container/container.c",
                "if (container->usage < container->quota) {",
                "if (container->usage <= container->quota) {"),
        PENDING_NOT_TAKEN(
                Run.TESTS,
                "scheduler/scheduler.c",
                "  pending_take(run);\n  unsigned next = queue_pop(&run->ready);\n  if",
                "  unsigned next = queue_pop(&run->ready);\n  if"),
        IDS_NOT_RETURNED(
                Run.TESTS,
                "container/container.c",
                "parent->ids_used -= container->ids - (container->ids_used - 1);",
                "parent->ids_used -= 0;"),
        CANCELLED_BUT_ASLEEP(
                Run.TESTS,
                "scheduler/scheduler.c",
                "if (*(volatile unsigned *)&threads[self].cancelled != 0) {",
                "if (false) {"),
        CANCELLED_AND_LEFT_ASLEEP(Run.TREE, "scheduler/scheduler.c", "  if (guard != NULL) {", "  if (false) {"),
        CANCELLED_BUT_NOT_INTERRUPTED(
                Run.TREE, "scheduler/scheduler.c", "if (thread->cpu != cpu_id()) {", "if (false) {"),
        ENDED_BUT_GOES_ON(Run.TREE, "trap/trap.c", "    process_return();\n", ""),
        STRANGERS_ENDED(Run.TREE, "process/process.c", "!is_descendant(id, self)", "!is_descendant(id, self) && false"),
        GRANT_WITHOUT_THE_QUOTA(
                Run.TESTS,
                "container/container.c",
                "bool enough = taker->usage < taker->quota;",
                "bool enough = true;");

        private final Run run;
        private final String file;
        private final String text;
        private final String bug;

        Mutant(Run run, String file, String text, String bug) {
            this.run = run;
            this.file = file;
            this.text = text;
            this.bug = bug;
        }

        KernelSources sources() {
            String whole = KernelSources.bundled().text(file).orElseThrow();
            assertEquals(2, whole.split(Pattern.quote(text), -1).length, file + " has once: " + text);
            return KernelSources.bundled().with(file, whole.replace(text, bug));
        }

        /** A build that has the file. */
        Variant variant() {
            return new Variant(
                    file.startsWith(Lock.MCS.folder()) ? Lock.MCS : Lock.TICKET,
                    Guarding.FINE,
                    file.startsWith(Preemption.PREEMPTIVE.folder()) ? Preemption.PREEMPTIVE : Preemption.COOPERATIVE,
                    Alignment.PADDED,
                    Optimisation.O1);
        }
    }

    /** Runs until the end, or until the kernel itself says that something is wrong. */
    private static WholeKernel.Ended run(WholeKernel kernel, String words) throws Exception {
        Machine machine = kernel.boot(words);
        boolean goesOn = true;
        while (goesOn && machine.steps() < TURNS && !machine.serialOutput().contains("FAILED")) {
            goesOn = machine.run(kernel.policy(), CHUNK) == CHUNK;
        }
        return new WholeKernel.Ended(machine.state(), machine.steps(), machine.serialOutput());
    }

    private static WholeKernel.Ended run(WholeKernel kernel, Run run, int seed) throws Exception {
        WholeKernel onTwo = kernel.withCores(2);
        return run(seed == 0 ? onTwo : onTwo.withPolicy(Interleavings.random(seed)), run.words);
    }

    private static void isCaught(Mutant mutant) throws Exception {
        WholeKernel kernel = WholeKernel.of(mutant.sources(), mutant.variant());
        for (int seed : mutant.run.seeds) {
            WholeKernel.Ended ended = run(kernel, mutant.run, seed);
            if (!ended.isSound()) {
                System.out.println(mutant + " is caught: " + verdict(ended));
                return;
            }
        }
        fail(mutant + " is not caught by " + mutant.run.words);
    }

    /** The line that tells, or how the machine stood. */
    private static String verdict(WholeKernel.Ended ended) {
        return ended.lines().stream()
                .filter(line -> line.contains("FAILED") || line.contains("panic"))
                .findFirst()
                .orElse(ended.state() + " after " + ended.steps() + " turns");
    }

    private static Stream<Mutant> soonCaught() {
        return Stream.of(Mutant.values()).filter(mutant -> mutant.run == Run.PROGRAM || mutant.run == Run.CRASHES);
    }

    @ParameterizedTest
    @MethodSource("soonCaught")
    void whatProgramsCanSeeIsCaughtByThem(Mutant mutant) throws Exception {
        isCaught(mutant);
    }

    @ParameterizedTest
    @EnumSource(Mutant.class)
    @Tag("slow")
    void everyDeliberateBugIsCaught(Mutant mutant) throws Exception {
        isCaught(mutant);
    }

    @ParameterizedTest
    @EnumSource(Run.class)
    @Tag("slow")
    void whereNothingIsWrongNothingIsCaught(Run run) throws Exception {
        for (Mutant mutant : List.of(Mutant.NO_SHOOTDOWN, Mutant.NEXT_NOT_AWAITED, Mutant.TICK_WITHOUT_YIELD)) {
            for (int seed : run.seeds) {
                WholeKernel.Ended ended = run(WholeKernel.of(mutant.variant()), run, seed);
                assertTrue(ended.isSound(), () -> run + " with seed " + seed + ": " + ended);
            }
        }
    }
}
