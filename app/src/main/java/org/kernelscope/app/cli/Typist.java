/* Somebody at the machine's serial line, who types when the machine waits and reads what it prints. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.kernelscope.engine.Playback;
import org.kernelscope.hw.MachineState;

/** Types a text line by line. */
final class Typist {
    private static final long SLICE = 1 << 20;
    private static final long LONGEST = 1L << 31;
    private static final int SUCCESS = 33;

    private final Playback playback;
    private final Deque<String> lines = new ArrayDeque<>();

    Typist(Playback playback, String text) {
        this.playback = playback;
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from) + 1;
            int to = end == 0 ? text.length() : end;
            lines.add(text.substring(from, to));
            from = to;
        }
    }

    /** Types the next line if the machine waits for one; whether it can go on now. */
    boolean typesOn() {
        boolean next = playback.waitsForInput() && !lines.isEmpty();
        if (next) {
            playback.type(lines.removeFirst());
        }
        return next;
    }

    /** Plays until the machine has ended, or waits for more than there is to type; prints its console and how it ended. */
    void playToEnd(PrintWriter out) {
        while ((!playback.ended() || typesOn()) && playback.step() < LONGEST) {
            playback.run(SLICE);
        }
        out.println();
        out.print(playback.machine().serialOutput().replace("\r", ""));
        out.println();
        out.println(ending());
    }

    private String ending() {
        String how = switch (playback.machine().state()) {
            case MachineState.Running _ -> "The machine still runs";
            case MachineState.Idle _ -> "The machine waits for input";
            case MachineState.Exited(int code) when code == SUCCESS -> "The machine ended well";
            case MachineState.Exited(int code) -> "The machine ended with a failure, exit code " + code + ",";
            case MachineState.ShutDown(int core) -> "Core " + core + " shut down";
            case MachineState.ResetRequested(int core) -> "Core " + core + " asked for a reset";
            case MachineState.PoweredOff(int core) -> "Core " + core + " switched the machine off";
        };
        return String.format(
                Locale.ROOT,
                "%s after %,d steps, at %.3f ms.",
                how,
                playback.step(),
                (double) playback.time() / playback.scenario().megahertz() / 1000);
    }
}
