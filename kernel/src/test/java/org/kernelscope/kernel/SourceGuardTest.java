/* Tests that sources which reach outside themselves are refused where they stand, and plain ones are not. */
package org.kernelscope.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceGuardTest {

    private static String problems(String path, String text) {
        KernelSources sources = SmallKernel.sources().with(path, text);
        return SmallKernel.lines(SourceGuard.check(sources, SmallKernel.VARIANT));
    }

    /** Attack after attack: the source, with ¶ for line ends, and what is said about it. */
    private static final String ATTACKS = """
            #include "/etc/passwd.h"                      | 1: #include "/etc/passwd.h" names an absolute path; name a file of the kernel
            ¶#include <../secret>                         | 2: #include <../secret> leaves its folder; name the file from the kernel's root
            #include "base/../../x"                       | 1: #include "base/../../x" leaves its folder; name the file from the kernel's root
            #include "C:/secret"                          | 1: #include "C:/secret" names an absolute path; name a file of the kernel
            #include "layers.txt"                         | 1: #include "layers.txt" names no header; only files that end in .h can be included
            #include "top/top.c"                          | 1: #include "top/top.c" names no header; only files that end in .h can be included
            #include "gone.h"                             | 1: #include "gone.h" names no file of the kernel
            #include <stdio.h>                            | 1: #include <stdio.h> names no file of the kernel
            #define F "/etc/passwd"¶#include F            | 2: #include needs the file's name itself, in quotes or angle brackets
            #include                                      | 1: #include needs the file's name itself, in quotes or angle brackets
            #in\\¶clude "/etc/passwd"                     | 1: #include "/etc/passwd" names an absolute path; name a file of the kernel
            #in\\  ¶clude "/etc/passwd"                   | 1: #include "/etc/passwd" names an absolute path; name a file of the kernel
            # /* c */ include /* d */ "/etc/passwd"       | 1: #include "/etc/passwd" names an absolute path; name a file of the kernel
            /*¶*/#include "/etc/passwd"                   | 2: #include "/etc/passwd" names an absolute path; name a file of the kernel
            %:include "/etc/passwd"                       | 1: #include "/etc/passwd" names an absolute path; name a file of the kernel
            ??=include "x"                                | 1: a trigraph is written here; write the character itself
            "??/" // "¶#include "add.h"                   | 1: a trigraph is written here; write the character itself
            #include_next "add.h"                         | 1: #include_next is not accepted
            #import "add.h"                               | 1: #import is not accepted
            #embed "/etc/passwd"                          | 1: #embed is not accepted
            #if __has_include("/etc/passwd")¶#endif       | 1: __has_include is not accepted
            #if __has_\\¶embed("/etc/passwd")¶#endif      | 1: __has_embed is not accepted
            #line 1 "lock/lock.c"                         | 1: #line is not accepted
            # 1 "lock/lock.c"                             | 1: #1 is not accepted
            #pragma clang optimize off                    | 1: #pragma clang is not accepted
            #pragma GCC optimize ("O0")                   | 1: #pragma GCC is not accepted
            #pragma comment(lib, "c")                     | 1: #pragma comment is not accepted
            _Pragma("GCC dependency \\"x\\"")             | 1: _Pragma is not accepted
            const char *when = __DATE__;                  | 1: __DATE__ is not accepted
            #define P(a, b) a##b¶                         | 1: ## needs a fixed word on one side: it could make any word otherwise
            #define P(x) as##x¶                           | 1: ## needs a fixed word on one side: it could make any word otherwise
            asm(".incbin \\"/etc/passwd\\"");             | 1: .incbin is not accepted: a kernel's sources are all that goes into it
            asm(".inc" "bin \\"/etc/passwd\\"");          | 1: .incbin is not accepted: a kernel's sources are all that goes into it
            asm(".include \\"/etc/passwd\\"");            | 1: the assembler directive ".include" is not accepted
            asm("nop; .INCLUDE \\"x\\"");                 | 1: the assembler directive ".INCLUDE" is not accepted
            asm("1: a: .include \\"x\\"");                | 1: the assembler directive ".include" is not accepted
            asm("\\x2einclude \\"x\\"");                  | 1: the text of asm may use no escapes but \\n, \\t, \\" and \\\\
            asm(".%c0 \\"x\\"" :: "i"(include));          | 1: the assembler directive ".%c0" is not accepted
            asm("%c0 \\"x\\"" :: "i"(a));                 | 1: "%c0" begins a statement of assembler text
            asm(".{inc|x}lude \\"x\\"");                  | 1: assembler text with alternatives in braces is not accepted
            asm(".macro m d¶.");                          | 1: a string is never closed
            asm(".rept 2\\n.in\\\\()clude \\"x\\"\\n.endr"); | 1: the assembler directive ".in\\()clude" is not accepted
            asm("/* \\n */ .include \\"x\\"");            | 1: a comment inside assembler text is not accepted
            asm("movb $'\\"', %al");                      | 1: a character in single quotes is not accepted in assembler text
            asm(".altmacro");                             | 1: the assembler directive ".altmacro" is not accepted
            #define T(x) asm(x)¶                          | 1: the text of asm must be plain strings, with no macro among them
            #define T(x) asm("nop" #x)¶                   | 1: the text of asm must be plain strings, with no macro among them
            #define A asm¶                                | 1: asm must be followed by its text in parentheses
            __asm__ volatile (TEXT);                      | 1: the text of asm must be plain strings, with no macro among them
            """;

    @Test
    void attacksAreRefusedWhereTheyStand() {
        for (String row : ATTACKS.lines().toList()) {
            String source =
                    row.substring(0, row.lastIndexOf(" | ")).stripTrailing().replace('¶', '\n');
            String expected = row.substring(row.lastIndexOf(" | ") + 3);
            String line = expected.substring(0, expected.indexOf(':'));
            String found = problems("base/attack.c", source + "\n");
            String wanted = "base/attack.c:" + line + ": error:" + expected.substring(expected.indexOf(':') + 1);
            assertEquals(
                    wanted,
                    found.lines()
                            .map(text -> text.startsWith(wanted) ? wanted : text)
                            .filter(wanted::equals)
                            .findFirst()
                            .orElse(found),
                    row);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#include <stdint.h>\n#include \"base/add.h\"\n#include \"add.h\"\n",
                "#define TEST(name) name##_test\n",
                "#pragma once\n#pragma pack(push, 1)\n",
                "/* don't #include \"/etc/passwd\" */\n// asm(x)\nconst char *s = \"#include asm ?? .incbin\";\n",
                "void f(void) { __asm__ volatile(\"lock xaddl %0, %1\\n\\t1: jmp 1b\" : : \"r\"(1)); }\n",
                "void g(void) { asm(\".pushsection \\\".x\\\", \\\"a\\\"; .long 1; .popsection\"); }\n",
                "void h(void) { asm(\"mov %%eax, %%ebx\"\n \" # it works\"); }\n",
                "#if 0\nit's fine\n#endif\n#error don't\n"
            })
    void plainSourcesAreAccepted(String text) {
        assertEquals("", problems("base/plain.c", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001b\n", "a\rb\n", "int \u00e9;\n", "#\u00a0include \"x\"\n", "/* open\n"})
    void charactersThatCompilersReadInTheirOwnWayAreRefused(String text) {
        assertFalse(problems("base/odd.c", text).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"INCLUDE /etc/passwd", "INPUT(/lib/libc.a)", "OUTPUT(/tmp/x)", "SEARCH_DIR(/)", "STARTUP(crt0.o)"
            })
    void linkerScriptsThatNameFilesAreRefused(String text) {
        String word = text.split("[ (]", 2)[0];
        assertEquals(
                "link.ld:2: error: the linker command " + word + " is not accepted: it names files of its own\n",
                problems("link.ld", "ENTRY(start)\n" + text + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#define D .inc\nD##bin \"/etc/passwd\"\n",
                ".macro m d\n.\\d \"/etc/passwd\"\n.endm\nm include\n",
                ".macro m d\n\\d \"/etc/passwd\"\n.endm\nm .include\n",
                ".macro m d\nx\\d: nop\n.endm\nm \"a: .include x\"\n",
                ".irp d,include\n.\\d \"/etc/passwd\"\n.endr\n",
                "#define Q(x) #x\n.include Q(/etc/passwd)\n",
                "#define E .include\nE \"/etc/passwd\"\n",
                ".irpc c,ab\nnop\n.endr\n"
            })
    void assemblerFilesAreJudgedAfterThePreprocessor(String text) throws ToolchainException {
        List<Diagnostic> found =
                SmallKernel.failed(new KernelBuilder(SmallKernel.toolchain(), CacheFolder.ofUser(), BuildLimits.usual())
                        .build(SmallKernel.sources().with("base/attack.S", text), SmallKernel.VARIANT));
        assertEquals("base/attack.S", found.getFirst().file());
        assertFalse(found.getFirst().text().contains("No such file"), found.toString());
    }

    @Test
    void sourcesThatAreTooLongAreRefused() {
        BuildLimits usual = BuildLimits.usual();
        BuildLimits limits =
                new BuildLimits(usual.time(), usual.memoryMiB(), usual.outputMiB(), usual.messageBytes(), 100);
        assertEquals(
                1,
                SourceGuard.judge(SmallKernel.sources(), SmallKernel.VARIANT, limits)
                        .problems()
                        .size());
    }
}
