/* Bytes and the text that stands for them. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisassemblerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    8b45fc           | mov eax, dword ptr [ebp-4]
                    c745f801000000   | mov dword ptr [ebp-8], 1
                    83ec10           | sub esp, 0x10
                    83c4f0           | add esp, -0x10
                    f00fb10d00200000 | lock cmpxchg dword ptr [0x2000], ecx
                    f00fc101         | lock xadd dword ptr [ecx], eax
                    8702             | xchg dword ptr [edx], eax
                    65a110000000     | mov eax, dword ptr gs:[0x10]
                    7405             | je 0x1007
                    e8fbffffff       | call 0x1000
                    f3a5             | rep movsd
                    f390             | pause
                    0fb64c9808       | movzx ecx, byte ptr [eax+ebx*4+8]
                    0f22c0           | mov cr0, eax
                    0f0115f0000000   | lgdt [0xf0]
                    ea20800000 0800  | jmp 8:0x8020
                    f001c8           | (bad)
                    0faef0           | mfence
                    cf               | iretd
                    668cd8           | mov ax, ds
                    d8c3             | fadd st, st(3)
                    dcea             | fsub st(2), st
                    dee1             | fsubrp st(1), st
                    dc05 10000000    | fadd qword ptr [0x10]
                    da08             | fimul dword ptr [eax]
                    db6df4           | fld tbyte ptr [ebp-0xc]
                    df38             | fistp qword ptr [eax]
                    df20             | fbld tbyte ptr [eax]
                    d9ee             | fldz
                    dbc1             | fcmovnb st, st(1)
                    dfe0             | fnstsw ax
                    d9 6d fe         | fldcw word ptr [ebp-2]
                    dd20             | frstor [eax]
                    ded9             | fcompp
                    0fae 01          | fxsave [ecx]
                    db08             | (bad)
                    d9d1             | (bad)
                    ff2485c0100000   | jmp dword ptr [eax*4+0x10c0]
                    """)
    void textOfWideCode(String hex, String text) {
        byte[] code = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertEquals(new Disassembly(0x1000, code.length, text), Disassembler.disassemble(code, 0, 0x1000, true));
    }

    @ParameterizedTest
    @CsvSource({"8b4702,'mov ax, word ptr [bx+2]'", "ebfe,jmp 0x1000", "66cf,iretd", "e3fe,jcxz 0x1000"})
    void textOfNarrowCode(String hex, String text) {
        byte[] code = HexFormat.of().parseHex(hex);
        assertEquals(text, Disassembler.disassemble(code, 0, 0x1000, false).text());
    }
}
