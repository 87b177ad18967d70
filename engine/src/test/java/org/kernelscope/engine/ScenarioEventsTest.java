/* What happens in each scenario, in the kernel's terms; and that going back shows the same. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.hw.MachineState;

class ScenarioEventsTest {
    private static final long WHOLE = 40_000_000;
    private static final int SHOWN = 60;
    private static final int MOMENTS = 12;

    static Stream<String> names() {
        return Scenarios.all().stream().map(ScenarioTemplate::name);
    }

    private static Playback play(ScenarioTemplate template) throws UserMistake {
        ScenarioOptions options = template.defaults();
        return Playback.open(template.with(options), Kernels.of(options.variant()));
    }

    /** The events from the one that the scenario is about, then how many of each kind there are in the whole run. */
    @ParameterizedTest
    @MethodSource("names")
    void eventsAreKnown(String name) throws UserMistake {
        ScenarioTemplate template = Scenarios.named(name);
        Playback playback = play(template);
        assertTrue(playback.runToEvent(template.moment()::isInstance, WHOLE), "the first look is reached");
        KernelEvent first = playback.events().stream()
                .filter(template.moment()::isInstance)
                .findFirst()
                .orElseThrow();
        playback.run(WHOLE);
        if (playback.waitsForInput()) {
            playback.type("mem\nexit\n");
            playback.run(WHOLE);
        }
        StringBuilder text = new StringBuilder();
        playback.events().stream()
                .filter(event -> event.step() >= first.step())
                .limit(SHOWN)
                .forEach(event ->
                        text.append(String.format("%8d  %s%n", event.time() - first.time(), event.sentence())));
        text.append(String.format("%nin all:%n"));
        Map<String, Integer> kinds = new TreeMap<>();
        playback.events().forEach(event -> kinds.merge(event.getClass().getSimpleName(), 1, Integer::sum));
        kinds.forEach((kind, count) -> text.append(String.format("%8d  %s%n", count, kind)));
        assertEquals(new MachineState.Exited(33), playback.machine().state(), playback.frame()::console);
        Golden.check("scenario-" + name + ".txt", text.toString());
    }

    @ParameterizedTest
    @MethodSource("names")
    void goingBackShowsTheSame(String name) throws UserMistake {
        ScenarioTemplate template = Scenarios.named(name);
        Playback playback = play(template);
        playback.runToEvent(template.moment()::isInstance, WHOLE);
        Map<Long, Frame> seen = new LinkedHashMap<>();
        while (seen.size() < MOMENTS && playback.step(Granularity.EVENT, Direction.FORWARD, OptionalInt.empty())) {
            seen.put(playback.step(), playback.frame());
        }
        List<Long> back = new ArrayList<>(seen.keySet()).reversed();
        for (long step : back) {
            playback.travelToStep(step);
            Frame again = playback.frame();
            assertEquals(seen.get(step).kernel(), again.kernel(), "at step " + step);
            assertEquals(seen.get(step).stateHash(), again.stateHash());
            assertEquals(seen.get(step).recent(), again.recent());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aRecordingGoesTheSameWay(String name) throws UserMistake {
        ScenarioTemplate template = Scenarios.named(name);
        Playback playback = play(template);
        playback.runToEvent(template.moment()::isInstance, WHOLE);
        Recording recording = Recording.parse("x", playback.record().bytes());
        assertEquals(playback.scenario(), recording.scenario());
        Playback again = Playback.open(recording, Kernels.of(template.defaults().variant()));
        again.travelToStep(playback.step());
        assertEquals(playback.events(), again.events());
        assertEquals(playback.machine().stateHash(), again.machine().stateHash());
    }
}
