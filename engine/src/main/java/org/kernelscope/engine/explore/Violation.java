/* A promise that a run broke. */
package org.kernelscope.engine.explore;

/**
 * A promise that a run broke.
 *
 * @param kind which promise
 * @param core the core that broke it, or -1 where no single one did
 * @param step turns since power-on when it became visible
 * @param sentence what happened, in plain words
 */
public record Violation(Kind kind, int core, long step, String sentence) {

    /** The promises that can be broken; the id is what files call it. */
    public enum Kind {
        MUTUAL_EXCLUSION("mutual-exclusion", true),
        FIRST_COME_FIRST_SERVED("first-come-first-served", false),
        STUCK("stuck", true),
        DATA_LOST("data-lost", true),
        NOT_FREE_AT_END("not-free-at-end", false),
        WROTE_ELSEWHERE("wrote-elsewhere", true),
        STORE_AFTER_RELEASE("store-after-release", true),
        CRASH("crash", true);

        private final String id;
        private final boolean fatal;

        Kind(String id, boolean fatal) {
            this.id = id;
            this.fatal = fatal;
        }

        /** Whether nothing that happens afterwards can be judged. */
        public boolean fatal() {
            return fatal;
        }

        public String id() {
            return id;
        }
    }
}
