/* Profiles: the text form, its errors, and the profile that the product ships. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.cache.CacheSystem;
import org.kernelscope.hw.cpu.Costs;
import org.kernelscope.hw.cpu.ProcessorModel;
import org.kernelscope.hw.cpu.TlbGeometry;

final class HardwareProfileTest {
    private static final String WRONG = """
            clock 2800 MHz ; no equals sign
            clock = -1 MHz ; negative
            clock = 2800 ; no unit
            clock = 2800 MHz
            """;

    @Test
    void aParameterHasValueUnitAndSource() throws ImageException {
        var profile = HardwareProfile.parse("p", "# comment\n\nclock = 2800 MHz ; data sheet; page 1\n");
        assertEquals(
                new HardwareProfile.Parameter("clock", 2800, "MHz", "data sheet; page 1"),
                profile.parameters().getFirst());
        assertEquals(2800, profile.value("clock"));
        assertThrows(ImageException.class, () -> profile.value("speed"));
    }

    @Test
    void textIsAParameterToo() throws ImageException {
        String text = "clock = 2800 MHz ; data sheet\nmaker = \"A; B = 1 x\" ; a guess\n";
        var profile = HardwareProfile.parse("p", text);
        assertEquals("A; B = 1 x", profile.word("maker"));
        assertEquals(text, profile.text());
        assertThrows(ImageException.class, () -> profile.word("clock"));
        assertThrows(ImageException.class, () -> HardwareProfile.parse("p", text + "maker = 1 x ; y"));
    }

    @Test
    void aWrongLineIsNamedWithItsNumber() {
        for (String line : WRONG.lines().toList()) {
            var e = assertThrows(ImageException.class, () -> HardwareProfile.parse("p", "\n" + line));
            assertTrue(e.getMessage().startsWith("profile p, line 2:"), e.getMessage());
        }
        assertThrows(ImageException.class, () -> HardwareProfile.parse("p", "a = 1 x ; y\na = 2 x ; y"));
    }

    @Test
    void figuresThatNoMachineCanHaveAreRefused() throws ImageException {
        for (String row : List.of(
                "clock 0", "clock 99999999", "store.misses 0", "store.misses 999999999", "llc.bytes 536870912")) {
            String[] words = row.split(" ");
            String text = TestProfiles.SMALL.replaceFirst("(?m)^" + words[0] + " = \\d+", words[0] + " = " + words[1]);
            var config = new MachineConfig(1, 4, HardwareProfile.parse("p", text));
            var e = assertThrows(ImageException.class, () -> Machine.boot(config, TestImage.forCores(1), ""), row);
            assertTrue(e.getMessage().startsWith("profile p: " + words[0]), e.getMessage());
        }
    }

    @Test
    void theShippedProfileDescribesAWholeMachine() throws IOException, ImageException {
        Path file = Path.of(
                System.getProperty("kscope.home", "."),
                "assets/src/main/resources/org/kernelscope/assets/profiles/core-i7.profile");
        Assumptions.assumeTrue(Files.exists(file), "not run from the project's folder");
        var profile = HardwareProfile.parse("core-i7", Files.readString(file));
        assertEquals(4, Costs.from(profile).width());
        assertEquals(64, TlbGeometry.from(profile).data().entries());
        assertEquals(
                4,
                new CacheSystem(4, profile, (core, line, source, kind, cycles) -> {})
                        .line(0)
                        .byCore()
                        .size());
        assertEquals(0x206A7, ProcessorModel.from(profile).signature());
        assertTrue(profile.value("ipi.latency") > 0);
    }
}
