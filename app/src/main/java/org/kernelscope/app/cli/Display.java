/* Whether a window can be shown here. */
package org.kernelscope.app.cli;

import java.util.Locale;

/** Looks at the session's environment; starts no toolkit. */
final class Display {
    private Display() {}

    static boolean present() {
        if ("Headless".equals(System.getProperty("glass.platform"))) {
            return false;
        }
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean windowed = system.contains("win") || system.contains("mac");
        return windowed || given("DISPLAY");
    }

    private static boolean given(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    /** Where there is no display, has JavaFX and charts draw in memory; to be called before either starts. */
    static void prepare() {
        if (!present()) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
            System.setProperty("java.awt.headless", "true");
        }
    }

    /** As the doctor says it. */
    static String words() {
        return present() ? "present" : "none (the terminal and headless pictures are used)";
    }
}
