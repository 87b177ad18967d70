/* Tests that every failure of the file system comes with its reason. */
package org.kernelscope.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileTroubleTest {
    private static final String REMEDY =
            ". Make the folder writable, free space there, or choose another with KSCOPE_CACHE=path.";

    private static String sentence(IOException failure) {
        return FileTrouble.inCache("The build could not work in", Path.of("cache"), failure)
                .getMessage();
    }

    @Test
    void theSentenceSaysWhatWhereWhyAndWhatToDo() {
        assertEquals(
                "The build could not work in cache: no permission at cache/scratch" + REMEDY,
                sentence(new AccessDeniedException("cache/scratch")));
        assertEquals(
                "The build could not work in cache: a file of that name is in the way" + REMEDY,
                sentence(new FileAlreadyExistsException("cache")));
        assertEquals(
                "The build could not work in cache: no space left on device at cache/objects/a.o" + REMEDY,
                sentence(new FileSystemException("cache/objects/a.o", null, "No space left on device")));
        assertEquals(
                "The build could not work in cache: No space left on device" + REMEDY,
                sentence(new IOException("No space left on device")));
        assertEquals("The build could not work in cache: IOException" + REMEDY, sentence(new IOException()));
    }
}
