/* Faults, debug exceptions, tasks and paging, as the manual has them and as other machines do. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModesTest {
    /**
     * Lines that Bochs prints otherwise, by what its own begin with and what ours begin with; the manual decides.
     *
     * <ul>
     *   <li>SDM 2A, IRET: a stack segment that is absent raises #SS, not #NP.
     *   <li>SDM 3B, 17.3.1.1: a trap between the steps of a repeated instruction pushes RF, and so does every fault but
     *       that of a breakpoint on an instruction, hence general detection.
     *   <li>A store of several words that faults at the second page has written those of the first there; nothing is
     *       written here, so that memory does not tell how often it was begun.
     * </ul>
     */
    private static final Map<String, List<String>> BOCHS_ERRS = Map.of(
            "faults", List.of("iret bad stack: "),
            "debug", List.of("repeated: ", "string: ", "string from: ", "general detect: "),
            "restart", List.of("fstenv: ", "fsave: ", "sgdt: "));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"faults", "debug", "tasks", "pae", "virtual", "real", "restart"})
    void guestsPrintWhatTheManualSays(String name) throws Exception {
        GuestProgram guest = GuestProgram.build(folder, name);
        assertEquals(String.join("\n", guest.expected()), String.join("\n", guest.onOurs()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"faults", "debug", "tasks", "pae", "virtual", "real", "restart"})
    void bochsPrintsTheSame(String name) throws Exception {
        GuestProgram guest = GuestProgram.build(folder, name);
        List<String> printed = guest.onBochs(new Emulators(folder));
        List<String> expected = guest.expected();
        int first = Math.max(printed.indexOf(expected.getFirst()), 0);
        assertEquals(undisputed(name, expected), undisputed(name, printed.subList(first, printed.size())));
    }

    private static String undisputed(String name, List<String> lines) {
        List<String> disputed = BOCHS_ERRS.getOrDefault(name, List.of());
        return String.join(
                "\n",
                lines.stream()
                        .map(line -> disputed.stream()
                                .filter(line::startsWith)
                                .findFirst()
                                .orElse(line))
                        .toList());
    }

    /**
     * QEMU (7.2) pushes no RF with faults (SDM 3B, 17.3.1.1), checks neither limits nor types of data segments (SDM 3A,
     * 5.3 and 5.5), and stops at some of the tasks. Of paging, what an instruction reads and then writes faults there as a
     * read, a reserved bit is told without presence (4.7), and pointers of PAE are loaded whatever they hold (4.4.1);
     * that a global page is forgotten is allowed.
     */
    @ParameterizedTest
    @ValueSource(strings = {"pae", "virtual"})
    void qemuPrintsTheSameButForItsErrors(String name) throws Exception {
        GuestProgram guest = GuestProgram.build(folder, name);
        List<String> printed = new Emulators(folder).onQemu(guest);
        assertEquals(comparable(guest.expected()), comparable(printed));
    }

    private static String comparable(List<String> lines) {
        return lines.stream()
                .filter(line ->
                        !line.contains(" add: vector e") && !line.startsWith("pointer ") && !line.startsWith("pge 1"))
                .map(line -> line.replaceAll(" flags [0-9a-f]+", ""))
                .map(ModesTest::withPresence)
                .collect(Collectors.joining("\n"));
    }

    /** Bit 0 of the error code of a page fault set where bit 3 is. */
    private static String withPresence(String line) {
        return line.replace("vector e code 8", "vector e code 9")
                .replace("vector e code a", "vector e code b")
                .replace("vector e code c", "vector e code d")
                .replace("vector e code e", "vector e code f");
    }
}
