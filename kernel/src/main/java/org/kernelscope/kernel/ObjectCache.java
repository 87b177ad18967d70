/* Compiled objects kept by the hash of everything that went into them. */
package org.kernelscope.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Compiled objects kept by the hash of everything that went into them, with what the compiler printed. */
final class ObjectCache {
    private final Path folder;

    ObjectCache(Path folder) {
        this.folder = folder;
    }

    /** An object file and what the compiler printed while it was made. */
    record Entry(byte[] object, String printed) {}

    Optional<Entry> find(String key) throws IOException {
        Path object = path(key, ".o");
        Path printed = path(key, ".txt");
        Path sum = path(key, ".sum");
        if (!Files.isRegularFile(object) || !Files.isRegularFile(printed) || !Files.isRegularFile(sum)) {
            return Optional.empty();
        }
        Entry entry = new Entry(Files.readAllBytes(object), Files.readString(printed));
        return Files.readString(sum).equals(checksum(entry)) ? Optional.of(entry) : Optional.empty();
    }

    void put(String key, Entry entry) throws IOException {
        Files.createDirectories(path(key, "").getParent());
        write(path(key, ".o"), entry.object());
        write(path(key, ".txt"), entry.printed().getBytes(StandardCharsets.UTF_8));
        write(path(key, ".sum"), checksum(entry).getBytes(StandardCharsets.UTF_8));
    }

    private static String checksum(Entry entry) {
        return new Hash().add(entry.object()).add(entry.printed()).hex();
    }

    private Path path(String key, String ending) {
        return folder.resolve(key.substring(0, 2)).resolve(key + ending);
    }

    private static void write(Path target, byte[] bytes) throws IOException {
        Path fresh = Files.createTempFile(target.getParent(), "new-", ".part");
        Files.write(fresh, bytes);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
