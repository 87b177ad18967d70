/* Writes a file wholly or not at all. */
package org.kernelscope.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file appears under its name only when it is complete; a full disk or a killed process leaves the old one. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Fills a file; it may write to the path it is given in any way. */
    @FunctionalInterface
    public interface Filling {
        void fill(Path path) throws IOException;
    }

    /**
     * Creates the folder if need be, has a new file beside the target filled, and moves it into place.
     *
     * @throws FileSystemException that names the target and the reason, where that cannot be done; the target is as
     *     before then, and a folder made for it is gone
     */
    public static void write(Path target, Filling filling) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Path unfinished = folder.resolve("." + UUID.randomUUID() + ".unfinished");
        try {
            MadeFolders made = MadeFolders.upTo(folder);
            try {
                fill(unfinished, filling, target);
            } finally {
                made.removeEmpty();
            }
        } catch (IOException failure) {
            throw about(target, failure);
        }
    }

    private static void fill(Path unfinished, Filling filling, Path target) throws IOException {
        try {
            Files.createFile(unfinished);
            filling.fill(unfinished);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    public static void write(Path target, byte[] content) throws IOException {
        write(target, path -> Files.write(path, content));
    }

    public static void write(Path target, String content) throws IOException {
        write(target, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The failure as one of the target, whatever file it happened to and however it was wrapped. */
    private static FileSystemException about(Path target, IOException failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        FileSystemException named = switch (first) {
            case AccessDeniedException _ -> new AccessDeniedException(target.toString());
            case FileSystemException known -> new FileSystemException(target.toString(), null, known.getReason());
            default -> new FileSystemException(target.toString(), null, first.getMessage());
        };
        named.initCause(failure);
        return named;
    }
}
