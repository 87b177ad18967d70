/* A few cases of every target, the same ones always; and that each would notice. */
package org.kernelscope.engine.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;

class FuzzTargetsTest {
    private static final Duration HOURS = Duration.ofHours(2);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            code      |  4
            tables    |  8
            devices   |  4
            elf       | 60
            multiboot | 40
            bzimage   | 40
            snapshot  | 10
            recording | 30
            litmus    | 60
            profile   | 80
            vectors   | 60
            exercise  | 60
            gdb       |  4
            """)
    void standsSomeCases(String name, int cases) throws Exception {
        List<Long> seeds = new ArrayList<>();
        Fuzzer.Result result = Fuzzer.run(FuzzTargets.named(name).target(), 700, cases, HOURS, seeds::add);
        assertEquals(List.of(), result.failures());
        assertEquals(cases, result.cases());
        assertEquals(cases, seeds.size());
    }

    @Test
    void aTimerThatTicksInVainDoesNotKeepAMachineFromItsEnd() throws Exception {
        Fuzzer.Result result = Fuzzer.run(FuzzTargets.named("devices").target(), 100_074, 1, HOURS, _ -> {});
        assertEquals(List.of(), result.failures());
    }

    @Test
    void everyTargetIsTried() throws Exception {
        List<String> names =
                FuzzTargets.all().stream().map(FuzzTargets.Named::name).toList();
        String tried = FuzzTargetsTest.class
                .getDeclaredMethod("standsSomeCases", String.class, int.class)
                .getAnnotation(CsvSource.class)
                .textBlock();
        assertEquals(
                names, tried.lines().map(row -> row.split("\\|")[0].strip()).toList());
    }

    @Test
    void aSubjectThatFailsIsReportedByItsSeedAndTheOthersGoOn() throws Exception {
        FuzzTarget weak = seed -> {
            FuzzTarget.require(seed != 12, "twelve");
            if (seed == 14) {
                throw new ArrayIndexOutOfBoundsException("fourteen");
            }
        };
        Fuzzer.Result result = Fuzzer.run(weak, 10, 10, HOURS, _ -> {});
        assertEquals(10, result.cases());
        assertEquals(
                List.of(12L, 14L),
                result.failures().stream().map(Fuzzer.Failure::seed).toList());
        assertEquals("twelve", result.failures().getFirst().thrown().getMessage());
    }

    @Test
    void aCaseThatDoesNotEndIsLeftBehind() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        var thrown = Fuzzer.attempt(_ -> never.await(), 1, Duration.ofMillis(20));
        assertInstanceOf(Fuzzer.Hangs.class, thrown.orElseThrow());
        never.countDown();
    }

    @Test
    void imagesThatAreLeftAloneBootAndRunOnEveryCore() throws Exception {
        for (byte[] image : List.of(ImageTarget.multiboot(new Dice(5)), ImageTarget.linux(new Dice(5)))) {
            Machine machine = Machine.boot(Guest.config(1, 1), image, "");
            machine.run(Interleavings.byTime(), 100);
            assertTrue(machine.steps() > 0);
        }
        Guest guest = DevicesTarget.guest(new Dice(1), 3);
        Machine machine = Guest.boot(Guest.config(1, 3), guest.elf());
        machine.run(Interleavings.byTime(), 1_000);
        for (int core = 0; core < 3; core++) {
            assertTrue(machine.core(core).retired() > 30, "core " + core);
        }
    }

    @Test
    void faultsAreNoEndForRandomCode() throws Exception {
        long faults = 0;
        int running = 0;
        for (long seed = 0; seed < 10; seed++) {
            Machine machine = Guest.boot(
                    Guest.config(0, 1), CodeTarget.guest(new Dice(seed), 1).elf());
            machine.run(Interleavings.byTime(), 5_000);
            faults += machine.core(0).counters().exceptions();
            running += machine.state() instanceof MachineState.Running ? 1 : 0;
        }
        assertTrue(faults > 10, "only " + faults + " faults");
        assertTrue(running > 3, "only " + running + " run to the end of their turns");
    }

    @Test
    void aMachineThatForgetsInterruptionsOfRunsWouldBeSeen() throws Exception {
        byte[] elf = CodeTarget.guest(new Dice(1), 1).elf();
        Machine first = Guest.boot(Guest.config(1, 1), elf);
        Machine second = Guest.boot(Guest.config(1, 1), elf);
        first.run(Interleavings.byTime(), 1_000);
        second.run(Interleavings.byTime(), 999);
        assertFalse(first.stateHash() == second.stateHash());
    }

    @Test
    void sealedSavesAreReadToTheirInside() throws Exception {
        Machine machine = Guest.boot(
                Guest.config(1, 1), DevicesTarget.guest(new Dice(1), 1).elf());
        byte[] saved = machine.save();
        byte[] content = Arrays.copyOf(saved, saved.length - Long.BYTES);
        assertArrayEquals(saved, SnapshotTarget.sealed(content));
        byte[] shorter = Arrays.copyOf(content, content.length - 100);
        ImageException refusal = assertThrows(ImageException.class, () -> machine.load(SnapshotTarget.sealed(shorter)));
        assertTrue(refusal.getMessage().contains("truncated at byte"), refusal.getMessage());
    }

    @Test
    void refusalsMustBeSentences() {
        Sentences.require("the image is not an ELF file");
        for (String bad : List.of("", " ", "java.lang.NullPointerException", "NumberFormatException: x")) {
            assertThrows(AssertionError.class, () -> Sentences.require(bad), bad);
        }
    }

    @Test
    void aSeedDeterminesItsCase() {
        byte[] text = "exists (x=1)".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(Mutation.of(new Dice(9), text), Mutation.of(new Dice(9), text));
        assertArrayEquals(
                DevicesTarget.guest(new Dice(9), 2).elf(),
                DevicesTarget.guest(new Dice(9), 2).elf());
        int changed = 0;
        for (long seed = 0; seed < 100; seed++) {
            changed += Arrays.equals(text, Mutation.of(new Dice(seed), text)) ? 0 : 1;
        }
        assertTrue(changed > 80, "only " + changed + " of 100 mutations change anything");
    }

    @Test
    void unknownTargetsAreNamed() {
        UserMistake mistake = assertThrows(UserMistake.class, () -> FuzzTargets.named("nope"));
        assertTrue(
                mistake.getMessage().startsWith("Unknown target 'nope': choose code, tables, "), mistake::getMessage);
    }
}
