/* What a guest measures with RDTSC is what the profile says. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuestCostsTest {
    /** A width of one and caches large enough, whose hits cost nothing, so that nothing depends on what was before. */
    private static final String PROFILE = TestProfiles.SMALL
            .replace("issue.width = 2", "issue.width = 1")
            .replace("l1.hit = 1", "l1.hit = 0")
            .replace("l1.bytes = 256", "l1.bytes = 16384")
            .replace("l2.bytes = 512", "l2.bytes = 32768")
            .replace("llc.bytes = 2048", "llc.bytes = 65536");

    /** Three rounds, so that what the last one measures finds its caches warm and its stores done. */
    private static final String MEASURE = """
            bd 03 00 00 00       ; mov ebp,3
            0f 31                ; rdtsc
            89 c6                ; mov esi,eax
            %s
            0f 31                ; rdtsc
            29 f0                ; sub eax,esi
            a3 00 30 10 00       ; mov ds:0x103000,eax
            4d                   ; dec ebp
            75 %02x              ; jne back to the first rdtsc
            """;

    /** An instruction, and the parameters whose sum it costs beside {@code cost.simple}. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            90,                       '',                       nop
            f0 ff 05 80 30 10 00,     cost.locked,              lock inc
            87 1d 80 30 10 00,        cost.locked,              xchg with memory
            ff 05 80 30 10 00,        '',                       inc of memory
            0f af c3,                 cost.mul,                 imul
            f3 90,                    cost.pause,               pause
            0f 20 d8 0f 22 d8,        cost.serialize cost.simple cost.cr3-load, move from and to cr3
            0f 01 3d 00 00 10 00,     cost.invlpg,              invlpg
            ec,                       cost.io,                  in
            8b 1d 20 00 e0 fe,        cost.apic,                a read of the local APIC
            cd 40,                    cost.interrupt cost.simple cost.iret, int to a handler and back
            0f 31,                    cost.rdtsc,               rdtsc
            """)
    void anInstructionCosts(String hex, String parameters, String name) throws ImageException {
        HardwareProfile profile = HardwareProfile.parse("test", PROFILE);
        int expected = profile.value("cost.simple");
        for (String parameter : parameters.split(" ")) {
            expected += parameter.isEmpty() ? 0 : profile.value(parameter);
        }
        assertEquals(expected, measured(hex) - measured(""), name);
    }

    /** Vector 0x40 to itself: two accesses to the APIC's page, the way, the handler; the core waits halted. */
    @ParameterizedTest
    @CsvSource({"500", "1234"})
    void anInterruptToItselfTakesTheLatency(int latency) throws ImageException {
        String enabled = "c7 05 f0 00 e0 fe ff 01 00 00 ; mov ds:0xfee000f0,0x1ff\n";
        String send = "c7 05 00 03 e0 fe 40 40 04 00 fb f4 ; mov ds:0xfee00300,0x44040; sti; hlt\n";
        String end = "c7 05 b0 00 e0 fe 00 00 00 00 fa ; mov ds:0xfee000b0,0; cli\n";
        String profile = PROFILE.replace("ipi.latency = 500", "ipi.latency = " + latency);
        int apic = HardwareProfile.parse("test", PROFILE).value("cost.apic");
        int handler = 100 + 1 + 100;
        int after = 1 + apic + 1;
        Machine machine = GuestProgram.run(enabled + around(send + end, 23), profile);
        int measured = GuestProgram.word(machine, GuestProgram.RESULT) - measured("");
        // The message leaves when the turn of the write begins.
        assertEquals(latency + handler + after, measured);
    }

    private static int measured(String hex) {
        int length = hex.isEmpty() ? 0 : hex.split(" ").length;
        Machine machine = GuestProgram.run(around(hex + " ;", length), PROFILE);
        return GuestProgram.word(machine, GuestProgram.RESULT);
    }

    private static String around(String program, int length) {
        assertEquals(
                length,
                Arrays.stream(program.split("\n"))
                        .map(line -> line.split(";")[0].strip())
                        .filter(bytes -> !bytes.isEmpty())
                        .mapToInt(bytes -> bytes.split(" ").length)
                        .sum());
        return MEASURE.formatted(program, -(2 + 2 + length + 2 + 2 + 5 + 1 + 2) & 0xFF);
    }
}
