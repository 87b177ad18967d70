/* What a user asks of a scenario is checked, with the accepted values in the message. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.Topic;

class ScenariosTest {
    private static String mistake(ScenarioOptions options) {
        return assertThrows(UserMistake.class, () -> Scenarios.named("spinlock").with(options))
                .getMessage();
    }

    @Test
    void defaultsAreAScenario() throws UserMistake {
        Scenario scenario = Scenarios.named("spinlock").with(ScenarioOptions.defaults());
        assertEquals("Spinlock hand-off", scenario.title());
        assertEquals("kscope run=contention rounds=100 section=40 think=120 seed=1", scenario.commandLine());
        assertEquals(2800, scenario.megahertz());
    }

    @Test
    void everyScenarioHasItsWords() throws UserMistake {
        StringBuilder text = new StringBuilder();
        for (ScenarioTemplate template : Scenarios.all()) {
            Scenario scenario = template.with(template.defaults());
            text.append(String.format(
                    "%s: %d cores, %s%n", scenario.name(), scenario.machine().cores(), scenario.commandLine()));
        }
        assertEquals("""
                spinlock: 4 cores, kscope run=contention rounds=100 section=40 think=120 seed=1
                threads: 2 cores, kscope run=switches rounds=10
                scheduler-preempt: 1 cores, kscope run=user -- spin 6000000 @0, spin 6000000 @0, spin 6000000 @0
                sleep-wakeup: 2 cores, kscope run=user -- notifier 20
                producer-consumer: 1 cores, kscope run=user -- producer 40 0 @0, consumer 40 0 @0
                page-fault: 1 cores, kscope run=user -- toucher 12
                address-spaces: 2 cores, kscope run=user -- toucher 6, toucher 6
                shared-page: 2 cores, kscope run=user -- shared 10
                containers: 2 cores, kscope run=user -- forkbomb quota=300, hog quota=40
                ipc-ping-pong: 1 cores, kscope run=user -- pingpong 10 8
                ipc-fairness: 4 cores, kscope run=user -- fair 3 10
                tlb-shootdown: 4 cores, kscope run=shootdown rounds=4 pages=4
                syscall-path: 1 cores, kscope run=user -- yielder 5 @0, yielder 5 @0
                user-fault: 2 cores, kscope run=user -- crash
                big-lock-vs-fine: 4 cores, kscope run=user -- client 10 0 @0, client 10 0 @1, client 10 0 @2, \
                client 10 0 @3
                shell: 2 cores, kscope run=user
                """, text.toString().replace("\r\n", "\n"));
    }

    @Test
    void aScenarioSaysWhichParametersItUses() throws UserMistake {
        assertEquals(
                List.of(
                        ScenarioTemplate.Parameter.ROUNDS,
                        ScenarioTemplate.Parameter.SECTION,
                        ScenarioTemplate.Parameter.THINK,
                        ScenarioTemplate.Parameter.SEED),
                Scenarios.named("spinlock").parameters());
        assertEquals(
                List.of(ScenarioTemplate.Parameter.PAGES),
                Scenarios.named("page-fault").parameters());
    }

    @Test
    void mistakesNameTheAcceptedValues() {
        ScenarioOptions options = ScenarioOptions.defaults();
        assertEquals("cores: 17 is not possible; accepted are 1 to 16.", mistake(options.withCores(17)));
        assertEquals("cores: 0 is not possible; accepted are 1 to 16.", mistake(options.withCores(0)));
        assertEquals("rounds: 0 is not possible; accepted are 1 to 1000000.", mistake(options.withRounds(0)));
        assertEquals("seed: -1 is not possible; accepted are 0 to 1000000.", mistake(options.withSeed(-1)));
        assertTrue(mistake(options.withProfile("z80")).contains("core-i7"));
        assertTrue(assertThrows(UserMistake.class, () -> Scenarios.named("nothing"))
                .getMessage()
                .contains("spinlock"));
    }

    @Test
    void everyScenarioHasATopicAndStopsAtItsMoment() throws UserMistake {
        var lock = new KernelEvent.LockRequested(1, 1, 0, "frame_guard");
        var fault = new KernelEvent.PageFaulted(1, 1, 0, 4, 0x80000000, true, true, false);
        var exit = new KernelEvent.ProcessExited(1, 1, 0, 4, 0);
        assertEquals(Topic.LOCKS, Scenarios.named("spinlock").topic());
        assertTrue(Scenarios.named("spinlock").matters(lock));
        assertFalse(Scenarios.named("page-fault").matters(lock));
        assertTrue(Scenarios.named("page-fault").matters(fault));
        assertFalse(Scenarios.named("threads").matters(fault));
        for (ScenarioTemplate template : Scenarios.all()) {
            assertTrue(template.matters(exit), template.name());
            assertFalse(template.matters(new KernelEvent.CoreStarted(1, 1, 1)), template.name());
        }
    }

    @Test
    void aScenarioSaysWhichWaysOfBuildingMatter() throws UserMistake {
        assertEquals(
                Optional.of(ScenarioTemplate.Build.LOCK),
                Scenarios.named("spinlock").experiment());
        assertFalse(Scenarios.named("spinlock").uses(ScenarioTemplate.Build.LOCKING));
        assertEquals(
                Optional.of(ScenarioTemplate.Build.LOCKING),
                Scenarios.named("big-lock-vs-fine").experiment());
        assertEquals(
                Optional.of(ScenarioTemplate.Build.PREEMPTION),
                Scenarios.named("scheduler-preempt").experiment());
        assertFalse(Scenarios.named("threads").uses(ScenarioTemplate.Build.PREEMPTION));
    }
}
