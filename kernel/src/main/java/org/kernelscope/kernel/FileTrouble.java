/* Failures of the file system in words. */
package org.kernelscope.kernel;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Failures of the file system in words that name the reason. */
public final class FileTrouble {
    private FileTrouble() {}

    /** Why it failed, as the middle of a sentence. */
    public static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "no permission";
            case NoSuchFileException _ -> "there is no such folder";
            case NotDirectoryException _ -> "not a directory";
            case FileAlreadyExistsException _ -> "a file of that name is in the way";
            case FileSystemException e
            when e.getReason() != null -> e.getReason().toLowerCase(Locale.ROOT);
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }

    /** A cache folder that cannot be used: what could not be done in it, where, why, and what to do. */
    static ToolchainException inCache(String what, Path cache, IOException failure) {
        String where = failure instanceof FileSystemException at
                        && at.getFile() != null
                        && !at.getFile().equals(cache.toString())
                ? " at " + at.getFile()
                : "";
        return new ToolchainException(
                what + " " + cache + ": " + reason(failure) + where
                        + ". Make the folder writable, free space there, or choose another with KSCOPE_CACHE=path.",
                failure);
    }
}
