/* What CPUID answers, and what is undefined on processors without it. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.TestProfiles;

class IdentificationTest {
    private static final int CODE = 0x1000;

    private static TestMachine machine(String profile, String hex) {
        TestMachine machine = new TestMachine(profile);
        machine.put(CODE, hex);
        machine.core.enterProtectedFlat(CODE, 0, 0);
        Registers g = machine.core.registers();
        g.r[Registers.ESP] = 0x9000;
        g.idtBase = 0x2000;
        g.gdtBase = 0x3000;
        g.gdtLimit = 0x17;
        machine.put64(0x3008, TestMachine.flatDescriptor(0x9B));
        machine.put64(0x3010, TestMachine.flatDescriptor(0x93));
        for (int vector = 0; vector < 32; vector++) {
            machine.put64(0x2000 + vector * 8, TestMachine.gate(8, 0x4000 + vector * 16, 0xE, 0));
        }
        return machine;
    }

    private static String without(String... features) {
        String profile = TestMachine.PROFILE;
        for (String feature : features) {
            profile = profile.replace("cpuid." + feature + " = 1", "cpuid." + feature + " = 0");
        }
        return profile;
    }

    /** EAX, EBX, ECX, EDX. */
    private static List<Integer> asked(String profile, int leaf, int subleaf) {
        TestMachine machine = machine(profile, "0fa2");
        machine.core.registers().r[EAX] = leaf;
        machine.core.registers().r[ECX] = subleaf;
        machine.core.step();
        return List.of(machine.register(EAX), machine.register(EBX), machine.register(ECX), machine.register(EDX));
    }

    private static String text(List<Integer> words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.size() * 4).order(ByteOrder.LITTLE_ENDIAN);
        words.forEach(bytes::putInt);
        return new String(bytes.array(), StandardCharsets.US_ASCII);
    }

    @Test
    void leafZeroNamesTheVendorAndTheLastLeaf() {
        List<Integer> answer = asked(TestMachine.PROFILE, 0, 0);
        assertEquals(2, answer.getFirst());
        assertEquals("Kernelscope ", text(List.of(answer.get(1), answer.get(3), answer.get(2))));
    }

    @Test
    void leafOneHasSignatureAndFeatures() {
        assertEquals(List.of(0x206A7, 0x800, 8, 0x078A_AB7D), asked(TestMachine.PROFILE, 1, 0));
        String small = without("mmx", "sse", "sse2", "clflush", "monitor", "pse36", "pae", "nx", "de");
        assertEquals(List.of(0x206A7, 0, 0, 0x0100_AB39), asked(small, 1, 0));
        String old = TestMachine.PROFILE
                .replace("family = 6", "family = 5")
                .replace("model = 42", "model = 2")
                .replace("package-cores = 1", "package-cores = 8");
        assertEquals(0x527, asked(old, 1, 0).getFirst());
        assertEquals(8, asked(old, 1, 0).get(1) >>> 16 & 0xFF);
        assertTrue((asked(old, 1, 0).get(3) & 1 << 28) != 0);
        assertEquals(0, asked(withTopology(old), 1, 0).get(1) >>> 16 & 0xFF, "leaf B tells");
    }

    private static String withTopology(String profile) {
        return profile.replace("max-leaf = 2", "max-leaf = 11") + """
                l1.bytes = 0 bytes ; test
                l2.bytes = 0 bytes ; test
                llc.bytes = 0 bytes ; test
                """;
    }

    @Test
    void extendedLeavesHaveBrandNxAndAddressBits() {
        assertEquals(List.of(0x8000_0008, 0, 0, 0), asked(TestMachine.PROFILE, 0x8000_0000, 0));
        assertEquals(1 << 20, asked(TestMachine.PROFILE, 0x8000_0001, 0).get(3));
        assertEquals(0, asked(without("nx"), 0x8000_0001, 0).get(3));
        assertEquals("A processor for ", text(asked(TestMachine.PROFILE, 0x8000_0002, 0)));
        assertEquals(0x2020, asked(TestMachine.PROFILE, 0x8000_0008, 0).getFirst());
    }

    @Test
    void beyondTheLastLeafIsTheLastBasicOne() {
        List<Integer> last = asked(TestMachine.PROFILE, 2, 0);
        assertEquals(List.of(0x00F0_5A01, 0, 0, 0), last);
        assertEquals(last, asked(TestMachine.PROFILE, 0x77, 0));
        assertEquals(last, asked(TestMachine.PROFILE, 0x8000_0009, 0));
        String plain = TestMachine.PROFILE.replace("max-extended-leaf = 8", "max-extended-leaf = 0");
        assertEquals(last, asked(plain, 0x8000_0000, 0));
    }

    /** Cores of a package, of the machine, and how many the package tells of. */
    @ParameterizedTest
    @CsvSource({"16, 1, 1", "16, 2, 2", "16, 3, 4", "16, 8, 8", "4, 16, 4", "4, 3, 4", "1, 8, 1"})
    void aPackageTellsOfTheCoresThatThereAre(int cores, int machine, int told) throws ImageException {
        String profile = TestProfiles.SMALL.replace("package-cores = 16", "package-cores = " + cores);
        ProcessorModel model = ProcessorModel.from(HardwareProfile.parse("test", profile));
        assertEquals(told, model.among(machine).packageCores());
        assertEquals(model.caches(), model.among(machine).caches());
    }

    @Test
    void leafFourHasTheCachesOfTheProfile() throws ImageException {
        ProcessorModel model = ProcessorModel.from(TestProfiles.small());
        assertEquals(
                List.of(
                        new ProcessorModel.Cache(1, 256, 2, false),
                        new ProcessorModel.Cache(2, 512, 2, false),
                        new ProcessorModel.Cache(3, 2048, 4, true)),
                model.caches());
        String whole = TestMachine.PROFILE.replace("max-leaf = 2", "max-leaf = 11") + """
                l1.bytes = 32768 bytes ; test
                l1.ways = 8 ways ; test
                l2.bytes = 0 bytes ; test
                llc.bytes = 8388608 bytes ; test
                llc.ways = 16 ways ; test
                """;
        assertEquals(List.of(0x121, 7 << 22 | 63, 63, 0), asked(whole, 4, 0));
        assertEquals(List.of(0x143, 15 << 22 | 63, 8191, 0), asked(whole, 4, 1));
        assertEquals(List.of(0, 0, 0, 0), asked(whole, 4, 2));
        assertEquals(List.of(64, 64, 3, 0), asked(whole, 5, 0));
        assertEquals(List.of(0, 1, 0x201, 0), asked(whole, 0xB, 1));
    }

    @Test
    void thePresenceOfCpuidShowsInItsFlag() {
        for (boolean there : new boolean[] {true, false}) {
            // pushfd; or dword [esp], 200000h; popfd; cpuid
            TestMachine machine = machine(there ? TestMachine.PROFILE : without("cpuid"), "9c 810c2400002000 9d 0fa2");
            machine.steps(3);
            assertEquals(there, (machine.core.registers().eflags & Flags.ID) != 0);
            machine.core.step();
            assertEquals(there ? CODE + 11 : 0x4060, machine.core.linearEip());
        }
    }

    /** A feature with those that need it, and an instruction that is undefined without it. */
    @ParameterizedTest
    @CsvSource({
        "cmov, 0f44c8",
        "cmov, dac1",
        "cmov, dbf1",
        "cmov, dfe9",
        "cmov, 0f1f00",
        "cmpxchg8b, 0fc70d00500000",
        "tsc, 0f31",
        "msr sysenter nx, 0f32",
        "msr sysenter nx, 0f30",
        "sysenter, 0f34",
        "sysenter, 0f35",
        "fxsr sse sse2, 0fae0500500000",
        "fxsr sse sse2, 0fae0d00500000",
        "mmx, 0f77",
        "mmx, 0fefc0",
        "sse sse2, 0f57c0",
        "sse sse2, f30f10c1",
        "sse sse2, 0fae1500500000",
        "sse2, 660fefc0",
        "sse2, f20f10c1",
        "clflush, 0fae3d00500000",
        "sse2, 0faef0",
        "sse2, 0faee8",
        "sse sse2, 0faef8",
        "monitor, 0f01c8",
        "monitor, 0f01c9"
    })
    void withoutItsFeatureAnInstructionIsUndefined(String features, String hex) {
        TestMachine whole = machine(TestMachine.PROFILE, hex);
        whole.core.registers().r[ECX] = hex.startsWith("0f3") ? 0x1B : 0;
        whole.core.registers().sysenterSelector = 8;
        whole.core.registers().cr4 = Registers.CR4_OSFXSR;
        whole.core.step();
        assertTrue(whole.core.linearEip() != 0x4060, "defined with " + features);
        TestMachine lacking = machine(without(features.split(" ")), hex);
        lacking.core.step();
        assertEquals(0x4060, lacking.core.linearEip());
        assertEquals(CODE, lacking.memory.read32(lacking.register(Registers.ESP)));
    }

    @Test
    void mwaitEndsAtOnceAndOnlyRingZeroHasIt() {
        TestMachine machine = machine(TestMachine.PROFILE, "0f01c8 0f01c9 90");
        machine.core.registers().r[EAX] = 0x5000;
        machine.steps(3);
        assertEquals(CODE + 7, machine.core.linearEip());
        TestMachine user = Rings.user("0f01c8");
        user.core.step();
        assertEquals(Rings.handler(Fault.INVALID_OPCODE), user.core.linearEip());
        TestMachine hints = machine(TestMachine.PROFILE, "0f01c9");
        hints.core.registers().r[ECX] = 2;
        hints.core.step();
        assertEquals(0x40D0, hints.core.linearEip());
    }

    /** A change to the profile and what the message says of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vendor = "Kernelscope "  | vendor = "Kernelscope"       | 12 characters
            package-cores = 1        | package-cores = 3            | power of two
            stepping = 7             | stepping = 16                | at most 15
            descriptors = "5a f0"    | descriptors = "5a f"         | two hexadecimal digits
            cpuid.pae = 1            | cpuid.pae = 0                | cpuid.nx needs cpuid.pae
            cpuid.tsc = 1            | cpuid.tsc = 2                | at most 1
            cpuid.tsc = 1            | cpuid.tick = 1               | lacks the parameter cpuid.tsc
            """)
    void profilesThatDescribeNoProcessorAreRefused(String text, String other, String message) {
        String changed = TestMachine.PROFILE.replace(text, other);
        var e = assertThrows(ImageException.class, () -> ProcessorModel.from(HardwareProfile.parse("other", changed)));
        assertTrue(e.getMessage().startsWith("profile other") && e.getMessage().contains(message), e.getMessage());
    }
}
