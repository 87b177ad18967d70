/* How the host's programs and libraries are named, one row for each platform that the toolchain artifact exists for. */
package org.kernelscope.kernel;

import java.util.Locale;

/** How the host's programs and libraries are named. */
enum HostPlatform {
    LINUX_X86_64("linux-x86_64", "", ".so", "LD_LIBRARY_PATH"),
    LINUX_ARM64("linux-arm64", "", ".so", "LD_LIBRARY_PATH"),
    MACOSX_X86_64("macosx-x86_64", "", ".dylib", "DYLD_LIBRARY_PATH"),
    MACOSX_ARM64("macosx-arm64", "", ".dylib", "DYLD_LIBRARY_PATH"),
    WINDOWS_X86_64("windows-x86_64", ".exe", ".dll", "PATH");

    final String classifier;
    final String programSuffix;
    final String librarySuffix;
    final String libraryPathVariable;

    HostPlatform(String classifier, String programSuffix, String librarySuffix, String libraryPathVariable) {
        this.classifier = classifier;
        this.programSuffix = programSuffix;
        this.librarySuffix = librarySuffix;
        this.libraryPathVariable = libraryPathVariable;
    }

    static HostPlatform ofHost() throws ToolchainException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        if (system.startsWith("linux")) {
            return arm ? LINUX_ARM64 : LINUX_X86_64;
        }
        if (system.startsWith("mac")) {
            return arm ? MACOSX_ARM64 : MACOSX_X86_64;
        }
        if (system.startsWith("windows")) {
            return WINDOWS_X86_64;
        }
        throw new ToolchainException("There is no bundled compiler for " + system + " on " + processor
                + "; install clang and ld.lld and set KSCOPE_TOOLCHAIN=path.");
    }

    String programPath(String name) {
        return "bin/" + name + programSuffix;
    }

    /** The name under which programs look for a library: on Linux the soname, which the artifact leaves off. */
    String libraryPath(String name, String llvmVersion) {
        boolean versioned = librarySuffix.equals(".so") && name.endsWith(".so");
        String[] numbers = llvmVersion.split("\\.", -1);
        String suffix = versioned && numbers.length > 1 ? "." + numbers[0] + "." + numbers[1] : "";
        return (librarySuffix.equals(".dll") ? "bin/" : "lib/") + name + suffix;
    }
}
