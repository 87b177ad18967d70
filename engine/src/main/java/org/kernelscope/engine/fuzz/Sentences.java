/* What a refusal should look like. */
package org.kernelscope.engine.fuzz;

/** Requires that messages are something to show to a person. */
final class Sentences {
    private static final int LONGEST = 20_000;

    private Sentences() {}

    /** Fails the case if a refusal says nothing, or tells of our insides. */
    static void require(String message) {
        FuzzTarget.require(message != null && !message.isBlank(), "a refusal says nothing");
        FuzzTarget.require(message.length() < LONGEST, "a refusal has " + message.length() + " characters");
        FuzzTarget.require(
                !message.contains("Exception") && !message.contains("java."), "a refusal tells of Java: " + message);
    }
}
