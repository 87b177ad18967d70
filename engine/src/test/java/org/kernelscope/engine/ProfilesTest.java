/* Every bundled profile makes a machine, says where its figures come from, and tells the processor that it means. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.Topology;
import org.kernelscope.hw.cpu.ProcessorModel;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.Variant;

final class ProfilesTest {
    private static final long ENOUGH = 1_000_000_000;

    static List<String> names() {
        return Profiles.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyFigureHasAUnitAndASource(String name) throws UserMistake {
        HardwareProfile profile = Profiles.load(name);
        assertFalse(Profiles.title(name).isBlank());
        for (HardwareProfile.Parameter each : profile.parameters()) {
            assertTrue(each.source().length() >= 4, each.name());
            assertTrue(
                    List.of(
                                    "MHz",
                                    "bytes",
                                    "ways",
                                    "cycles",
                                    "stores",
                                    "entries",
                                    "instructions",
                                    "switch",
                                    "number",
                                    "leaf",
                                    "cores",
                                    "counters",
                                    "flag")
                            .contains(each.unit()),
                    each.name() + " in " + each.unit());
        }
        assertTrue(profile.words().stream().allMatch(each -> each.source().length() >= 4));
    }

    /** Profile, packages of a machine with 16 cores, signature of its processor. */
    @ParameterizedTest
    @CsvSource({
        "core-i7, 1, 206a7",
        "core2, 8, 6f6",
        "opteron-16, 4, 100f23",
        "pentium-133, 16, 52c",
        "i486-50, 16, 411",
        "untimed, 1, 206a7"
    })
    void theProcessorIsTheOneMeant(String name, int packages, String signature) throws Exception {
        HardwareProfile profile = Profiles.load(name);
        assertEquals(packages, Topology.from(16, profile).packages());
        assertEquals(
                Integer.parseInt(signature, 16), ProcessorModel.from(profile).signature());
    }

    /** The kernel's own tests pass on each processor that it runs on, in as many cores as make several packages. */
    @ParameterizedTest
    @CsvSource({"core-i7, 2", "core2, 3", "opteron-16, 5", "untimed, 2"})
    void theKernelPassesItsTests(String name, int cores) throws Exception {
        byte[] elf = Kernels.of(Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1))
                .elf();
        Machine machine = Machine.boot(new MachineConfig(cores, 64, Profiles.load(name)), elf, "kscope run=tests");
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals(new MachineState.Exited(33), machine.state());
        assertTrue(machine.serialOutput().contains(" 0 failed"), machine.serialOutput());
    }

    @ParameterizedTest
    @CsvSource({"pentium-133, 'CMOV;'", "i486-50, 'CPUID, PSE, TSC, CMOV;'"})
    void theKernelSaysWhatAProcessorLacks(String name, String lacks) {
        ScenarioOptions options = ScenarioOptions.defaults().withProfile(name);
        UserMistake mistake = assertThrows(
                UserMistake.class, () -> Scenarios.named("spinlock").with(options));
        assertTrue(mistake.getMessage().contains(name + ", which lacks " + lacks), mistake.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"core-i7", "core2", "opteron-16", "untimed"})
    void othersAreAccepted(String name) {
        assertDoesNotThrow(() -> Profiles.requireForKernel(Profiles.load(name)));
    }

    /** Distances never make anything cheaper. */
    @ParameterizedTest
    @MethodSource("names")
    void fartherIsNoCheaper(String name) throws Exception {
        HardwareProfile profile = Profiles.load(name);
        Stream<String> near = profile.parameters().stream()
                .map(HardwareProfile.Parameter::name)
                .filter(each -> each.endsWith(".near"));
        for (String each : near.toList()) {
            String figure = each.substring(0, each.length() - ".near".length());
            assertTrue(profile.value(figure) <= profile.value(each), each);
            assertTrue(profile.value(each) <= profile.value(figure + ".far"), each);
        }
    }
}
