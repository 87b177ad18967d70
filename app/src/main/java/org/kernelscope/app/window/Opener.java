/* Where the window gets its machines from. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.ScenarioTemplate.Build;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.event.Topic;
import org.kernelscope.kernel.Layer;

/** Builds the kernel of a choice and sets a machine up with it. */
public interface Opener {
    /** In the order of the menu. */
    List<Offer> scenarios();

    /**
     * Takes as long as the compiler does; called on a thread of its own and interrupted when the user cancels.
     *
     * @param progress receives what is being done, in words
     */
    Opened open(Choice choice, Consumer<String> progress) throws UserMistake, InterruptedException;

    /**
     * A scenario to choose.
     *
     * @param name as on the command line
     * @param title as in the menu
     * @param summary one sentence
     * @param defaults its parameters where the user does not settle them
     * @param topic under which it is listed
     * @param experiment the way of building the kernel to try out in it; empty where none matters
     * @param views ids of its views, in the order of their tabs
     */
    record Offer(
            String name,
            String title,
            String summary,
            ScenarioOptions defaults,
            Topic topic,
            Optional<Build> experiment,
            List<String> views) {
        public Offer {
            views = List.copyOf(views);
        }
    }

    /**
     * A machine at power-on, with the text that it was made of.
     *
     * @param deck plays it
     * @param sources lines of each source file, by its path below the source root
     * @param layers the layers of this kernel, bottom to top
     * @param memory what of its memory has a name
     */
    record Opened(Deck deck, Map<String, List<String>> sources, List<Layer> layers, List<NamedMemory> memory) {
        public Opened {
            sources = Map.copyOf(sources);
            layers = List.copyOf(layers);
            memory = List.copyOf(memory);
        }
    }
}
