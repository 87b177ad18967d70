/* Tests the building of user programs beside the kernel. */
package org.kernelscope.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserCodeTest {
    private static final String START = """
            #include "syscall/numbers.h"
                .globl start
            start:
                call main
                movl $CALL_EXIT, %eax
                int $0x30
            """;
    private static final String LINK = """
            ENTRY(start)
            SECTIONS {
              . = 0x40000000;
              .text : { *(.text .text.*) }
              .data : { *(.data .data.* .rodata .rodata.* .bss .bss.*) }
              /DISCARD/ : { *(.comment) *(.note .note.*) *(.eh_frame) }
            }
            """;

    @TempDir
    Path cache;

    static KernelSources sources() {
        return SmallKernel.sources()
                .with(
                        "layers.txt",
                        "error m It.\nsyscall m It.\n"
                                + SmallKernel.sources().text("layers.txt").get())
                .with("error/error.h", "#define ERROR_DEAD -5\n")
                .with("syscall/numbers.h", "#define CALL_EXIT 0\n")
                .with("user/link.ld", LINK)
                .with("user/lib/start.S", START)
                .with("user/lib/twice.h", "int twice(int number);\n")
                .with("user/lib/twice.c", "#include \"twice.h\"\nint twice(int number) { return 2 * number; }\n")
                .with("user/programs/hello.c", "#include <twice.h>\nint main(void) {\n  return twice(21);\n}\n")
                .with("user/programs/dead.c", "#include \"error/error.h\"\nint main(void) { return ERROR_DEAD; }\n");
    }

    private BuildResult build(KernelSources sources) throws ToolchainException {
        return SmallKernel.builder(cache).build(sources, SmallKernel.VARIANT);
    }

    @Test
    void eachProgramIsLinkedWithTheLibrary() throws ToolchainException {
        KernelImage kernel = SmallKernel.built(build(sources())).image();
        assertEquals(
                List.of("dead", "hello"),
                kernel.programs().stream().map(Program::name).toList());
        KernelImage hello = kernel.program("hello").orElseThrow().image();
        assertEquals(0x40000000, hello.entry());
        Symbol main = hello.symbol("main").orElseThrow();
        assertEquals(
                "user/programs/hello.c:2",
                hello.lineAt(main.address()).orElseThrow().toString());
        Symbol twice = hello.symbol("twice").orElseThrow();
        assertEquals(
                "user/lib/twice.c:2",
                hello.lineAt(twice.address()).orElseThrow().toString());
        assertEquals(Optional.empty(), kernel.symbol("twice"));
        assertArrayEquals(
                hello.elf(),
                SmallKernel.built(build(sources()))
                        .image()
                        .program("hello")
                        .orElseThrow()
                        .elf());
    }

    @Test
    void onlyWhatChangedIsCompiledAndTheHashTellsIt() throws ToolchainException {
        BuildResult.Built first = SmallKernel.built(build(sources()));
        assertEquals(
                List.of("user/lib/start.S", "user/lib/twice.c", "user/programs/dead.c", "user/programs/hello.c"),
                first.compiled().stream().filter(UserCode::contains).toList());
        KernelSources changed = sources().with("user/programs/dead.c", "int main(void) { return 3; }\n");
        BuildResult.Built second = SmallKernel.built(build(changed));
        assertEquals(List.of("user/programs/dead.c"), second.compiled());
        assertArrayEquals(first.image().elf(), second.image().elf());
        assertNotEquals(first.image().hash(), second.image().hash());
        KernelSources header = sources().with("user/lib/twice.h", "int twice(int);\n");
        assertEquals(
                List.of("user/lib/twice.c", "user/programs/hello.c"),
                SmallKernel.built(build(header)).compiled());
        assertEquals(
                first.image().hash(),
                SmallKernel.built(build(sources())).image().hash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user/programs/dead.c | #include \"base/add.h\" | user/programs/dead.c:1: error: user/programs/dead.c"
                        + " (user code) includes base/add.h (layer base); user code may include its own library,"
                        + " error/error.h and syscall/numbers.h alone",
                "top/top.c | #include \"user/lib/twice.h\"¶void start(void) {} | top/top.c:1: error: top/top.c (layer"
                        + " top) includes user/lib/twice.h (user code); the kernel contains no user code",
                "error/error.h | #include \"base/add.h\" | error/error.h:1: error: error/error.h (layer error)"
                        + " includes base/add.h (layer base); user code may include its own library, error/error.h and"
                        + " syscall/numbers.h alone",
                "user/programs/dead.c | int add(int, int);¶int main(void) { return add(1, 2); } |"
                        + " user/programs/dead.c:2: error: main (user code) uses add (base/add.c:3, layer base), which"
                        + " user code reaches by system calls alone",
                "user/programs/dead.c | int nothing(void);¶int main(void) { return nothing(); } |"
                        + " user/programs/dead.c:2: error: undefined symbol: nothing",
                "user/odd.c | int odd; | user/odd.c: error: is in no program; move it to user/lib/ or user/programs/",
                "user/programs/more/odd.c | int odd; | user/programs/more/odd.c: error: is in no program; move it to"
                        + " user/lib/ or user/programs/"
            })
    void bothEndsOfACrossingAreNamed(String file, String text, String expected) throws ToolchainException {
        KernelSources changed = sources().with(file, text.replace('¶', '\n') + "\n");
        List<Diagnostic> found = SmallKernel.failed(build(changed));
        assertEquals(expected, found.getLast().toString());
    }

    @Test
    void missingLinkerScriptIsNamed() throws ToolchainException {
        assertEquals(
                "user/link.ld: error: the linker script of the programs is missing\n",
                SmallKernel.lines(SmallKernel.failed(build(sources().without("user/link.ld")))));
    }
}
