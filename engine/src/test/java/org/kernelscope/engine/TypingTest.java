/* What is typed reaches the shell, is recorded, and is met again on every way to the same moment. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.view.CoreView;
import org.kernelscope.hw.MachineState;
import org.kernelscope.kernel.KernelImage;

class TypingTest {
    private static final long WHOLE = 20_000_000;
    private static final OptionalInt ANY = OptionalInt.empty();

    private static ScenarioTemplate shell() throws UserMistake {
        return Scenarios.named("shell");
    }

    private static KernelImage image() throws UserMistake {
        return Kernels.of(shell().defaults().variant());
    }

    private static Playback waiting() throws UserMistake {
        Playback playback = Playback.open(shell().with(shell().defaults()), image());
        playback.run(WHOLE);
        return playback;
    }

    private static Playback typed(String... lines) throws UserMistake {
        Playback playback = waiting();
        for (String line : lines) {
            playback.type(line + "\n");
            playback.run(WHOLE);
        }
        return playback;
    }

    private static void assertSameRun(Playback expected, Recording recording) throws UserMistake {
        Playback again = Playback.open(Recording.parse("x", recording.bytes()), image());
        again.travelToStep(expected.step());
        assertEquals(expected.events(), again.events());
        assertEquals(expected.frame().console(), again.frame().console());
        assertEquals(expected.machine().stateHash(), again.machine().stateHash());
    }

    @Test
    void aMachineWithoutAnythingToDoWaitsAndHasNotEnded() throws UserMistake {
        Playback playback = waiting();
        assertTrue(playback.waitsForInput());
        assertEquals(Frame.Status.WAITING, playback.frame().status());
        assertTrue(playback.frame().console().endsWith("> "), playback.frame().console());
        assertFalse(playback.step(Granularity.EVENT, Direction.FORWARD, ANY), "nothing happens by itself");
        playback.type("x");
        assertEquals(Frame.Status.PAUSED, playback.frame().status());
        assertTrue(playback.step(Granularity.EVENT, Direction.FORWARD, ANY), "the key's interrupt");
    }

    @Test
    void theShellDoesWhatIsTyped() throws UserMistake {
        Playback playback = typed("ps", "pingpong 2 4", "exit");
        String console = playback.frame().console();
        assertTrue(console.contains("shell\n"), console);
        assertTrue(console.contains("pingpong rounds=2 words=4"), console);
        assertEquals(new MachineState.Exited(33), playback.machine().state());
        playback.type("nobody hears this\n");
        assertEquals(Frame.Status.ENDED, playback.frame().status());
    }

    @Test
    void theShellEndsWhatItStartedAndNobodyElse() throws UserMistake {
        Playback playback = typed("server 0 &", "kill 4", "kill 99", "kill x", "kill 6", "kill 6", "exit");
        List<String> console = playback.frame().console().lines().toList();
        List<String> expected = List.of(
                "[6]",
                "kill: process 4: there is no such child",
                "kill: process 99: an argument is out of range",
                "kill: \"x\" is no number of a process; ps lists them",
                "process 6 (server) killed: by process 5",
                "[6] exited -1",
                "kill: process 6: there is no such process");
        assertEquals(expected, console.stream().filter(expected::contains).toList(), () -> String.join("\n", console));
        assertEquals(new MachineState.Exited(33), playback.machine().state());
    }

    @Test
    void theShellListsTheLocks() throws UserMistake {
        List<String> console = typed("locks", "exit").frame().console().lines().toList();
        assertTrue(console.contains("each of these is a lock of its own:"), () -> String.join("\n", console));
        assertTrue(console.contains("channel             64     0"), () -> String.join("\n", console));
        assertTrue(console.contains("processes            1     0"), () -> String.join("\n", console));
    }

    @Test
    void aRunWithTypingReplaysToTheBit() throws UserMistake {
        Playback playback = typed("mem", "toucher 3", "exit");
        assertEquals(
                "mem\ntoucher 3\nexit\n".length(), playback.record().inputs().size());
        assertSameRun(playback, playback.record());
    }

    @Test
    void steppingBackOverTypingAndOnAgainMeetsIt() throws UserMistake {
        Playback playback = waiting();
        long before = playback.step();
        playback.type("mem\n");
        List<Frame> there = new ArrayList<>();
        while (there.size() < 30 && playback.step(Granularity.EVENT, Direction.FORWARD, ANY)) {
            there.add(playback.frame());
        }
        playback.travelToStep(before);
        assertTrue(playback.frame().console().endsWith("> "));
        for (Frame then : there) {
            playback.travelToStep(then.step());
            assertEquals(then.stateHash(), playback.frame().stateHash());
            assertEquals(then.kernel(), playback.frame().kernel());
        }
        for (Frame then : there.reversed().subList(1, there.size())) {
            assertTrue(playback.step(Granularity.EVENT, Direction.BACKWARD, ANY));
            assertEquals(then.stateHash(), playback.frame().stateHash());
        }
    }

    @Test
    void typedIntoThePastItMakesAnotherFuture() throws UserMistake {
        Playback playback = waiting();
        long moment = playback.step();
        playback.type("mem\n");
        playback.run(WHOLE);
        playback.travelToStep(moment);
        playback.type("locks\n");
        playback.run(WHOLE);
        String console = playback.frame().console();
        assertTrue(console.contains("spinlock: ticket"), console);
        assertFalse(console.contains("mem"), console);
        assertSameRun(playback, playback.record());
        Playback replayed = Playback.open(playback.record(), image());
        replayed.travelToStep(moment);
        replayed.type("exit\n");
        replayed.run(WHOLE);
        assertEquals(new MachineState.Exited(33), replayed.machine().state());
        assertSameRun(replayed, replayed.record());
    }

    @Test
    void userCodeHasItsOwnSource() throws UserMistake {
        Playback playback = waiting();
        playback.type("ps\n");
        Set<String> files = new HashSet<>();
        for (int line = 0; line < 4000 && !files.contains("user/programs/shell.c"); line++) {
            playback.step(Granularity.LINE, Direction.FORWARD, ANY);
            CoreView core = playback.frame().cores().getFirst();
            if (core.state().privilege() == 3) {
                files.add(core.location().file());
                assertFalse(core.location().function().isEmpty());
                assertEquals(
                        Optional.of(core.state().linearEip()),
                        core.assembly().stream()
                                .filter(CoreView.AssemblyLine::current)
                                .map(CoreView.AssemblyLine::address)
                                .findFirst());
            }
        }
        assertTrue(files.contains("user/programs/shell.c"), files::toString);
    }
}
