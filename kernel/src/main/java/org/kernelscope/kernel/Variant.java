/* How one image of the kernel is built. */
package org.kernelscope.kernel;

/**
 * A build choice.
 *
 * @param lock which lock implements the lock layer
 * @param optimisation compiler level
 */
public record Variant(Lock lock, Optimisation optimisation) {
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
