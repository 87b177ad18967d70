/* When a core's stores become visible to the others. */
package org.kernelscope.hw;

/** The memory order of a machine. */
public enum MemoryOrder {
    /** Sequential consistency: at once. */
    SEQUENTIAL("sc", "sequential consistency"),
    /** x86-TSO: when they leave the core's store buffer, which the interleaving decides. */
    TOTAL_STORE("tso", "x86-TSO");

    private final String id;
    private final String words;

    MemoryOrder(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** As on the command line. */
    public String id() {
        return id;
    }

    public String words() {
        return words;
    }
}
