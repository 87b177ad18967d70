/* Checkpoints are dense near the present and few in all. */
package org.kernelscope.engine.history;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
    private static final long SPACING = Checkpoints.SPACING;

    @Test
    void keepsEveryOneNearThePresent() {
        long present = 1_000_003 * SPACING;
        for (long step = present; step > present - 30 * SPACING; step -= SPACING) {
            assertTrue(Checkpoints.belongs(step, present));
        }
    }

    @Test
    void keepsFewInALongRun() {
        long present = 1L << 30;
        long kept = LongStream.iterate(0, step -> step <= present, step -> step + SPACING)
                .filter(step -> Checkpoints.belongs(step, present))
                .count();
        assertTrue(kept < 1_300, "kept " + kept);
        assertTrue(Checkpoints.belongs(0, present), "power-on is always kept");
    }

    @Test
    void whatWasLetGoNeverBelongsLater() {
        for (long step = 0; step < 200 * SPACING; step += SPACING) {
            boolean gone = false;
            for (long present = step; present < step + 4000 * SPACING; present += 7 * SPACING) {
                boolean belongs = Checkpoints.belongs(step, present);
                assertTrue(!(gone && belongs), "step " + step + " is wanted again at " + present);
                gone |= !belongs;
            }
        }
    }
}
