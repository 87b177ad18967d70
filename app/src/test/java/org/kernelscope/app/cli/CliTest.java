/* The command line as a newcomer uses it, with wrong arguments too. */
package org.kernelscope.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.ScenarioTemplate;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.kernel.Variant;

class CliTest {
    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2 | run nope                                   | There is no scenario 'nope'; there are: spinlock, threads, scheduler-preempt, sleep-wakeup, producer-consumer, page-fault, address-spaces, shared-page, containers, ipc-ping-pong, ipc-fairness, tlb-shootdown, syscall-path, user-fault, big-lock-vs-fine, shell.
        2 | run spinlock --lock foo --text             | Unknown lock 'foo': choose ticket or mcs.
        2 | run spinlock --cores 0 --text              | cores: 0 is not possible; accepted are 1 to 16.
        2 | run spinlock --cores 17 --text             | cores: 17 is not possible; accepted are 1 to 16.
        2 | bench rebuild --turns 5                    | --turns does not go with rebuild.
        2 | bench history --turns 5                    | --turns must be 1000000 to 20000000000, not 5.
        2 | bench history --workload x                 | Unknown workload 'x': choose lock or programs.
        2 | run spinlock --text --last-write nothing   | --last-write: the kernel has no variable 'nothing'.
        2 | run spinlock --cores x                     | Invalid value for option '--cores': 'x' is not an int.
        2 | run spinlock --memory 1 --text             | memory in MiB: 1 is not possible; accepted are 4 to 1024.
        2 | run spinlock --events 0 --text             | --events must be 1 to 1000000, not 0.
        2 | run spinlock --profile zz --text           | There is no hardware profile 'zz'; there are: PROFILES.
        2 | run spinlock --text --view zz              | Unknown view 'zz': choose spinlock, threads, page-tables, memory, ipc, traps, cores, timeline, events.
        2 | run spinlock --seed 7 --interleaving time --text | --seed goes with --interleaving random; 'time' has no seed.
        2 | run spinlock --pages 3 --text              | --pages changes nothing in the scenario spinlock; of its own it has --rounds, --section, --think, --alignment.
        2 | run spinlock --locking big --text          | --locking changes nothing in the scenario spinlock; of its own it has --rounds, --section, --think, --alignment.
        2 | run threads --preemption preemptive --text | --preemption changes nothing in the scenario threads; of its own it has --rounds, --locking, --alignment.
        2 | run containers --rounds 3 --text           | --rounds changes nothing in the scenario containers; of its own it has --locking, --preemption, --alignment.
        2 | run page-fault --locking two --text        | Unknown locking 'two': choose fine or big.
        2 | run page-fault --type x --text             | --type: in the scenario page-fault nobody reads; type in the scenario shell.
        2 | run                                        | Missing required parameter: 'SCENARIO'.
        2 | frob                                       | there is no command 'frob'.
        2 | boot nowhere.elf                           | nowhere.elf: there is no such file.
        2 | fuzz nope                                  | Unknown target 'nope': choose code, tables, devices, elf, multiboot, bzimage, snapshot, recording, litmus, profile, vectors, exercise, gdb.
        2 | fuzz elf nope                              | Unknown target 'nope': choose code, tables, devices, elf, multiboot, bzimage, snapshot, recording, litmus, profile, vectors, exercise, gdb.
        2 | fuzz elf --cases 0                         | --cases must be 1 to 1000000000, not 0.
        2 | fuzz elf --seconds -3                      | --seconds must be 1 to 1000000000, not -3.
        2 | fuzz elf --seed x                          | Invalid value for option '--seed': 'x' is not a long.
        2 | conform nowhere.jsonl                      | nowhere.jsonl: there is no such file.
        2 | conform                                    | Missing required parameter: 'FILE'.
        2 | replay nowhere.kscope --text               | nowhere.kscope: there is no such file.
        2 | bench lock-latency                         | lock-latency writes charts: name a folder for them with --out DIR.
        2 | bench nope --out x                         | Unknown benchmark 'nope': choose lock-latency, big-lock, alignment, ipc, syscall, context-switch, frame-alloc, shootdown, rebuild, machine, start, history.
        2 | bench machine --rounds 5                   | --rounds does not go with machine.
        2 | bench machine --cores 2                    | --cores goes with --image; the own workloads need none.
        2 | bench machine --memory 32                  | --memory goes with --image; the own workloads need none.
        2 | bench machine --image README.md --work 5   | --work goes with the own workloads; an image does what it does.
        2 | run spinlock --last-write work_lock        | --last-write goes with --text.
        2 | bench machine --samples 0                  | --samples must be 1 to 100, not 0.
        2 | bench machine --work 101                   | --work must be 1 to 100 percent, not 101.
        2 | bench machine --chart x.gif                | --chart x.gif: name a file that ends with .png, .svg or .pdf.
        2 | bench rebuild --here                       | --here does not go with rebuild.
        2 | bench ipc --cores 2 --out x                | --cores does not go with ipc.
        2 | bench lock-latency --out x --cores 2,4     | --cores takes different numbers from 1 to 16, beginning with 1, not [2, 4].
        2 | grade nope x --out y                       | Unknown exercise 'nope': choose ticket-lock.
        2 | grade ticket-lock nowhere.c --out y        | nowhere.c: there is no such file or folder.
        2 | lesson frob                                | Unknown action 'frob': choose list, show or check.
        2 | lesson show nope                           | Unknown lesson 'nope': choose spinlock-hand-off.
        2 | exercise nope                              | Unknown exercise 'nope': choose ticket-lock.
        """)
    void saysInOneSentenceWhatIsWrong(int code, String line, String sentence) {
        Ended ended = kscope(line.split(" "));
        assertEquals(code, ended.code(), ended.err());
        String expected = sentence.replace("PROFILES", String.join(", ", Profiles.names()));
        assertEquals("kscope: " + expected, ended.err().lines().findFirst().orElse(""));
        assertEquals("", ended.out());
    }

    @Test
    void aFailureOfTheProgramIsASentenceToo() {
        StringWriter err = new StringWriter();
        assertEquals(3, Cli.broken(new PrintWriter(err, true), new AssertionError("two\nlines")));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().startsWith("kscope: Kernelscope itself failed"), err::toString);
        assertTrue(err.toString().contains("KSCOPE_DEBUG=1"), err::toString);
    }

    @Test
    void theVersionIsOneLine() {
        for (List<String> arguments : List.of(List.of("--version"), List.of("-V"), List.of("run", "--version"))) {
            Ended ended = kscope(arguments.toArray(String[]::new));
            assertEquals(0, ended.code(), ended.err());
            assertEquals("", ended.err());
            assertTrue(ended.out().matches("Kernelscope \\d+\\.\\d+\\.\\d+\\R"), ended.out());
        }
    }

    @Test
    void everyCommandHasHelp() {
        String help = kscope("--help").out();
        for (String command : Cli.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
                .getSubcommands()
                .keySet()) {
            assertTrue(help.contains("  " + command), command);
            Ended ended = kscope(command, "--help");
            assertEquals(0, ended.code(), command);
            assertTrue(ended.out().startsWith("Usage: kscope " + command), ended.out());
        }
    }

    @Test
    void fuzzSaysWhichSeedsItTried() {
        Ended ended = kscope("fuzz", "litmus", "elf", "--seed", "7", "--cases", "3");
        assertEquals(0, ended.code(), ended.err());
        assertEquals("""
                litmus     3 cases, seeds 7 to 9: all fine
                elf        3 cases, seeds 7 to 9: all fine
                """, ended.out());
    }

    @Test
    void printsFortyLockEventsTheSameTwice() {
        Ended first = kscope("run spinlock --lock mcs --cores 4 --text --events 40".split(" "));
        assertEquals(0, first.code(), first.err());
        assertEquals(42, first.out().lines().count(), first.out());
        assertTrue(first.out().lines().skip(2).allMatch(line -> line.contains("core ") && line.contains("work_lock")));
        assertEquals(first, kscope("run spinlock --lock mcs --cores 4 --text --events 40".split(" ")));
    }

    @Test
    void tellsWhoWroteAVariableLast() {
        Ended ended = kscope("run", "spinlock", "--text", "--events", "30", "--last-write", "work_log");
        assertEquals(0, ended.code(), ended.err());
        String last = ended.out().lines().toList().getLast();
        assertTrue(
                last.matches("work_log was written last in turn [0-9,]+, at [0-9,]+ cycles, by core [0-3] in"
                        + " contention_section \\(contention/contention.c:[0-9]+\\)\\."),
                last);
        Ended none = kscope("run", "spinlock", "--text", "--events", "1", "--last-write", "test_lock");
        assertTrue(none.out().endsWith("Nobody has written test_lock since power-on.\n"), none.out());
    }

    @Test
    void listsProfilesAndTheFiguresOfOne() {
        Ended all = kscope("profiles");
        assertEquals(
                Profiles.names(),
                all.out().lines().map(line -> line.split(" ")[0]).toList());
        Ended one = kscope("profiles", "opteron-16");
        assertTrue(
                one.out().lines().anyMatch(line -> line.matches("line.transfer.far +282 cycles +Corey: 282 .*")),
                one.out());
        assertTrue(one.out().contains("AuthenticAMD"), one.out());
        Ended none = kscope("profiles", "z80");
        assertEquals(2, none.code());
        assertTrue(none.err().contains("i486-50"), none.err());
        Ended old = kscope("run", "spinlock", "--text", "--profile", "pentium-133");
        assertEquals(2, old.code());
        assertTrue(old.err().contains("CMOV"), old.err());
    }

    @Test
    void aSeedGivesAnotherRunAndAlwaysTheSame() {
        String line = "run spinlock --lock mcs --cores 4 --text --events 40 --interleaving random --seed ";
        String seven = kscope((line + 7).split(" ")).out();
        assertEquals(seven, kscope((line + 7).split(" ")).out());
        assertNotEquals(events(seven), events(kscope((line + 8).split(" ")).out()));
        assertNotEquals(
                events(seven),
                events(kscope("run spinlock --lock mcs --cores 4 --text --events 40".split(" "))
                        .out()));
    }

    @Test
    void recordsAndReplays() throws IOException {
        Path file = folder.resolve("run.kscope");
        Ended run = kscope("run", "spinlock", "--lock", "ticket", "--text", "--events", "12", "--record", "" + file);
        assertEquals(0, run.code(), run.err());
        Ended replay = kscope("replay", "" + file, "--text");
        assertEquals(0, replay.code(), replay.err());
        assertEquals(
                events(run.out()).stream()
                        .filter(line -> line.contains("work_lock"))
                        .limit(12)
                        .toList(),
                events(replay.out()).stream()
                        .filter(line -> line.contains("µs") || line.contains(" core "))
                        .limit(12)
                        .toList());

        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 9] ^= 0x40;
        Files.write(file, bytes);
        Ended corrupted = kscope("replay", "" + file, "--text");
        assertEquals(2, corrupted.code());
        assertEquals(1, corrupted.err().lines().count(), corrupted.err());
        assertTrue(corrupted.err().startsWith("kscope: " + file), corrupted.err());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 51, 60, 200, 5000})
    void aTruncatedImageIsRefusedInOneSentence(int length) throws Exception {
        byte[] elf = new Kernels()
                .of(Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1))
                .elf();
        Path file = Files.write(folder.resolve("cut.elf"), Arrays.copyOf(elf, length));
        Ended ended = kscope("boot", file.toString());
        assertEquals(2, ended.code());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().startsWith("kscope: " + file + ": "), ended.err());
    }

    @Test
    void bootsAnImageAndWritesStatistics() throws Exception {
        byte[] elf = new Kernels()
                .of(Variant.of(Variant.Lock.TICKET, Variant.Optimisation.O1))
                .elf();
        Path image = Files.write(folder.resolve("kernel.elf"), elf);
        Path statistics = folder.resolve("statistics.json");
        Ended ended =
                kscope("boot", image.toString(), "--cores", "2", "--append", "run=tests", "--stats", "" + statistics);
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().contains("0 failed"), ended.out());
        assertTrue(Files.readString(statistics).contains("\"core\" : 1"));
    }

    /** Options of boot, and a part of the sentence that refuses them. */
    private static final String WRONG_BOOT_INPUT = """
            --module no-such-file | no-such-file: there is no such file.
            --keys \u00e9 | no key of a US keyboard types
            --input-at -1 | --input-at must not be negative
            """;

    @Test
    void wrongInputForAMachineIsRefusedInOneSentence() throws IOException {
        Path image = Files.createFile(folder.resolve("kernel.elf"));
        for (String row : WRONG_BOOT_INPUT.lines().toList()) {
            String[] words = row.split("[ |]+", 3);
            Ended ended = kscope("boot", "" + image, words[0], words[1]);
            assertEquals(2, ended.code(), row);
            assertEquals(1, ended.err().lines().count(), ended.err());
            assertTrue(ended.err().contains(words[2]), ended.err());
        }
    }

    private static final String LITMUS = """
            X86 SB
            { x=0; y=0; }
             P0          | P1          ;
             MOV [x],$1  | MOV [y],$1  ;
             MOV EAX,[y] | MOV EAX,[x] ;
            ~exists (0:EAX=0 /\\ 1:EAX=0)
            """;

    @Test
    void litmusTestsOfOthersAreRunUnderEitherOrder() throws Exception {
        Path file = Files.writeString(folder.resolve("sb.litmus"), LITMUS);
        Ended strong = kscope("litmus", "" + file, "--order", "sc");
        assertEquals(0, strong.code(), strong.err());
        assertEquals("""
                SB
                  sequential consistency: 3 outcomes, forbidden; ~exists holds
                    0:EAX=0; 1:EAX=1
                    0:EAX=1; 1:EAX=0
                    0:EAX=1; 1:EAX=1
                """, strong.out());
        Ended both = kscope("litmus", "" + file);
        assertEquals(1, both.code());
        assertTrue(both.out().contains("x86-TSO: 4 outcomes, allowed; ~exists does not hold\n  * 0:EAX=0; 1:EAX=0\n"));
        Ended broken = kscope("litmus", "" + Files.writeString(file, LITMUS.replace("MOV [y],$1", "MOVE [y],$1")));
        assertEquals(2, broken.code());
        assertTrue(broken.err().startsWith("kscope: " + file + ":4: 'MOVE [y],$1' is no instruction"), broken.err());
        assertEquals(1, broken.err().lines().count(), broken.err());
    }

    /** Options of gdb, and a part of the sentence that refuses them. */
    private static final String WRONG_DOORS = """
            --port 70000 | A port is 1 to 65535
            --cores 17 | cores must be 1 to 16, not 17.
            --module no-such-file | no-such-file: there is no such file.
            """;

    @Test
    void aDoorThatCannotBeOpenedIsRefusedInOneSentence() throws Exception {
        byte[] elf = new Kernels()
                .of(Variant.of(Variant.Lock.TICKET, Variant.Optimisation.O1))
                .elf();
        Path image = Files.write(folder.resolve("kernel.elf"), elf);
        for (String row : WRONG_DOORS.lines().toList()) {
            String[] words = row.split("[ |]+", 3);
            Ended ended = kscope("gdb", "" + image, words[0], words[1]);
            assertEquals(2, ended.code(), row);
            assertEquals(1, ended.err().lines().count(), ended.err());
            assertTrue(ended.err().contains(words[2]), ended.err());
        }
        Path cut = Files.write(folder.resolve("cut.elf"), Arrays.copyOf(elf, 51));
        assertEquals(2, kscope("gdb", "" + cut).code());
    }

    @Test
    void aFolderThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("report"), "a file");
        Ended ended = kscope("bench", "lock-latency", "--cores", "1", "--rounds", "10", "--out", inTheWay.toString());
        assertEquals(3, ended.code(), ended.err());
        assertEquals("a file", Files.readString(inTheWay));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(inTheWay), files.toList());
        }
    }

    @Test
    void doctorSaysWhatWasFound() {
        Ended ended = kscope("doctor");
        assertEquals(0, ended.code(), ended.out());
        for (String line : List.of("JDK", "toolchain", "display", "cache", "qemu-system-i386", "bochs", "gdb")) {
            assertTrue(ended.out().lines().anyMatch(found -> found.startsWith(line)), line);
        }
    }

    @Test
    void completionKnowsTheCommands() {
        String script = kscope("completion").out();
        assertTrue(script.contains("lock-latency") || script.contains("bench"));
        assertFalse(script.isBlank());
    }

    private static List<String> events(String text) {
        return text.lines().skip(2).toList();
    }

    private static Ended kscope(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    @Test
    void listsEveryScenarioUnderItsTopic() {
        Ended ended = kscope("scenarios");
        assertEquals(0, ended.code(), ended.err());
        for (ScenarioTemplate template : Scenarios.all()) {
            assertTrue(ended.out().contains("  " + template.name() + " "), template.name());
            assertTrue(ended.out().contains(template.summary()), template.name());
        }
        assertTrue(ended.out().startsWith("locks\n  spinlock "), ended.out());
    }

    @Test
    void typesInTheTerminalAndPrintsTheConsole() throws IOException {
        Path file = folder.resolve("typed.kscope");
        Ended run = kscope("run", "shell", "--text", "--events", "5", "--type", "mem\\nexit\\n", "--record", "" + file);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("The shell · run=user -- shell · 2 cores"), run.out());
        assertTrue(run.out().contains("> mem\nframes "), run.out());
        assertTrue(run.out().contains("The machine ended well"), run.out());
        Ended replay = kscope("replay", "" + file, "--text");
        assertEquals(0, replay.code(), replay.err());
    }

    @Test
    void optionsChangeTheKernelAndTheHeadingSaysSo() {
        Ended big = kscope(
                "run big-lock-vs-fine --locking fine --cores 2 --rounds 2 --text --events 3 --console".split(" "));
        assertEquals(0, big.code(), big.err());
        assertTrue(big.out().startsWith("One lock for the kernel · ticket lock · fine locking"), big.out());
        assertTrue(big.out().contains(": ok\n"), big.out());
        Ended pages = kscope("run page-fault --pages 3 --preemption preemptive --text --events 3 --console".split(" "));
        assertTrue(pages.out().contains("toucher pages=3"), pages.out());
    }
}
