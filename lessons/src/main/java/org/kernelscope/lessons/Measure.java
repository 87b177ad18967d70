/* What can be measured on a running machine to answer a question. */
package org.kernelscope.lessons;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.kernelscope.engine.Direction;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;

/** The list of measures; a lesson names one by its id. Each plays on from the present. */
public enum Measure {
    NEXT_HOLDER("next-holder", "core") {
        @Override
        double of(Playback playback) throws UserMistake {
            return nextHandOver(playback).core();
        }
    },
    HAND_OVER_CYCLES("hand-over-cycles", "cycles") {
        @Override
        double of(Playback playback) throws UserMistake {
            return nextHandOver(playback).cycles();
        }
    },
    HAND_OVER_TRANSFERS("hand-over-transfers", "line transfers") {
        @Override
        double of(Playback playback) throws UserMistake {
            return nextHandOver(playback).transfers();
        }
    },
    HAND_OVER_MEAN_CYCLES("hand-over-mean-cycles", "cycles") {
        @Override
        double of(Playback playback) throws UserMistake {
            double sum = 0;
            for (int i = 0; i < SAMPLE; i++) {
                sum += nextHandOver(playback).cycles();
            }
            return Math.rint(sum / SAMPLE);
        }
    },
    HAND_OVER_MEAN_TRANSFERS("hand-over-mean-transfers", "line transfers") {
        @Override
        double of(Playback playback) throws UserMistake {
            double sum = 0;
            for (int i = 0; i < SAMPLE; i++) {
                sum += nextHandOver(playback).transfers();
            }
            return Math.rint(10 * sum / SAMPLE) / 10;
        }
    };

    private static final int SAMPLE = 16;

    private final String id;
    private final String unit;

    Measure(String id, String unit) {
        this.id = id;
        this.unit = unit;
    }

    public String id() {
        return id;
    }

    public String unit() {
        return unit;
    }

    /** The figure, measured by playing on from the playback's present. */
    abstract double of(Playback playback) throws UserMistake;

    static Measure named(String id) throws UserMistake {
        return Arrays.stream(values())
                .filter(measure -> measure.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new UserMistake("Unknown measure '" + id + "': choose one of "
                        + List.of(values()).stream().map(Measure::id).collect(Collectors.joining(", ")) + "."));
    }

    private static LockHandedOver nextHandOver(Playback playback) throws UserMistake {
        while (playback.step(Granularity.EVENT, Direction.FORWARD, OptionalInt.empty())) {
            List<KernelEvent> events = playback.events();
            if (events.getLast() instanceof LockHandedOver handed) {
                return handed;
            }
        }
        throw new UserMistake("The run ends before another hand-over: ask the question earlier, or give more rounds.");
    }
}
