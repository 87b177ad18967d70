/* What is known of one core at one moment of the fold. */
package org.kernelscope.engine.model;

import org.kernelscope.engine.view.Phase;

/**
 * What a core is doing.
 *
 * @param phase its phase
 * @param since virtual time in cycles at which the phase began
 * @param acquiring index of the lock in whose {@code lock_acquire} it is, or {@link #NONE}
 * @param releasing index of the lock in whose {@code lock_release} it is, or {@link #NONE}
 * @param works whether it is inside the workload
 */
public record CoreTrack(Phase phase, long since, int acquiring, int releasing, boolean works) {
    public static final int NONE = -1;

    static CoreTrack in(Phase phase) {
        return new CoreTrack(phase, 0, NONE, NONE, false);
    }

    CoreTrack phase(Phase next, long time) {
        return new CoreTrack(next, time, acquiring, releasing, works);
    }

    CoreTrack acquiring(int lock) {
        return new CoreTrack(phase, since, lock, releasing, works);
    }

    CoreTrack releasing(int lock) {
        return new CoreTrack(phase, since, acquiring, lock, works);
    }

    CoreTrack works(boolean inside) {
        return new CoreTrack(phase, since, acquiring, releasing, inside);
    }
}
