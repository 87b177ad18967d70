/* Small sources and one shared toolchain for the tests of the build. */
package org.kernelscope.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kernelscope.kernel.Variant.Lock;
import org.kernelscope.kernel.Variant.Optimisation;

/** Small sources and one shared toolchain for the tests of the build. */
final class SmallKernel {
    static final Variant VARIANT = Variant.of(Lock.TICKET, Optimisation.O1);

    private static final String LAYERS = """
            base         machine   Adds numbers.
            lock         locks     Says what a lock is.
            ticket_lock  locks     (implements lock) Serves by number.
            mcs_lock     locks     (implements lock) Serves by queue.
            top          workload  Starts and counts.
            """;
    private static final String LINK = """
            ENTRY(start)
            SECTIONS {
              . = 1M;
              .text : { *(.text .text.*) }
              .rodata : { *(.rodata .rodata.*) }
              .data : { *(.data .data.*) }
              .bss : { *(.bss .bss.*) }
              /DISCARD/ : { *(.comment) *(.note .note.*) *(.eh_frame) }
            }
            """;
    private static final String ADD = """
            #include "base/add.h"

            int add(int a, int b) {
              return a + b;
            }
            """;
    private static final String TOP = """
            #include "base/add.h"
            #include "lock/lock.h"

            static int total;

            void start(void) {
              lock_acquire();
              total = add(total, 2);
            }
            """;

    private SmallKernel() {}

    static KernelSources sources() {
        Map<String, String> texts = new TreeMap<>();
        texts.put("layers.txt", LAYERS);
        texts.put("link.ld", LINK);
        texts.put("base/add.h", "int add(int a, int b);\n");
        texts.put("base/add.c", ADD);
        texts.put("lock/lock.h", "#include \"lock_state.h\"\nvoid lock_acquire(void);\n");
        texts.put("ticket_lock/lock_state.h", "struct lock { unsigned next; };\n");
        texts.put("ticket_lock/ticket_lock.c", "#include \"lock/lock.h\"\nvoid lock_acquire(void) {}\n");
        texts.put("mcs_lock/lock_state.h", "struct lock { void *tail; };\n");
        texts.put(
                "mcs_lock/mcs_lock.c",
                "#include \"lock/lock.h\"\nvoid lock_acquire(void) {}\nvoid queue_only(void) {}\n");
        texts.put("top/top.c", TOP);
        return KernelSources.of(texts);
    }

    static Toolchain toolchain() throws ToolchainException {
        return Toolchain.locate(ToolchainSource.ofEnvironment());
    }

    static KernelBuilder builder(Path cacheFolder) throws ToolchainException {
        return new KernelBuilder(toolchain(), cacheFolder, BuildLimits.usual());
    }

    static BuildResult.Built built(BuildResult result) {
        return switch (result) {
            case BuildResult.Built built -> built;
            case BuildResult.Failed failed -> throw new AssertionError(lines(failed.diagnostics()));
        };
    }

    static List<Diagnostic> failed(BuildResult result) {
        return switch (result) {
            case BuildResult.Built built ->
                throw new AssertionError("built " + built.image().hash());
            case BuildResult.Failed failed -> failed.diagnostics();
        };
    }

    static String lines(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(each -> each + "\n").collect(Collectors.joining());
    }
}
