/* Folders that are made for files to come, and taken back where none came. */
package org.kernelscope.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders that were made for files to come.
 *
 * @param innermostFirst those that were not there before
 */
public record MadeFolders(List<Path> innermostFirst) {
    public MadeFolders {
        innermostFirst = List.copyOf(innermostFirst);
    }

    /** Makes this folder and those above it, where they are not there; on failure none is left. */
    public static MadeFolders upTo(Path folder) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path each = folder.toAbsolutePath(); each != null && Files.notExists(each); each = each.getParent()) {
            missing.add(each);
        }
        MadeFolders made = new MadeFolders(missing);
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            made.removeEmpty();
            throw failure;
        }
        return made;
    }

    /** Removes those in which nothing is; a folder that cannot be removed stays. */
    public void removeEmpty() {
        try {
            for (Path folder : innermostFirst) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException inUse) {
            System.getLogger(MadeFolders.class.getName()).log(System.Logger.Level.DEBUG, "kept: {0}", inUse);
        }
    }
}
