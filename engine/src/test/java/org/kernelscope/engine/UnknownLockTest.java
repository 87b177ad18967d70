/* A lock whose type a student changed is reported as unreadable, and never misread. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.LockGranted;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.event.KernelEvent.LockQueued;
import org.kernelscope.engine.event.KernelEvent.LockReleased;
import org.kernelscope.engine.event.KernelEvent.LockRequested;
import org.kernelscope.engine.model.LockLayout;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Variant.Lock;

class UnknownLockTest {
    private static final List<String> FILES = List.of(
            "ticket_lock/lock_state.h",
            "ticket_lock/ticket_lock.c",
            "ticket_lock/ticket_look.c",
            "ticket_lock/ticket_lock_test.c");

    /** The kernel with a ticket lock in which one text is another. */
    private static KernelImage changed(String text, String other) {
        KernelSources sources = KernelSources.bundled();
        for (String file : FILES) {
            sources = sources.with(file, sources.text(file).orElseThrow().replace(text, other));
        }
        return Kernels.build(sources, Lock.TICKET);
    }

    @Test
    void eventsAreThoseOfTheFunctions() throws UserMistake {
        Scenario scenario = Scenarios.named("spinlock").with(Kernels.options(Lock.TICKET));
        Playback playback = Playback.open(scenario, changed("now_serving", "called"));
        playback.run(10_000_000);
        var lock = assertInstanceOf(
                LockView.Unreadable.class,
                playback.frame().kernel().lock("work_lock").orElseThrow());
        assertEquals("struct lock has no member now_serving", lock.reason());
        for (Class<?> kind : List.of(LockRequested.class, LockGranted.class, LockReleased.class)) {
            assertEquals(48, count(playback.events(), kind), kind.getSimpleName());
        }
        assertEquals(0, count(playback.events(), LockQueued.class));
        assertTrue(count(playback.events(), LockHandedOver.class) > 0);
    }

    private static long count(List<KernelEvent> events, Class<?> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unsigned now_serving; | unsigned long long now_serving; | member now_serving of struct lock is unsigned long long, not a 4-byte number
            unsigned now_serving; | unsigned now_serving : 20;      | member now_serving of struct lock is a bit-field, not a 4-byte number
            """)
    void theReasonNamesTheMember(String text, String other, String reason) {
        KernelImage image = changed(text, other);
        var layout = KernelMapper.layout(image.struct("lock").orElseThrow());
        assertEquals(reason, assertInstanceOf(LockLayout.Unknown.class, layout).reason());
    }
}
