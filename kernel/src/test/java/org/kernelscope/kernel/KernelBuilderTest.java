/* Tests what the build makes of sound, wrong and hostile sources. */
package org.kernelscope.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kernelscope.kernel.Variant.Alignment;
import org.kernelscope.kernel.Variant.Guarding;
import org.kernelscope.kernel.Variant.Lock;
import org.kernelscope.kernel.Variant.Optimisation;
import org.kernelscope.kernel.Variant.Preemption;

class KernelBuilderTest {
    @TempDir
    Path cache;

    private BuildResult build(KernelSources sources) throws ToolchainException {
        return SmallKernel.builder(cache).build(sources, SmallKernel.VARIANT);
    }

    private String problems(String path, String text) throws ToolchainException {
        return SmallKernel.lines(SmallKernel.failed(build(SmallKernel.sources().with(path, text))));
    }

    @Test
    void smallProgramIsBuilt() throws ToolchainException {
        BuildResult.Built built = SmallKernel.built(build(SmallKernel.sources()));
        assertEquals(List.of("base/add.c", "ticket_lock/ticket_lock.c", "top/top.c"), built.compiled());
        assertEquals(List.of(), built.warnings());
        assertEquals(0x100000, built.image().symbol("add").orElseThrow().address());
        assertEquals(
                built.image().entry(),
                built.image().symbol("start").orElseThrow().address());
    }

    @Test
    void aCacheThatCannotBeWrittenIsAReasonNotACrash() throws IOException, ToolchainException {
        Path file = Files.writeString(cache.resolve("file"), "");
        KernelBuilder builder = SmallKernel.builder(file);
        var trouble =
                assertThrows(ToolchainException.class, () -> builder.build(SmallKernel.sources(), SmallKernel.VARIANT));
        String sentence = trouble.getMessage();
        assertTrue(sentence.startsWith("The kernel could not be built in " + file + ": "), sentence);
        assertTrue(sentence.matches(".*: [a-z ]+ at .*scratch\\. Make the folder writable.*"), sentence);
    }

    @Test
    void onlyWhatChangedIsCompiled() throws ToolchainException {
        KernelSources sources = SmallKernel.sources();
        String first = SmallKernel.built(build(sources)).image().hash();
        BuildResult.Built again = SmallKernel.built(build(sources));
        assertEquals(List.of(), again.compiled());
        assertEquals(first, again.image().hash());

        String changed = sources.text("base/add.c").orElseThrow().replace("a + b", "b - a");
        BuildResult.Built other = SmallKernel.built(build(sources.with("base/add.c", changed)));
        assertEquals(List.of("base/add.c"), other.compiled());
        assertNotEquals(first, other.image().hash());

        KernelSources header =
                sources.with("lock/lock.h", sources.text("lock/lock.h").orElseThrow() + "enum { ONE };\n");
        assertEquals(
                List.of("ticket_lock/ticket_lock.c", "top/top.c"),
                SmallKernel.built(build(header)).compiled());
        assertEquals(first, SmallKernel.built(build(sources)).image().hash());
    }

    @Test
    void whatIsKnownStartsNoProgram() throws ToolchainException {
        String hash = SmallKernel.built(build(SmallKernel.sources())).image().hash();
        Toolchain real = SmallKernel.toolchain();
        List<String> none = List.of(cache.resolve("no-such-program").toString());
        Toolchain idle = new Toolchain(real.id(), none, none, real.headers(), real.environment());
        KernelBuilder builder = new KernelBuilder(idle, cache, BuildLimits.usual());
        BuildResult.Built again = SmallKernel.built(builder.build(SmallKernel.sources(), SmallKernel.VARIANT));
        assertEquals(List.of(), again.compiled());
        assertEquals(hash, again.image().hash());
    }

    @Test
    void damagedObjectInTheCacheIsMadeAgain() throws ToolchainException, IOException {
        String hash = SmallKernel.built(build(SmallKernel.sources())).image().hash();
        try (Stream<Path> files = Files.walk(cache.resolve("objects"))) {
            for (Path object :
                    files.filter(file -> file.toString().endsWith(".o")).toList()) {
                Files.write(object, new byte[] {1, 2, 3});
            }
        }
        BuildResult.Built again = SmallKernel.built(build(SmallKernel.sources()));
        assertEquals(3, again.compiled().size());
        assertEquals(hash, again.image().hash());
    }

    @Test
    void bytesAreTheSameWhereverCacheAndHeadersLie(@TempDir Path elsewhere) throws ToolchainException, IOException {
        KernelSources sources = SmallKernel.sources()
                .with(
                        "base/wide.c",
                        "#include <stdint.h>\nuint64_t wide(uint32_t a);\nuint64_t wide(uint32_t a) { return a; }\n")
                .with("base/entry.S", "    .globl enter\nenter:\n    jmp enter\n");
        Toolchain here = SmallKernel.toolchain();
        Path headers = Files.createDirectories(elsewhere.resolve("other/headers"));
        Files.copy(here.headers().resolve("stdint.h"), headers.resolve("stdint.h"));
        Toolchain there = new Toolchain(here.id(), here.compiler(), here.linker(), headers, here.environment());
        KernelBuilder other = new KernelBuilder(there, elsewhere.resolve("a/b"), BuildLimits.usual());
        assertArrayEquals(
                SmallKernel.built(build(sources)).image().elf(),
                SmallKernel.built(other.build(sources, SmallKernel.VARIANT))
                        .image()
                        .elf());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int f(void) {¶  return 1¶}| add.c:2:11: error: expected ';' after return statement [fix: ;]",
                "int g(void) { return addd(1, 2); }| add.c:1:22: error: call to undeclared function 'addd'; ISO C99 and"
                        + " later do not support implicit function declarations [-Wimplicit-function-declaration]",
                "int x = \"s\";| add.c:1:5: error: incompatible pointer to integer conversion initializing 'int'"
                        + " with an expression of type 'char[2]' [-Wint-conversion]",
                "struct s { int count; };¶int h(struct s *s) { return s->coumt; }| add.c:2:32: error: no member named"
                        + " 'coumt' in 'struct s'; did you mean 'count'? [fix: count]",
                "#error it's wrong| add.c:1:2: error: it's wrong",
                "void k(void) { __asm__(\"frob %eax\"); }| add.c:1:24: error: invalid instruction mnemonic 'frob'"
            })
    void compilerMessagesAreValues(String text, String expected) throws ToolchainException {
        String found = problems("base/add.c", text.replace('¶', '\n') + "\n");
        assertEquals("base/" + expected, found.lines().findFirst().orElseThrow());
    }

    @Test
    void assemblerMessagesNameTheSource() throws ToolchainException {
        assertEquals(
                "base/entry.S:3:5: error: invalid instruction mnemonic 'frob'\n",
                problems("base/entry.S", "#define NOTHING\n    .text\n    frob %eax\n"));
    }

    @Test
    void warningsAreRememberedWithTheObject() throws ToolchainException {
        KernelSources sources =
                SmallKernel.sources().with("base/more.c", "int more(void);\nint more(void) { int x; return 1; }\n");
        String expected = "base/more.c:2:22: warning: unused variable 'x' [-Wunused-variable]\n";
        assertEquals(
                expected, SmallKernel.lines(SmallKernel.built(build(sources)).warnings()));
        BuildResult.Built again = SmallKernel.built(build(sources));
        assertEquals(List.of(), again.compiled());
        assertEquals(expected, SmallKernel.lines(again.warnings()));
    }

    @Test
    void linkerMessagesNameTheirPlace() throws ToolchainException {
        String missing = "void gone(void);\nvoid start(void);\nvoid start(void) {\n  gone();\n}\n";
        assertEquals("top/top.c:4: error: undefined symbol: gone\n", problems("top/top.c", missing));
        String twice = "int add(int a, int b);\nint add(int a, int b) { return a * b; }\n";
        assertEquals("base/add.c:3: error: duplicate symbol: add\n", problems("base/zwei.c", twice));
        assertEquals("link.ld:1: error: unexpected EOF\n", problems("link.ld", "SECTIONS {"));
    }

    @Test
    void upwardIncludeIsRefused() throws ToolchainException {
        assertEquals(
                "base/add.c:1: error: base/add.c (layer base) includes lock/lock.h (layer lock), which lies above it\n",
                problems("base/add.c", "#include \"lock/lock.h\"\n"));
    }

    @Test
    void upwardCallIsRefused() throws ToolchainException {
        String text = """
                void start(void);
                int add(int a, int b);
                int add(int a, int b) {
                  if (a > b) {
                    start();
                  }
                  return a + b;
                }
                """;
        assertEquals(
                "base/add.c:5: error: add (layer base) uses start (top/top.c:6, layer top), which lies above it\n",
                problems("base/add.c", text));
    }

    @Test
    void upwardReferenceFromDataIsRefused() throws ToolchainException {
        String text = "void start(void);\nvoid (*hook)(void) = start;\n";
        assertEquals(
                "base/hook.c: error: data (layer base) uses start (top/top.c:6, layer top), which lies above it\n",
                problems("base/hook.c", text));
    }

    @Test
    void variantIsCalledThroughItsInterfaceAlone() throws ToolchainException {
        String text = "#include \"lock/lock.h\"\nvoid start(void);\nvoid queue_only(void);\n"
                + "void start(void) {\n  lock_acquire();\n  queue_only();\n}\n";
        BuildResult result = SmallKernel.builder(cache)
                .build(SmallKernel.sources().with("top/top.c", text), Variant.of(Lock.MCS, Optimisation.O1));
        assertEquals(
                "top/top.c:6: error: start (layer top) uses queue_only (mcs_lock/mcs_lock.c:3, layer mcs_lock),"
                        + " which lies above it\n",
                SmallKernel.lines(SmallKernel.failed(result)));
    }

    @Test
    void namesThatLookAlikeStayApart() throws ToolchainException {
        KernelSources sources =
                SmallKernel.sources().with("base/x-y.c", "int one = 1;\n").with("base/x/y.c", "int two = 2;\n");
        KernelImage image = SmallKernel.built(build(sources)).image();
        assertTrue(image.symbol("one").isPresent() && image.symbol("two").isPresent());
    }

    @Test
    void sourceInNoLayerIsReported() throws ToolchainException {
        assertEquals(
                "extra/extra.c: error: lies in no layer; name its folder in layers.txt\n",
                problems("extra/extra.c", "int extra;\n"));
    }

    @Test
    void compilerThatRunsTooLongIsStopped() throws ToolchainException {
        StringBuilder text = new StringBuilder("#define A0 1+1+1+1+1+1+1+1\n");
        for (int i = 1; i < 12; i++) {
            text.append("#define A%d A%d+A%d+A%d+A%d+A%d+A%d+A%d+A%d%n"
                    .formatted(i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1)
                    .replace("\r", ""));
        }
        text.append("int big = A11;\n");
        BuildLimits limits = new BuildLimits(Duration.ofSeconds(1), 1024, 16, 1 << 16, 1 << 20);
        KernelBuilder builder = new KernelBuilder(SmallKernel.toolchain(), cache, limits);
        List<Diagnostic> found = SmallKernel.failed(
                builder.build(SmallKernel.sources().with("base/big.c", text.toString()), SmallKernel.VARIANT));
        assertEquals("base/big.c", found.getFirst().file());
        assertTrue(
                found.getLast().text().contains("stopped after 1 seconds")
                        || found.getLast().text().contains("limit"),
                SmallKernel.lines(found));
    }

    @Test
    void imageThatGrowsTooLargeIsRefused() throws ToolchainException {
        String script = "ENTRY(start) SECTIONS { . = 1M; .text : { *(.text) } .data : { . += 512M; BYTE(1) } }";
        List<Diagnostic> found = SmallKernel.failed(build(SmallKernel.sources().with("link.ld", script)));
        assertTrue(found.getFirst().text().contains("too large"), found.toString());
    }

    @Test
    void scratchFolderIsEmptyAfterwards() throws ToolchainException, IOException {
        SmallKernel.built(build(SmallKernel.sources()));
        try (Stream<Path> left = Files.list(cache.resolve("scratch"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Lock.class)
    void bundledKernelIsBuilt(Lock lock) throws ToolchainException {
        for (Optimisation optimisation : Optimisation.values()) {
            BuildResult result = SmallKernel.builder(CacheFolder.ofUser())
                    .build(KernelSources.bundled(), Variant.of(lock, optimisation));
            KernelImage image = SmallKernel.built(result).image();
            assertTrue(image.struct("lock").isPresent());
            assertTrue(image.variable("work_lock").isPresent());
            Symbol acquire = image.symbol("lock_acquire").orElseThrow();
            assertEquals(
                    lock.folder() + "/" + lock.folder() + ".c",
                    image.lineAt(acquire.address()).orElseThrow().file());
        }
    }

    @Test
    void eachChoiceBuildsItsOwnFolder() throws ToolchainException {
        for (Guarding guarding : Guarding.values()) {
            Variant variant =
                    new Variant(Lock.TICKET, guarding, Preemption.PREEMPTIVE, Alignment.PACKED, Optimisation.O1);
            BuildResult result = SmallKernel.builder(CacheFolder.ofUser()).build(KernelSources.bundled(), variant);
            Symbol acquire =
                    SmallKernel.built(result).image().symbol("guard_acquire").orElseThrow();
            assertEquals(
                    guarding.folder() + "/" + guarding.folder() + ".c",
                    SmallKernel.built(result)
                            .image()
                            .lineAt(acquire.address())
                            .orElseThrow()
                            .file());
        }
    }
}
