/* What the documentation promises: its command lines run, its options exist, its links lead somewhere. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.app.cli.Kernels;
import org.kernelscope.kernel.Variant;

class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Path GUIDE = Path.of("docs", "guide.md");

    private static final Pattern COMMAND = Pattern.compile("\\./kscope\\b([^\\n#)`,]*)|`kscope( [^`]*)`");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    /** The window, what the launcher does by itself, and names of commands in running text. */
    private static final Set<String> NOT_HERE = Set.of("", "test", "boot", "gdb");

    /** What waits for a debugger, reads files that only others have, or takes minutes; tests of their own run them. */
    private static final Pattern NEEDS_OTHERS =
            Pattern.compile("(gdb|conform|litmus) .*|bench (machine|history|start).*");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    /** Folders and files that the documentation's commands write or read, relative to the reader's folder. */
    private static final Set<String> PLACES = Set.of("results", "my", "report", "FILE", "IMAGE", "disk.img");

    @TempDir
    private Path folder;

    @BeforeEach
    void filesThatTheReaderHas() throws Exception {
        var variant = Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1);
        Files.write(folder.resolve("IMAGE"), new Kernels().of(variant).elf());
        Terminal.kscope("run", "spinlock", "--text", "--events", "3", "--record", "" + folder.resolve("FILE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/guide.md"})
    void everyCommandLineRuns(String document) {
        List<String> commands = commands(Path.of(document));
        assertTrue(commands.size() >= 6, commands::toString);
        for (String command : commands) {
            Terminal.Ended ended = Terminal.kscope(arguments(command));
            int expected = command.startsWith("grade ") ? 1 : 0;
            assertEquals(expected, ended.code(), () -> document + ": kscope " + command + "\n" + ended);
            assertTrue(!ended.showsTrace(), ended::toString);
        }
    }

    @Test
    void everyOptionThatIsNamedExists() {
        Set<String> known = new TreeSet<>();
        for (String command : subcommands()) {
            known.addAll(options(Terminal.kscope(command, "--help").out()));
        }
        for (Path document : List.of(README, GUIDE)) {
            Set<String> named = options(Tree.text(document));
            named.removeAll(known);
            assertEquals(Set.of(), named, document + " names options that no command has");
        }
    }

    @Test
    void everyCommandIsInTheReadmeOrTheGuide() {
        String text = Tree.text(README) + Tree.text(GUIDE);
        for (String command : List.of("run", "replay", "lesson", "exercise", "grade", "bench", "boot", "doctor")) {
            assertTrue(subcommands().contains(command), command);
            assertTrue(text.contains("kscope " + command), command);
        }
    }

    @Test
    void everyLinkLeadsToAFile() {
        List<String> broken = new ArrayList<>();
        for (Path document : Tree.files(".md")) {
            Path base = Tree.home().resolve(document).getParent();
            LINK.matcher(Tree.text(document))
                    .results()
                    .map(found -> found.group(1))
                    .filter(target -> !target.contains(":"))
                    .filter(target -> !Files.exists(base.resolve(target)))
                    .forEach(target -> broken.add(document + ": " + target));
        }
        assertEquals(List.of(), broken);
    }

    /** The commands of a document in its order, without the program's name. */
    private static List<String> commands(Path document) {
        return COMMAND.matcher(Tree.text(document))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .map(words -> words.strip().replaceAll("\\s+", " "))
                .filter(words -> !NOT_HERE.contains(words))
                .filter(words -> !NEEDS_OTHERS.matcher(words).matches())
                .toList();
    }

    private String[] arguments(String command) {
        Stream<String> words = words(command).map(this::place);
        Stream<String> shorter = command.startsWith("bench lock-latency") ? Stream.of("--rounds", "200") : Stream.of();
        Stream<String> seen = command.startsWith("replay FILE") ? Stream.of("--text") : Stream.of();
        return Stream.of(words, shorter, seen).flatMap(part -> part).toArray(String[]::new);
    }

    /** Split as a shell does it, quotes taken away. */
    private static Stream<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> IntStream.rangeClosed(1, 3)
                        .mapToObj(word::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow());
    }

    private String place(String word) {
        return PLACES.contains(word.split("/", 2)[0]) ? folder.resolve(word).toString() : word;
    }

    private static List<String> subcommands() {
        return Terminal.kscope("--help")
                .out()
                .lines()
                .filter(line -> line.matches("  [a-z]+ +\\S.*"))
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();
    }

    private static Set<String> options(String text) {
        Set<String> found = new TreeSet<>();
        OPTION.matcher(text).results().map(MatchResult::group).forEach(found::add);
        return found;
    }
}
