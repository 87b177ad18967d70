/* Tests names, types and lines of an image against what the compiler itself says. */
package org.kernelscope.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelImageTest {
    private static final String SHAPES = """
            #include <stdint.h>
            typedef uint32_t word;
            enum colour { RED, GREEN = 7 };
            struct node { struct node *next; volatile word busy; } __attribute__((aligned(64)));
            struct shape {
              char tag;
              short width;
              struct { int x, y; } at;
              union { word w; uint8_t b[4]; } u;
              struct node node[3];
              word low : 3, high : 7;
              enum colour colour;
              void (*run)(int);
              const char *names[2][5];
              _Bool is_set;
              long long wide;
            };
            typedef struct { int only; } nameless;
            struct shape shape;
            static nameless one = {1};
            nameless *pointer;
            int touch(int a) {
              static int calls;
              calls += a;
              one.only += calls;
              return one.only;
            }
            """;

    private KernelImage image;

    @BeforeAll
    void build() throws ToolchainException {
        image = image(SHAPES);
    }

    private static KernelImage image(String text) throws ToolchainException {
        String whole = text.replace("int touch(", "int touch(int a);\nint touch(");
        KernelBuilder builder = SmallKernel.builder(CacheFolder.ofUser());
        return SmallKernel.built(builder.build(SmallKernel.sources().with("base/shapes.c", whole), SmallKernel.VARIANT))
                .image();
    }

    @Test
    void offsetsAndSizesAreTheCompilers() throws ToolchainException {
        StructType shape = image.struct("shape").orElseThrow();
        StringBuilder claims = new StringBuilder("#include <stddef.h>\n");
        claims.append("_Static_assert(sizeof(struct shape) == %d, \"\");\n".formatted(shape.size()));
        for (StructType.Member member : shape.members()) {
            if (member.bitSize() == 0) {
                claims.append("_Static_assert(offsetof(struct shape, %s) == %d, \"\");\n"
                        .formatted(member.name(), member.offset()));
                claims.append("_Static_assert(sizeof(((struct shape *)0)->%s) == %d, \"\");\n"
                        .formatted(member.name(), member.type().size()));
            }
        }
        assertEquals(shape, image(SHAPES + claims).struct("shape").orElseThrow());
        assertEquals(12, shape.members().size());
    }

    @Test
    void typesAreSpelledAsInC() {
        String expected = """
                tag: char at 0
                width: short at 2
                at: struct at 4
                u: union at 12
                node: struct node[3] at 64
                low: unsigned int at 256 bits 0+3
                high: unsigned int at 256 bits 3+7
                colour: enum colour at 260
                run: function * at 264
                names: char *[5][2] at 268
                is_set: _Bool at 308
                wide: long long at 312
                """;
        StringBuilder found = new StringBuilder();
        for (StructType.Member member : image.struct("shape").orElseThrow().members()) {
            found.append(member.name() + ": " + member.type().name() + " at " + member.offset());
            found.append(member.bitSize() > 0 ? " bits " + member.bitOffset() + "+" + member.bitSize() : "");
            found.append('\n');
        }
        assertEquals(expected, found.toString());
    }

    @Test
    void pointersLeadToTheirTypes() {
        StructType node = image.struct("node").orElseThrow();
        assertEquals(
                new Type.Pointer("struct node"),
                node.member("next").orElseThrow().type());
        assertEquals(Optional.of(node), image.type("struct node"));
        Type.Pointer pointer =
                (Type.Pointer) image.variable("pointer").orElseThrow().type();
        assertEquals(4, image.type(pointer.target()).orElseThrow().size());
        assertEquals(
                "[Constant[name=RED, value=0], Constant[name=GREEN, value=7]]",
                ((Type.Enumeration) image.type("enum colour").orElseThrow())
                        .constants()
                        .toString());
    }

    @Test
    void variablesLieAtTheirSymbols() {
        for (String name : List.of("shape", "pointer", "total")) {
            Variable variable = image.variable(name).orElseThrow();
            assertEquals(image.symbol(name).orElseThrow().address(), variable.address());
        }
        assertTrue(image.variable("shape").orElseThrow().isGlobal());
        assertEquals("top/top.c", image.variable("total").orElseThrow().file());
        assertEquals(4, image.variable("calls").orElseThrow().type().size());
    }

    @Test
    void structThatTwoSourcesDefineDifferentlyHasNoOneShape() throws ToolchainException {
        KernelSources sources = SmallKernel.sources()
                .with(
                        "base/one.c",
                        "struct same { int a; };\nstruct other { int a; };\nstruct same s1; struct other o1;\n")
                .with(
                        "base/two.c",
                        "struct same { int a; };\nstruct other { int b; };\nstruct same s2; struct other o2;\n");
        BuildResult result = SmallKernel.builder(CacheFolder.ofUser()).build(sources, SmallKernel.VARIANT);
        KernelImage mixed = SmallKernel.built(result).image();
        assertTrue(mixed.struct("same").isPresent());
        assertEquals(Optional.empty(), mixed.struct("other"));
        assertEquals(
                "b",
                ((StructType) mixed.variable("o2").orElseThrow().type())
                        .members()
                        .getFirst()
                        .name());
    }

    @Test
    void linesAndAddressesAgree() {
        Symbol touch = image.symbol("touch").orElseThrow();
        assertEquals(
                "base/shapes.c:23", image.lineAt(touch.address()).orElseThrow().toString());
        List<Integer> addresses = image.addressesOf("base/shapes.c", 25);
        assertEquals(1, addresses.size());
        assertEquals(
                "base/shapes.c:25",
                image.lineAt(addresses.getFirst()).orElseThrow().toString());
        assertEquals(Optional.of(touch), image.symbolAt(addresses.getFirst()));
        assertEquals(List.of(), image.addressesOf("base/shapes.c", 3));
        assertEquals(Optional.empty(), image.lineAt(0));
        assertEquals(Optional.empty(), image.symbolAt(touch.address() - 0x10000));
        String line =
                image.source("base/shapes.c").orElseThrow().lines().toList().get(24);
        assertEquals("  calls += a;", line);
    }

    @Test
    void everyRowNamesALineOfTheSources() {
        for (LineRow row : image.lines()) {
            long lines = image.source(row.place().file()).orElseThrow().lines().count();
            assertTrue(row.place().line() <= lines, row.toString());
        }
        assertTrue(image.lines().size() > 10);
    }

    @Test
    void bytesAreACopy() {
        byte[] bytes = image.elf();
        bytes[0] = 0;
        assertNotEquals(0, image.elf()[0]);
    }

    @Test
    void damagedImagesAreRefusedOrReadNeverCrash() {
        byte[] whole = image.elf();
        Random random = new Random(20);
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(8) == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            refused += isRefused(damaged) ? 1 : 0;
        }
        assertTrue(refused > 100, "refused " + refused);
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            KernelImage read = KernelImage.read(bytes, SmallKernel.sources());
            read.functions().forEach(function -> read.lineAt(function.address()));
            return false;
        } catch (ImageFormatException refused) {
            assertTrue(refused.getMessage().startsWith("The kernel image cannot be read: "), refused.getMessage());
            return true;
        }
    }

    @Test
    void noImageIsRefusedWithASentence() {
        ImageFormatException refused =
                assertThrows(ImageFormatException.class, () -> KernelImage.read(new byte[100], SmallKernel.sources()));
        assertEquals("The kernel image cannot be read: it does not begin as an ELF file does.", refused.getMessage());
    }
}
