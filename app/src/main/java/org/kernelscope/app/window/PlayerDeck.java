/* A player of the engine as the window drives it. */
package org.kernelscope.app.window;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.kernelscope.engine.Direction;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.Player;
import org.kernelscope.engine.Speed;
import org.kernelscope.engine.history.LastWrite;

/**
 * Hands everything on.
 *
 * @param player plays
 */
record PlayerDeck(Player player) implements Deck {
    @Override
    public Frame frame() {
        return player.frame();
    }

    @Override
    public CompletableFuture<Frame> step(Granularity granularity, Direction direction, OptionalInt core) {
        return player.step(granularity, direction, core);
    }

    @Override
    public CompletableFuture<Frame> travelToTime(long cycles) {
        return player.travelToTime(cycles);
    }

    @Override
    public CompletableFuture<Frame> travelToStep(long step) {
        return player.travelToStep(step);
    }

    @Override
    public CompletableFuture<Optional<LastWrite>> travelToLastWrite(int address, int bytes, long end) {
        return player.travelToLastWrite(address, bytes, end);
    }

    @Override
    public CompletableFuture<Frame> type(String text) {
        return player.type(text);
    }

    @Override
    public void run(Pace pace) {
        player.run(pace.unlimited() ? Speed.UNLIMITED : new Speed(pace.perSecond(), pace.unit()));
    }

    @Override
    public CompletableFuture<Frame> pause() {
        return player.pause();
    }

    @Override
    public void close() {
        player.close();
    }
}
