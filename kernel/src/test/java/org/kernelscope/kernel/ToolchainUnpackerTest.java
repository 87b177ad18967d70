/* Tests that the toolchain is unpacked once, whole, under the names that its programs look for. */
package org.kernelscope.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolchainUnpackerTest {
    @TempDir
    Path folder;

    private ToolchainUnpacker.Unpacked unpack(HostPlatform platform) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(artifact(platform))) {
            return new ToolchainUnpacker(platform, folder.resolve("cache")).unpackOnce(jar);
        }
    }

    /** A jar laid out like the real one, with the names of its files as their contents. */
    private Path artifact(HostPlatform platform) throws IOException {
        Path jar = folder.resolve(platform + ".jar");
        if (Files.exists(jar)) {
            return jar;
        }
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            write(files.getPath("META-INF/maven/org.bytedeco/llvm/pom.properties"), "version=20.1.7-1.5.12\n");
            String root = "org/bytedeco/llvm/" + platform.classifier + "/";
            List<String> names = new ArrayList<>(List.of("clang", "lld", "llc"));
            names.replaceAll(name -> name + platform.programSuffix);
            names.addAll(List.of("lib/clang/20/include/stdint.h", "lib/cmake/x.cmake"));
            if (platform != HostPlatform.WINDOWS_X86_64) {
                names.addAll(List.of(
                        "libLLVM" + platform.librarySuffix,
                        "libclang-cpp" + platform.librarySuffix,
                        "libclang" + platform.librarySuffix));
            }
            for (String name : names) {
                write(files.getPath(root + name), name);
            }
        }
        return jar;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX_X86_64, bin/clang bin/lld lib/clang/20/include/stdint.h lib/libLLVM.so.20.1 lib/libclang-cpp.so.20.1",
        "MACOSX_ARM64, bin/clang bin/lld lib/clang/20/include/stdint.h lib/libLLVM.dylib lib/libclang-cpp.dylib",
        "WINDOWS_X86_64, bin/clang.exe bin/lld.exe lib/clang/20/include/stdint.h"
    })
    void whatIsNeededIsUnpackedUnderItsName(HostPlatform platform, String expected) throws IOException {
        ToolchainUnpacker.Unpacked unpacked = unpack(platform);
        List<String> found;
        try (Stream<Path> files = Files.walk(unpacked.folder())) {
            found = files.filter(Files::isRegularFile)
                    .map(file -> unpacked.folder().relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals("manifest.txt"))
                    .sorted()
                    .toList();
        }
        assertEquals(expected, String.join(" ", found));
        assertEquals("20.1.7-1.5.12", unpacked.version());
    }

    @Test
    void damageIsFoundAndRepaired() throws IOException {
        Path clang = unpack(HostPlatform.LINUX_X86_64).folder().resolve("bin/clang");
        Files.writeString(clang, "cut");
        assertFalse(ToolchainUnpacker.isComplete(clang.getParent().getParent()));
        unpack(HostPlatform.LINUX_X86_64);
        assertEquals("clang", Files.readString(clang));
        assertTrue(Files.isExecutable(clang));
    }

    @Test
    void severalAtOnceLeaveOneWholeCopy() throws Exception {
        artifact(HostPlatform.LINUX_X86_64);
        List<Callable<ToolchainUnpacker.Unpacked>> jobs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            jobs.add(() -> unpack(HostPlatform.LINUX_X86_64));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<ToolchainUnpacker.Unpacked> each : pool.invokeAll(jobs)) {
                assertTrue(ToolchainUnpacker.isComplete(each.get().folder()));
            }
        }
        try (Stream<Path> left = Files.list(folder.resolve("cache/toolchain"))) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void bundledProgramsStart() throws Exception {
        Toolchain toolchain = Toolchain.locate(new ToolchainSource.Bundled(CacheFolder.ofUser()));
        for (List<String> program : List.of(toolchain.compiler(), toolchain.linker())) {
            List<String> command = new ArrayList<>(program);
            command.add("--version");
            ProgramRun run = ProgramRun.start(command, folder, toolchain.environment(), BuildLimits.usual());
            assertTrue(run.succeeded(), run.printed());
            assertTrue(run.printed().contains("20.1"), run.printed());
        }
        assertTrue(Files.exists(toolchain.headers().resolve("stdint.h")));
    }
}
