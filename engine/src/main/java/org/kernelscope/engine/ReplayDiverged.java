/* A replayed run went another way than the recorded one. */
package org.kernelscope.engine;

/** Thrown where a recording's decisions or digests do not fit the machine; the message says at which step. */
public final class ReplayDiverged extends RuntimeException {
    private final long step;

    ReplayDiverged(long step, String what) {
        super("The replay diverges from its recording at step " + step + ": " + what);
        this.step = step;
    }

    /** Turns that had been taken when it was noticed. */
    public long step() {
        return step;
    }
}
