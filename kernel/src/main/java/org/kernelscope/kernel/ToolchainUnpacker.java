/* Takes the few files of the LLVM artifact that a kernel build needs out of its jar, once for each cache folder. */
package org.kernelscope.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Takes the few files of the LLVM artifact that a kernel build needs out of its jar. */
final class ToolchainUnpacker {
    private static final String MANIFEST = "manifest.txt";
    private static final String PREFIX = "org/bytedeco/llvm/";
    private static final List<String> LIBRARIES = List.of("libclang-cpp", "libLLVM");

    private final HostPlatform platform;
    private final Path cacheFolder;

    ToolchainUnpacker(HostPlatform platform, Path cacheFolder) {
        this.platform = platform;
        this.cacheFolder = cacheFolder;
    }

    /** An unpacked toolchain: its folder, with {@code bin} and {@code lib}, and the artifact's version. */
    record Unpacked(Path folder, String version) {}

    Unpacked unpacked() throws ToolchainException {
        String wanted = PREFIX + platform.classifier + "/clang" + platform.programSuffix;
        URL found = ToolchainUnpacker.class.getClassLoader().getResource(wanted);
        if (found == null) {
            throw new ToolchainException("The compiler for " + platform.classifier
                    + " is not on the class path (org.bytedeco:llvm with that classifier); add it, or install clang"
                    + " and ld.lld and set KSCOPE_TOOLCHAIN=path.");
        }
        try {
            Path jar = jarOf(found);
            try (FileSystem files = FileSystems.newFileSystem(jar)) {
                return unpackOnce(files);
            }
        } catch (UncheckedIOException failure) {
            throw FileTrouble.inCache("The compiler could not be unpacked into", cacheFolder, failure.getCause());
        } catch (IOException failure) {
            throw FileTrouble.inCache("The compiler could not be unpacked into", cacheFolder, failure);
        }
    }

    private static Path jarOf(URL resource) throws IOException {
        if (resource.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try {
                return Path.of(connection.getJarFileURL().toURI());
            } catch (URISyntaxException wrong) {
                throw new IOException("a jar with a malformed address, " + resource, wrong);
            }
        }
        throw new IOException("the compiler is not in a jar but at " + resource);
    }

    Unpacked unpackOnce(FileSystem jar) throws IOException {
        String version = version(jar);
        Path target = cacheFolder.resolve("toolchain").resolve("llvm-" + version + "-" + platform.classifier);
        if (!isComplete(target)) {
            Files.createDirectories(target.getParent());
            Path fresh = Files.createTempDirectory(target.getParent(), "unpacking-");
            try {
                copy(neededFiles(jar, version), fresh);
                moveInto(fresh, target);
            } finally {
                deleteTree(fresh);
            }
        }
        return new Unpacked(target, version);
    }

    private static String version(FileSystem jar) throws IOException {
        Path properties = jar.getPath("META-INF/maven/org.bytedeco/llvm/pom.properties");
        if (!Files.exists(properties)) {
            return "unknown";
        }
        Properties values = new Properties();
        try (var in = Files.newInputStream(properties)) {
            values.load(in);
        }
        return values.getProperty("version", "unknown");
    }

    /** What to copy: path below the toolchain's folder to path in the jar, sorted. */
    private Map<String, Path> neededFiles(FileSystem jar, String version) throws IOException {
        Path root = jar.getPath(PREFIX + platform.classifier);
        Map<String, Path> needed = new TreeMap<>();
        for (String program : List.of("clang", "lld")) {
            needed.put(platform.programPath(program), root.resolve(program + platform.programSuffix));
        }
        try (Stream<Path> files = Files.list(root)) {
            files.filter(file -> isLibrary(file.getFileName().toString()))
                    .forEach(file ->
                            needed.put(platform.libraryPath(file.getFileName().toString(), version), file));
        }
        Path headers = root.resolve("lib").resolve("clang");
        try (Stream<Path> files = Files.walk(headers)) {
            files.filter(file -> Files.isRegularFile(file) && file.toString().contains("/include/"))
                    .forEach(file -> needed.put("lib/clang/" + headers.relativize(file), file));
        }
        return needed;
    }

    private boolean isLibrary(String name) {
        return LIBRARIES.stream().anyMatch(library -> name.startsWith(library + "."))
                && name.contains(platform.librarySuffix);
    }

    private static void copy(Map<String, Path> needed, Path folder) throws IOException {
        List<String> manifest = new ArrayList<>();
        for (Map.Entry<String, Path> file : needed.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.copy(file.getValue(), target);
            if (file.getKey().startsWith("bin/") && !target.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + target + " executable");
            }
            manifest.add(Files.size(target) + " " + file.getKey());
        }
        Files.write(folder.resolve(MANIFEST), manifest);
    }

    private static void moveInto(Path fresh, Path target) throws IOException {
        if (Files.exists(target) && !isComplete(target)) {
            Path damaged = Files.createTempDirectory(target.getParent(), "damaged-");
            Files.move(target, damaged.resolve("it"), StandardCopyOption.ATOMIC_MOVE);
            deleteTree(damaged);
        }
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException lostRace) {
            if (!isComplete(target)) {
                throw lostRace;
            }
        }
    }

    static boolean isComplete(Path folder) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return false;
        }
        List<String> lines = Files.readAllLines(manifest);
        return !lines.isEmpty() && lines.stream().allMatch(line -> isPresent(folder, line));
    }

    private static boolean isPresent(Path folder, String manifestLine) {
        int space = manifestLine.indexOf(' ');
        Path file = folder.resolve(manifestLine.substring(space + 1));
        try {
            return space > 0
                    && Files.isRegularFile(file)
                    && Long.toString(Files.size(file)).equals(manifestLine.substring(0, space));
        } catch (IOException unreadable) {
            return false;
        }
    }

    static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException leftBehind) {
            System.getLogger(ToolchainUnpacker.class.getName())
                    .log(System.Logger.Level.DEBUG, "left behind: {0}", folder);
        }
    }
}
