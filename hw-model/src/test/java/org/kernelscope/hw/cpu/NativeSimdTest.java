/* Vector instructions here and on real processors. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeSimdTest {
    private static final int SEEDS = 60;
    /** Each of two approximations is off by no more than 1.5·2<sup>−12</sup>. */
    private static final double APART = 0x3p-12;

    private static final int SHOWN = 10;

    @TempDir
    private Path folder;

    private final TestMachine machine = Rings.kernel("");

    @Test
    void everyRowDoesWhatTheHostDoes() throws IOException, InterruptedException {
        machine.recording = false;
        List<SimdCase> cases = SimdTable.cases(0, SEEDS);
        List<MediaState> before = cases.stream().map(SimdCase::state).toList();
        List<MediaState> wanted = host().executed(before);
        assertEquals(before.size(), wanted.size());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            MediaState found = before.get(i).executed(machine);
            if (SimdTable.isApproximate(cases.get(i))) {
                takeWhatIsClose(found, wanted.get(i));
            }
            check(wrong, cases.get(i), wanted.get(i).changesFrom(before.get(i)), found.changesFrom(before.get(i)));
        }
        assertTrue(wrong.isEmpty(), () -> text(wrong));
    }

    @Test
    void everyRowDoesWhatAProcessorDid() throws IOException {
        machine.recording = false;
        Map<SimdCase, String> table = SimdTable.read();
        assertEquals(SimdTable.exactCases(), new ArrayList<>(table.keySet()));
        List<String> wrong = new ArrayList<>();
        table.forEach((simdCase, expected) -> {
            MediaState before = simdCase.state();
            check(wrong, simdCase, expected, before.executed(machine).changesFrom(before));
        });
        assertTrue(wrong.isEmpty(), () -> text(wrong));
    }

    @Test
    void theTableIsWhatTheHostDoes() throws IOException, InterruptedException {
        Map<SimdCase, String> onHost = new LinkedHashMap<>(SimdTable.of(host()));
        assertEquals(onHost, SimdTable.read());
    }

    private NativeProcessor host() throws IOException, InterruptedException {
        Optional<NativeProcessor> processor = NativeProcessor.in(folder);
        Assumptions.assumeTrue(processor.isPresent(), "no processor to compare with");
        return processor.orElseThrow();
    }

    private static void check(List<String> wrong, SimdCase simdCase, String expected, String found) {
        if (!expected.equals(found)) {
            wrong.add(simdCase + "\n  expected " + expected + "\n  found    " + found);
        }
    }

    private static String text(List<String> wrong) {
        return wrong.size() + " are wrong:\n"
                + String.join("\n", wrong.stream().limit(SHOWN).toList());
    }

    private static void takeWhatIsClose(MediaState found, MediaState wanted) {
        for (int at = MediaState.VECTORS; at < MediaState.VECTORS + 128; at += 4) {
            float ours = Float.intBitsToFloat(found.bytes.getInt(at));
            float theirs = Float.intBitsToFloat(wanted.bytes.getInt(at));
            boolean ordinary = Float.isFinite(ours) && ours != 0 && Float.isFinite(theirs);
            if (ordinary && Math.abs((double) ours - theirs) <= Math.abs((double) ours) * APART) {
                found.bytes.putInt(at, wanted.bytes.getInt(at));
            }
        }
    }
}
