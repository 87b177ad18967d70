/* Finds and reads submissions; whatever a student hands in comes to a submission, never to an exception. */
package org.kernelscope.engine.grade;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kernelscope.engine.UserMistake;

/**
 * A submission is a file, or a folder with the exercise's file in it: by its bare name, by its path in the kernel, or by
 * that path in a copy of the whole tree. Any other folder holds submissions.
 */
final class SubmissionReader {
    static final int LARGEST = 1 << 20;

    private static final String TREE = "kernel/src/main/c/";
    private static final int NOTED_FILES = 10;

    private final Exercise exercise;

    SubmissionReader(Exercise exercise) {
        this.exercise = exercise;
    }

    /** A place with a submission in it. */
    record Place(String name, Path path) {}

    /** The submissions in a file or folder, by name. */
    List<Place> places(Path path) throws UserMistake, IOException {
        String name = path.toAbsolutePath().normalize().getFileName().toString();
        if (!Files.exists(path)) {
            throw new UserMistake(path + ": there is no such file or folder.");
        }
        if (!Files.isDirectory(path) || fileIn(path).isPresent()) {
            return List.of(new Place(plain(name), path));
        }
        try (Stream<Path> children = Files.list(path)) {
            List<Place> places = children.filter(each -> !isHidden(each))
                    .filter(each -> Files.isDirectory(each) || each.toString().endsWith(".c"))
                    .sorted()
                    .map(each -> new Place(plain(each.getFileName().toString()), each))
                    .toList();
            return places.isEmpty() ? List.of(new Place(name, path)) : places;
        } catch (AccessDeniedException closed) {
            return List.of(new Place(name, path));
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static String plain(String name) {
        return name.endsWith(".c") ? name.substring(0, name.length() - 2) : name;
    }

    Submission read(Place place) {
        List<String> notes = new ArrayList<>();
        try {
            Optional<Path> file = Files.isDirectory(place.path()) ? fileIn(place.path()) : Optional.of(place.path());
            if (file.isEmpty()) {
                return Submission.unusable(place.name(), "there is no " + bareName() + " in it", List.of());
            }
            if (Files.isDirectory(place.path())) {
                noteOthers(place.path(), file.get(), notes);
            }
            return read(place.name(), file.get(), notes);
        } catch (IOException unreadable) {
            return Submission.unusable(
                    place.name(), "it cannot be read (" + unreadable.getClass().getSimpleName() + ")", notes);
        }
    }

    private Submission read(String name, Path file, List<String> notes) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Submission.unusable(name, bareName() + " is no plain file", notes);
        }
        if (!Files.isReadable(file)) {
            return Submission.unusable(name, bareName() + " may not be read", notes);
        }
        long size = Files.size(file);
        if (size > LARGEST) {
            return Submission.unusable(
                    name, bareName() + " has " + size + " bytes; at most " + LARGEST + " are accepted", notes);
        }
        byte[] bytes = Files.readAllBytes(file);
        Optional<String> text = decode(bytes);
        if (text.isEmpty()) {
            return Submission.unusable(name, bareName() + " is no text in UTF-8", notes);
        }
        return text.get().isBlank()
                ? Submission.unusable(name, bareName() + " is empty", notes)
                : Submission.of(name, text.get(), notes);
    }

    private static Optional<String> decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    private Optional<Path> fileIn(Path folder) {
        return Stream.of(bareName(), exercise.file(), TREE + exercise.file())
                .map(folder::resolve)
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
    }

    private String bareName() {
        return exercise.file().substring(exercise.file().lastIndexOf('/') + 1);
    }

    private static void noteOthers(Path folder, Path graded, List<String> notes) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> others = files.filter(each -> !each.equals(graded) && !Files.isDirectory(each))
                    .limit(NOTED_FILES + 1L)
                    .sorted()
                    .toList();
            others.stream()
                    .limit(NOTED_FILES)
                    .forEach(each -> notes.add(
                            "ignored: " + folder.relativize(each).toString().replace('\\', '/')));
            if (others.size() > NOTED_FILES) {
                notes.add("ignored: more files");
            }
        } catch (java.io.UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}
