/* Where the compiler and the linker come from. */
package org.kernelscope.kernel;

import java.nio.file.Path;

/** Where the compiler and the linker come from. */
public sealed interface ToolchainSource {

    /** The LLVM that comes with the program, unpacked once below a cache folder. */
    record Bundled(Path cacheFolder) implements ToolchainSource {}

    /** The {@code clang} and {@code ld.lld} found on the PATH. */
    record OnPath() implements ToolchainSource {}

    /** The choice of the environment: KSCOPE_TOOLCHAIN=path takes the PATH, everything else the bundled one. */
    static ToolchainSource ofEnvironment() {
        return "path".equals(System.getenv("KSCOPE_TOOLCHAIN")) ? new OnPath() : new Bundled(CacheFolder.ofUser());
    }
}
