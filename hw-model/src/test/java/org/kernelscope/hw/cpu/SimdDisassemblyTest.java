/* Text of vector instructions here and from the GNU disassembler. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimdDisassemblyTest {
    private static final int SEEDS = 3;
    private static final int SLOT = 16;
    private static final byte NOP = (byte) 0x90;
    private static final Pattern NUMBER = Pattern.compile("0x([0-9a-f]+)");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    660f6f4c2410   | movdqa xmm1, xmmword ptr [esp+0x10]
                    f30f7e06       | movq xmm0, qword ptr [esi]
                    660fd6c8       | movq xmm0, xmm1
                    0f12c1         | movhlps xmm0, xmm1
                    0f1201         | movlps xmm0, qword ptr [ecx]
                    f20f580510000000 | addsd xmm0, qword ptr [0x10]
                    66f20f58c1     | addsd xmm0, xmm1
                    f30f2ac0       | cvtsi2ss xmm0, eax
                    0fc2c102       | cmpleps xmm0, xmm1
                    f20fc2c10b     | cmpsd xmm0, xmm1, 0xb
                    660f73f905     | pslldq xmm1, 5
                    0fd7c1         | pmovmskb eax, mm1
                    0f6002         | punpcklbw mm0, dword ptr [edx]
                    660fc44102ff   | pinsrw xmm0, word ptr [ecx+2], 0xff
                    0fae5510       | ldmxcsr dword ptr [ebp+0x10]
                    0fae38         | clflush byte ptr [eax]
                    0faef8         | sfence
                    0f1808         | prefetcht0 [eax]
                    0f77           | emms
                    640ff7c1       | maskmovq mm0, mm1
                    f20f6fc1       | (bad)
                    """)
    void text(String hex, String text) {
        byte[] code = HexFormat.of().parseHex(hex);
        assertEquals(text, Disassembler.disassemble(code, 0, 0, true).text());
        assertEquals(code.length, Disassembler.disassemble(code, 0, 0, true).length());
    }

    @Test
    void everyRowReadsAsBinutilsReadIt() throws IOException, InterruptedException {
        List<SimdCase> cases = SimdTable.cases(0, SEEDS);
        byte[] codes = codes(cases);
        Optional<String> listing = listing(codes);
        Assumptions.assumeTrue(listing.isPresent(), "no objdump to compare with");
        List<String> theirs = new ArrayList<>();
        for (String line : listing.orElseThrow().lines().toList()) {
            String[] columns = line.strip().split("\t");
            if (columns.length > 2 && Integer.parseInt(columns[0].replace(":", ""), 16) % SLOT == 0) {
                theirs.add(plain(columns[2].replaceAll(" *#.*", "")));
            }
        }
        List<String> ours = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            ours.add(plain(Disassembler.disassemble(codes, i * SLOT, 0, true).text()));
        }
        assertEquals(ours.size(), theirs.size());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                wrong.add(cases.get(i).name() + ": " + ours.get(i) + " is " + theirs.get(i));
            }
        }
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    private static byte[] codes(List<SimdCase> cases) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (SimdCase simdCase : cases) {
            byte[] code = simdCase.code();
            out.writeBytes(code);
            for (int i = code.length; i < SLOT; i++) {
                out.write(NOP);
            }
        }
        return out.toByteArray();
    }

    private Optional<String> listing(byte[] codes) throws IOException, InterruptedException {
        Path file = folder.resolve("codes");
        Files.write(file, codes);
        try {
            Process process = new ProcessBuilder(
                            "objdump", "-D", "-z", "-b", "binary", "-m", "i386", "-M", "intel", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertEquals(0, process.waitFor(), text);
            return Optional.of(text);
        } catch (IOException e) {
            System.out.println("no comparison of disassemblies: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Without differences of taste: case, spaces, notation of numbers. */
    private static String plain(String text) {
        String even = text.toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replace(", ", ",")
                .strip();
        return NUMBER.matcher(even).replaceAll(found -> Long.toString(Long.parseLong(found.group(1), 16)));
    }
}
