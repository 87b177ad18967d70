/* Stop replies: what gdb is told when the machine stands still. */
package org.kernelscope.engine.gdb;

/** Each is signal, reason, thread. */
final class StopReply {
    private static final String INTERRUPT = "T02";
    private static final String TRAP = "T05";

    private StopReply() {}

    /**
     * The body of the packet.
     *
     * @param tellsKind whether the client understands which kind of breakpoint it was
     */
    static String of(Stopped stopped, boolean tellsKind) {
        String thread = "thread:" + Integer.toHexString(stopped.core() + 1) + ";";
        return switch (stopped) {
            case Stopped.Done _ -> TRAP + thread;
            case Stopped.Interrupted _ -> INTERRUPT + thread;
            case Stopped.AtEnd end -> TRAP + "replaylog:" + (end.backward() ? "begin" : "end") + ";" + thread;
            case Stopped.At at
            when at.point().kind().breakpoint() ->
                TRAP + (tellsKind ? at.point().kind().reply() + ":;" : "") + thread;
            case Stopped.At at ->
                TRAP + at.point().kind().reply() + ":" + Integer.toHexString(at.address()) + ";" + thread;
        };
    }
}
