/* What plays frames: one machine with its past, as the window drives it. */
package org.kernelscope.app.window;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.kernelscope.engine.Direction;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.history.LastWrite;

/** Never blocks its caller; futures complete on any thread. */
public interface Deck extends AutoCloseable {
    /** The newest frame. */
    Frame frame();

    /**
     * Steps and stands.
     *
     * @param core only steps of this core count; empty for any core
     */
    CompletableFuture<Frame> step(Granularity granularity, Direction direction, OptionalInt core);

    /** Goes to the last moment at or before a virtual time in cycles, and stands. */
    CompletableFuture<Frame> travelToTime(long cycles);

    /** Goes to a step and stands. */
    CompletableFuture<Frame> travelToStep(long step);

    /**
     * Goes to the moment after the last write to some bytes and stands; where there was none it stays.
     *
     * @param end turns taken before the first that does not count
     */
    CompletableFuture<Optional<LastWrite>> travelToLastWrite(int address, int bytes, long end);

    /** Types at the machine's serial line, and stands. */
    CompletableFuture<Frame> type(String text);

    /** Runs on until paused or ended; may be called again to change the pace. */
    void run(Pace pace);

    CompletableFuture<Frame> pause();

    @Override
    void close();
}
