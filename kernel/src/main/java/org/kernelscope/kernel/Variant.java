/* How one image of the kernel is built. */
package org.kernelscope.kernel;

import java.util.List;

/**
 * A build choice: for each interface with several implementations the one that is built, and the compiler's level.
 *
 * @param lock which lock implements the lock layer
 * @param guarding how many locks guard the kernel's data
 * @param preemption whether a timer takes the processor from a thread
 * @param alignment whether data of different processors share cache lines
 * @param optimisation compiler level
 */
public record Variant(
        Lock lock, Guarding guarding, Preemption preemption, Alignment alignment, Optimisation optimisation) {

    /** The usual kernel with this lock: fine-grained locks, cooperative threads, padded data. */
    public static Variant of(Lock lock, Optimisation optimisation) {
        return new Variant(lock, Guarding.FINE, Preemption.COOPERATIVE, Alignment.PADDED, optimisation);
    }

    /** The folders of the chosen implementations, one for each interface. */
    public List<String> folders() {
        return List.of(lock.folder(), guarding.folder(), preemption.folder(), alignment.folder());
    }

    /** The lock implementations; the id is the command line's word, the folder the layer's. */
    public enum Lock {
        TICKET("ticket", "ticket_lock"),
        MCS("mcs", "mcs_lock");

        private final String id;
        private final String folder;

        Lock(String id, String folder) {
            this.id = id;
            this.folder = folder;
        }

        public String id() {
            return id;
        }

        public String folder() {
            return folder;
        }
    }

    /** What guards the kernel's data: a lock for each part, or one for all. */
    public enum Guarding {
        FINE("fine", "fine_guard"),
        BIG("big", "big_guard");

        private final String id;
        private final String folder;

        Guarding(String id, String folder) {
            this.id = id;
            this.folder = folder;
        }

        public String id() {
            return id;
        }

        public String folder() {
            return folder;
        }
    }

    /** When a thread gives its processor away: when it says so, or also when its time is up. */
    public enum Preemption {
        COOPERATIVE("cooperative"),
        PREEMPTIVE("preemptive");

        private final String id;

        Preemption(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        public String folder() {
            return id;
        }
    }

    /** Where data of different processors lie: each in cache lines of its own, or side by side. */
    public enum Alignment {
        PADDED("padded"),
        PACKED("packed");

        private final String id;

        Alignment(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        public String folder() {
            return id;
        }
    }

    /** The compiler's optimisation level: O1 for study, O2 for benchmarks. */
    public enum Optimisation {
        O1("-O1"),
        O2("-O2");

        private final String flag;

        Optimisation(String flag) {
            this.flag = flag;
        }

        /** What the compiler is told. */
        public String flag() {
            return flag;
        }
    }
}
