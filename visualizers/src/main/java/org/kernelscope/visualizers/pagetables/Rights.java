/* What may be done with a page, in words. */
package org.kernelscope.visualizers.pagetables;

/** Short forms. */
final class Rights {
    private Rights() {}

    /** {@code read, write}; {@code kernel: read}. */
    static String words(boolean writable, boolean user) {
        return (user ? "" : "kernel: ") + (writable ? "read, write" : "read only");
    }

    /** What the processor noted of the use of a page. */
    static String use(boolean accessed, boolean dirty) {
        return dirty ? "written" : accessed ? "read" : "untouched";
    }

    static String pages(int count) {
        return count == 1 ? "1 page" : count + " pages";
    }
}
