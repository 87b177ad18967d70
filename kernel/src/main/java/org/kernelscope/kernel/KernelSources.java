/* The text of a kernel: every source file by its path. */
package org.kernelscope.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text of a kernel: every source file by its path below the root, with '/' between folders; immutable. */
public final class KernelSources {
    private static final String RESOURCES = "org/kernelscope/kernel/";
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

    private final NavigableMap<String, String> texts;

    private KernelSources(Map<String, String> texts) {
        this.texts = Collections.unmodifiableNavigableMap(new TreeMap<>(texts));
    }

    /**
     * Sources from a map of path to text.
     *
     * @throws IllegalArgumentException where a path is absolute, has "..", or has characters other than letters,
     *     digits, '_', '-', '.' and '/'
     */
    public static KernelSources of(Map<String, String> texts) {
        texts.keySet().forEach(KernelSources::requirePath);
        return new KernelSources(texts);
    }

    /** The kernel that comes with the program. */
    public static KernelSources bundled() {
        return bundled("c", Layers.FILE);
    }

    /** The assembly that starts the kernel from a disk. */
    static KernelSources bundledLoader() {
        return bundled("asm", "link.ld");
    }

    /** The program that computes with floating-point numbers, without a kernel. */
    static KernelSources bundledFloat() {
        return bundled("bare", "link.ld");
    }

    private static KernelSources bundled(String folder, String file) {
        URL root = KernelSources.class.getClassLoader().getResource(RESOURCES + folder + "/" + file);
        if (root == null) {
            throw new AssertionError("the kernel's sources are not on the class path");
        }
        try {
            if (root.openConnection() instanceof JarURLConnection connection) {
                connection.setUseCaches(false);
                URI jar = connection.getJarFileURL().toURI();
                try (FileSystem files = FileSystems.newFileSystem(Path.of(jar))) {
                    return read(files.getPath(RESOURCES + folder));
                }
            }
            return read(Path.of(root.toURI()).getParent());
        } catch (IOException failure) {
            throw new UncheckedIOException("the kernel's sources cannot be read", failure);
        } catch (URISyntaxException wrong) {
            throw new AssertionError("a class path with a malformed address", wrong);
        }
    }

    /** All files below a folder; files that are hidden or no text of a kernel by their name are left out. */
    public static KernelSources read(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (PATH.matcher(path).matches()) {
                    texts.put(path, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        return new KernelSources(texts);
    }

    /** The same sources with one file changed or added. */
    public KernelSources with(String path, String text) {
        requirePath(path);
        Map<String, String> changed = new TreeMap<>(texts);
        changed.put(path, text);
        return new KernelSources(changed);
    }

    /** The same sources without one file. */
    public KernelSources without(String path) {
        Map<String, String> changed = new TreeMap<>(texts);
        changed.remove(path);
        return new KernelSources(changed);
    }

    public Optional<String> text(String path) {
        return Optional.ofNullable(texts.get(path));
    }

    public SortedSet<String> paths() {
        return texts.navigableKeySet();
    }

    boolean contains(String path) {
        return texts.containsKey(path);
    }

    boolean hasFolder(String folder) {
        String start = folder + "/";
        SortedMap<String, String> rest = texts.tailMap(start);
        return !rest.isEmpty() && rest.firstKey().startsWith(start);
    }

    private static void requirePath(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path of a kernel source: " + path);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KernelSources sources && texts.equals(sources.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return "KernelSources" + texts.keySet();
    }
}
