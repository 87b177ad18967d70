/* Reads what cores last entered the kernel for, and which translations they remember. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.guest.Place;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.engine.model.TrapsTrack;
import org.kernelscope.engine.model.Vectors;
import org.kernelscope.engine.view.TrapView;
import org.kernelscope.engine.view.TrapView.Entry;
import org.kernelscope.engine.view.TrapView.FrameWord;
import org.kernelscope.engine.view.TrapView.Step;
import org.kernelscope.engine.view.TrapView.TlbLine;
import org.kernelscope.engine.view.TrapView.Walk;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.Translation;
import org.kernelscope.hw.cpu.PageWalk;
import org.kernelscope.kernel.StructType;

/** One view for each core. */
final class TrapReader {
    private static final int PAGE_SHIFT = 12;
    private static final int LARGE_BYTES = 1 << 22;
    private static final List<String> USER_ONLY = List.of("user_esp", "user_ss");

    private final Guest guest;
    private final Machine machine;

    TrapReader(Guest guest) {
        this.guest = guest;
        machine = guest.machine();
    }

    List<TrapView> read(TrapsTrack track) throws Unreadable {
        List<TrapView> cores = new ArrayList<>();
        for (int core = 0; core < machine.config().cores(); core++) {
            Optional<TrapsTrack.Entered> last = track.last().get(core);
            Optional<Entry> entry = Optional.empty();
            if (last.isPresent()) {
                entry = Optional.of(entry(last.get()));
            }
            cores.add(new TrapView(
                    core,
                    machine.core(core).privilege(),
                    entry,
                    translations(core),
                    last.flatMap(TrapsTrack.Entered::walk).map(TrapReader::walk)));
        }
        return cores;
    }

    private Entry entry(TrapsTrack.Entered entered) throws Unreadable {
        Optional<Integer> result =
                entered.result().isPresent() ? Optional.of(entered.result().getAsInt()) : Optional.empty();
        return new Entry(
                entered.vector(),
                Vectors.name(entered.vector()),
                entered.time(),
                entered.fromRing(),
                entered.eip(),
                entered.error(),
                entered.call(),
                result,
                entered.left(),
                entered.left() ? List.of() : words(entered));
    }

    /** The saved registers as they lie on the kernel stack now. */
    private List<FrameWord> words(TrapsTrack.Entered entered) throws Unreadable {
        Place frame = guest.struct(entered.frame(), "irq_frame");
        List<FrameWord> words = new ArrayList<>();
        if (frame.type() instanceof StructType struct) {
            for (StructType.Member member : struct.members()) {
                if (entered.fromRing() != 0 || !USER_ONLY.contains(member.name())) {
                    Place word = frame.member(member.name());
                    words.add(new FrameWord(word.address(), member.name(), word.word()));
                }
            }
        }
        return words;
    }

    /** Those for data; code has its own entries, which are shown where data has none. */
    private List<TlbLine> translations(int core) {
        List<TlbLine> lines = new ArrayList<>();
        for (Translation translation : machine.translations(core)) {
            boolean large = translation.bytes() == LARGE_BYTES;
            lines.add(new TlbLine(
                    translation.page() >>> PAGE_SHIFT,
                    translation.frame() >>> PAGE_SHIFT,
                    large,
                    translation.global(),
                    translation.writable(),
                    translation.user(),
                    stale(core, translation)));
        }
        return lines.stream()
                .distinct()
                .sorted((a, b) -> Integer.compareUnsigned(a.page(), b.page()))
                .toList();
    }

    /** Whether the tables say otherwise, or less is allowed than the core believes. */
    private boolean stale(int core, Translation remembered) {
        PageWalk now = machine.walk(core, remembered.page());
        OptionalInt physical = now.physical();
        return physical.isEmpty()
                || physical.getAsInt() >>> PAGE_SHIFT != remembered.frame() >>> PAGE_SHIFT
                || remembered.writable() && !now.writable()
                || remembered.user() && !now.user();
    }

    private static Walk walk(PageWalk walk) {
        List<Step> steps = new ArrayList<>();
        for (PageWalk.Step step : walk.steps()) {
            String level = step.level().name().toLowerCase(Locale.ROOT);
            steps.add(new Step(level, step.index(), step.address(), step.entry(), meaning(step, walk)));
        }
        return new Walk(walk.linear(), steps, outcome(walk));
    }

    private static String meaning(PageWalk.Step step, PageWalk walk) {
        int entry = step.entry();
        if (!Tables.present(entry)) {
            return "not present";
        }
        if (step.level() == PageWalk.Level.POINTER) {
            return String.format("directory in frame 0x%x", Tables.frame(entry));
        }
        String rights = ((entry & Tables.WRITABLE) != 0 ? "writable" : "read only")
                + ((entry & Tables.USER) != 0 ? ", for users" : ", for the kernel");
        String large = walk.steps().getFirst().level() == PageWalk.Level.POINTER ? "2 MiB" : "4 MiB";
        boolean directory = step.level() == PageWalk.Level.DIRECTORY;
        String leads = directory && walk.large() ? large + " from frame " : directory ? "table in frame " : "frame ";
        return leads + String.format("0x%x", Tables.frame(entry)) + ", " + rights;
    }

    private static String outcome(PageWalk walk) {
        if (walk.physical().isEmpty()) {
            return walk.reserved() ? "a reserved bit is set" : "the page is not present";
        }
        return String.format("physical address 0x%x", walk.physical().getAsInt())
                + (walk.user() ? "" : ", for the kernel alone")
                + (walk.writable() ? "" : ", read only");
    }
}
