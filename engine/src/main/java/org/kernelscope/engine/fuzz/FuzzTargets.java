/* The list of what is attacked with random input. */
package org.kernelscope.engine.fuzz;

import java.util.List;
import java.util.stream.Collectors;
import org.kernelscope.engine.UserMistake;

/** Every target by name. */
public final class FuzzTargets {
    private static final int ELF_HEADERS = 0x80;
    private static final int SETUP_HEADER = 0x290;

    private FuzzTargets() {}

    /**
     * A target in the list.
     *
     * @param name as on the command line
     * @param summary what is thrown at what
     * @param target what runs its cases
     */
    public record Named(String name, String summary, FuzzTarget target) {}

    /** The list. */
    public static List<Named> all() {
        return List.of(
                new Named(
                        "code", "random instructions; compiled, interpreted and single turns agree", new CodeTarget()),
                new Named("tables", "random descriptors, page tables, tasks and control registers", new TablesTarget()),
                new Named(
                        "devices", "random accesses to ports and device memory on several cores", new DevicesTarget()),
                new Named("elf", "damaged ELF files", new ImageTarget(ImageTarget::multiboot, ELF_HEADERS, false)),
                new Named(
                        "multiboot",
                        "damaged Multiboot files with odd command lines and modules",
                        new ImageTarget(ImageTarget::multiboot, ELF_HEADERS, true)),
                new Named(
                        "bzimage",
                        "damaged Linux kernels with odd command lines and disks",
                        new ImageTarget(ImageTarget::linux, SETUP_HEADER, true)),
                new Named("snapshot", "damaged saves of machines", new SnapshotTarget()),
                new Named("recording", "damaged recordings", new RecordingTarget()),
                new Named("litmus", "damaged litmus tests", new LitmusTarget()),
                new Named("profile", "damaged hardware profiles", new ProfileTarget()),
                new Named("vectors", "damaged files of instruction vectors", new VectorTarget()),
                new Named("exercise", "damaged exercises", new ExerciseTarget()),
                new Named("gdb", "garbage and damaged packets at the door for gdb", new GdbTarget()));
    }

    /** The target of this name. */
    public static Named named(String name) throws UserMistake {
        return all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserMistake("Unknown target '" + name + "': choose "
                        + all().stream().map(Named::name).collect(Collectors.joining(", ")) + "."));
    }
}
