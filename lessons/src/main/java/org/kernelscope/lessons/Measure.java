/* What can be measured on a running machine to answer a question. */
package org.kernelscope.lessons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.engine.event.KernelEvent.LockReleased;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.hw.LineState.Mesi;

/** The list of measures; a lesson names one by its id. Each plays on from the present. */
public enum Measure {
    /** The core that gets the lock at the next hand-over. */
    NEXT_HOLDER("next-holder", "core") {
        @Override
        double of(Playback playback) throws UserMistake {
            return handOvers(playback, 1).getLast().core();
        }
    },
    /** The core that gets the lock at the third hand-over from now. */
    THIRD_HOLDER("third-holder", "core") {
        @Override
        double of(Playback playback) throws UserMistake {
            return handOvers(playback, 3).getLast().core();
        }
    },
    /** Copies of the lock's lines in private caches that the next release takes away. */
    COPIES_LOST("copies-lost", "copies") {
        @Override
        double of(Playback playback) throws UserMistake {
            LockReleased release = next(playback, LockReleased.class);
            playback.travelToStep(release.step() - 1);
            List<Mesi> before = copies(playback, release.lock());
            playback.travelToStep(release.step());
            List<Mesi> after = copies(playback, release.lock());
            int lost = 0;
            for (int i = 0; i < before.size(); i++) {
                lost += before.get(i) != Mesi.INVALID && after.get(i) == Mesi.INVALID ? 1 : 0;
            }
            return lost;
        }
    },
    /** Cycles between the next release and its grant. */
    HAND_OVER_CYCLES("hand-over-cycles", "cycles") {
        @Override
        double of(Playback playback) throws UserMistake {
            return handOvers(playback, 1).getLast().cycles();
        }
    },
    /** Cycles between release and grant, mean of the next sixteen hand-overs, to the cycle. */
    HAND_OVER_MEAN_CYCLES("hand-over-mean-cycles", "cycles") {
        @Override
        double of(Playback playback) throws UserMistake {
            return Math.rint(mean(playback, LockHandedOver::cycles));
        }
    },
    /** Lines moved between the next release and its grant. */
    HAND_OVER_TRANSFERS("hand-over-transfers", "line transfers") {
        @Override
        double of(Playback playback) throws UserMistake {
            return handOvers(playback, 1).getLast().transfers();
        }
    },
    /** Lines moved between release and grant, mean of the next sixteen hand-overs, to a tenth. */
    HAND_OVER_MEAN_TRANSFERS("hand-over-mean-transfers", "line transfers") {
        @Override
        double of(Playback playback) throws UserMistake {
            return Math.rint(10 * mean(playback, LockHandedOver::transfers)) / 10;
        }
    };

    private static final int SAMPLE = 16;
    private static final long TURNS = 20_000_000;

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

    /** Plays on from the present until the figure is known; the playback stands at what was measured afterwards. */
    abstract double of(Playback playback) throws UserMistake;

    static Optional<Measure> named(String id) {
        return Arrays.stream(values()).filter(measure -> measure.id.equals(id)).findFirst();
    }

    static String ids() {
        return Arrays.stream(values()).map(Measure::id).collect(Collectors.joining(", "));
    }

    private static double mean(Playback playback, ToDoubleFunction<LockHandedOver> figure) throws UserMistake {
        return handOvers(playback, SAMPLE).stream()
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }

    private static List<LockHandedOver> handOvers(Playback playback, int count) throws UserMistake {
        var found = new ArrayList<LockHandedOver>();
        while (found.size() < count) {
            found.add(next(playback, LockHandedOver.class));
        }
        return found;
    }

    private static <E extends KernelEvent> E next(Playback playback, Class<E> kind) throws UserMistake {
        if (!playback.runToEvent(kind::isInstance, TURNS)) {
            throw new UserMistake("The run ends before the answer: ask the question earlier, or give more rounds.");
        }
        return playback.events().reversed().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<Mesi> copies(Playback playback, String lock) {
        return playback.frame().kernel().lock(lock).map(LockView::lines).orElse(List.of()).stream()
                .flatMap(line -> line.byCore().stream())
                .toList();
    }
}
