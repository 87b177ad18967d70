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
        MUTUAL_EXCLUSION("mutual-exclusion"),
        FIRST_COME_FIRST_SERVED("first-come-first-served"),
        STUCK("stuck"),
        DATA_LOST("data-lost"),
        NOT_FREE_AT_END("not-free-at-end"),
        WROTE_ELSEWHERE("wrote-elsewhere"),
        STORE_AFTER_RELEASE("store-after-release"),
        CRASH("crash");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }
}
