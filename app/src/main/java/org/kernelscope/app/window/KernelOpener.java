/* Opens machines with real kernels. */
package org.kernelscope.app.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.Player;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.ScenarioTemplate;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Layer;
import org.kernelscope.kernel.Layers;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.lessons.QuestionRun;

/**
 * Builds with the given images and plays with the engine.
 *
 * @param images where images come from
 */
public record KernelOpener(Images images) implements Opener {
    private static final long FIRST_LOOK = 20_000_000;
    private static final int CROWD = 2;

    @Override
    public List<Offer> scenarios() {
        return Scenarios.all().stream()
                .map(template -> new Offer(
                        template.name(),
                        template.title(),
                        template.summary(),
                        template.defaults(),
                        template.topic(),
                        template.experiment(),
                        template.views()))
                .toList();
    }

    @Override
    public Opened open(Choice choice, Consumer<String> progress) throws UserMistake, InterruptedException {
        if (choice.recording().isPresent()) {
            return replay(choice.recording().get(), progress);
        }
        ScenarioTemplate template = Scenarios.named(choice.scenario());
        Scenario scenario = template.with(choice.options());
        progress.accept("Building the kernel with the " + choice.lock().id().toUpperCase(Locale.ROOT) + " lock");
        KernelImage image = image(() -> images.of(scenario.variant()));
        stopIfCancelled();
        progress.accept("Booting " + choice.cores() + (choice.cores() == 1 ? " core" : " cores"));
        Playback playback = Playback.open(scenario, image);
        if (choice.moment().isPresent()) {
            playback = QuestionRun.at(choice.scenario(), choice.moment().get(), _ -> image);
        } else if (scenario.takesInput()) {
            playback.run(FIRST_LOOK);
        } else {
            playback.runToEvent(template.moment()::isInstance, FIRST_LOOK);
            if (template.moment() == LockHandedOver.class) {
                Playback seen = playback;
                playback.runToEvent(_ -> crowded(seen), FIRST_LOOK);
            }
        }
        stopIfCancelled();
        return opened(playback, image);
    }

    private static Opened opened(Playback playback, KernelImage image) {
        return new Opened(new PlayerDeck(Player.open(playback)), sources(image), layers(image), NamedMemory.of(image));
    }

    private Opened replay(Recording recorded, Consumer<String> progress) throws UserMistake, InterruptedException {
        progress.accept("Building the recorded kernel");
        KernelImage image = image(() -> images.of(recorded));
        stopIfCancelled();
        progress.accept("Playing the recording");
        Playback playback = Playback.open(recorded, image);
        playback.travelToStep(recorded.stopAt().orElse(recorded.steps()));
        stopIfCancelled();
        return opened(playback, image);
    }

    private static boolean crowded(Playback playback) {
        return playback.frame().kernel().locks().stream()
                .anyMatch(lock -> lock.waiters().size() >= CROWD);
    }

    private static KernelImage image(Building building) throws UserMistake {
        try {
            return building.build();
        } catch (ToolchainException failure) {
            throw new UserMistake(failure.getMessage());
        }
    }

    /** Makes an image. */
    @FunctionalInterface
    private interface Building {
        KernelImage build() throws UserMistake, ToolchainException;
    }

    private static void stopIfCancelled() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static Map<String, List<String>> sources(KernelImage image) {
        Map<String, List<String>> sources = new HashMap<>();
        List<KernelImage> images = new ArrayList<>(List.of(image));
        image.programs().forEach(program -> images.add(program.image()));
        for (KernelImage each : images) {
            for (String file : files(each)) {
                image.source(file)
                        .ifPresent(text -> sources.put(file, text.lines().toList()));
            }
        }
        return sources;
    }

    private static List<Layer> layers(KernelImage image) {
        Set<String> folders =
                new TreeSet<>(files(image).stream().map(NavigatorView::folder).toList());
        return Layers.of(KernelSources.bundled()).bottomToTop().stream()
                .filter(layer -> folders.contains(layer.name()))
                .toList();
    }

    private static Set<String> files(KernelImage image) {
        return new TreeSet<>(
                image.lines().stream().map(row -> row.place().file()).toList());
    }
}
