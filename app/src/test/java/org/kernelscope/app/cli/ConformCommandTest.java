/* Vectors from the command line: right ones, wrong ones, disputed ones, broken files. */
package org.kernelscope.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.hw.vector.Objection;
import picocli.CommandLine;

class ConformCommandTest {
    private static final String RIGHT = """
            {"id":7,"name":"inc","code":"40","fill":1,"in":[41,0,0,0,536879168,0,0,0,268435456,514],"pre":[],\
            "out":[42,0,0,0,536879168,0,0,0,268435457,514],"undef":0,"exc":-1,"mem":[]}
            """;
    private static final String WRONG = RIGHT.replace("[42,", "[43,");

    @TempDir
    private Path folder;

    private record Ended(int code, List<String> out) {}

    private Ended conform(List<Objection> objections, String vectors, String... options) throws IOException {
        Path file = folder.resolve("a.jsonl");
        Files.writeString(file, vectors);
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new ConformCommand(objections)).setOut(new PrintWriter(out, true));
        int code = line.execute(
                Stream.concat(Stream.of(options), Stream.of(file.toString())).toArray(String[]::new));
        return new Ended(
                code, out.toString().replace(file.toString(), "a.jsonl").lines().toList());
    }

    @Test
    void whatAgreesIsCounted() throws IOException {
        assertEquals(new Ended(ExitCode.FINE, List.of("2 passed, 0 failed")), conform(List.of(), RIGHT + RIGHT));
    }

    @Test
    void everyWayIsComparedAndCounted() throws IOException {
        String nothing = RIGHT.replace("inc", "nop").replace("\"40\"", "\"90\"").replace("[42", "[41");
        String breakpoint =
                RIGHT.replace("inc", "int3").replace("\"40\"", "\"cc\"").replace("[42", "[41");
        assertEquals(
                new Ended(ExitCode.FINE, List.of("2 passed, 0 failed; 2 also on the fast path, 2 compiled")),
                conform(List.of(), RIGHT + nothing, "--every-way"));
        Ended ended = conform(List.of(), WRONG + breakpoint.replace("\"exc\":-1", "\"exc\":3"), "--every-way");
        assertEquals(
                List.of(
                        "a.jsonl #7 inc: 40  inc eax",
                        "    eax: expected 2b, got 2a",
                        "    on the fast path: eax: expected 2b, got 2a",
                        "    compiled: eax: expected 2b, got 2a",
                        "1 passed, 1 failed; 1 also on the fast path, 1 compiled"),
                ended.out());
    }

    @Test
    void whatDisagreesIsShownTwentyTimes() throws IOException {
        Ended ended = conform(List.of(), RIGHT + WRONG.repeat(23));
        assertEquals(ExitCode.CHECK_FAILED, ended.code());
        assertEquals(
                List.of("a.jsonl #7 inc: 40  inc eax", "    eax: expected 2b, got 2a"),
                ended.out().subList(0, 2));
        assertEquals(List.of("and 3 more", "1 passed, 23 failed"), ended.out().subList(40, 42));
    }

    @Test
    void whatIsHeldToBeWrongIsNamed() throws IOException {
        List<Objection> objections = List.of(new Objection("40", 1, "2A, INC", "One more than 41 is 42."));
        Ended ended = conform(objections, RIGHT + WRONG);
        assertEquals(ExitCode.FINE, ended.code());
        assertEquals(
                List.of(
                        "a.jsonl #7 inc: 40  inc eax: held to be wrong, SDM 2A, INC: One more than 41 is 42.",
                        "1 passed, 0 failed"),
                ended.out());
    }

    @Test
    void aBrokenLineIsNamed() throws IOException {
        Path file = folder.resolve("b.jsonl");
        Files.writeString(file, RIGHT + "{\n");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), "conform", file.toString());
        assertEquals(ExitCode.WRONG_USAGE, code);
        assertTrue(err.toString().contains("b.jsonl:2: column 2: a key in quotes is expected here."), err.toString());
    }
}
