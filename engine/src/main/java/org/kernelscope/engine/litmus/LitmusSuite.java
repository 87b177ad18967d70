/* The litmus tests whose outcomes are known. */
package org.kernelscope.engine.litmus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.MemoryOrder;

/** The bundled tests, in the order of the list, with how many outcomes each has under either order. */
public final class LitmusSuite {
    private LitmusSuite() {}

    /**
     * A test and what is known of it.
     *
     * @param test the test
     * @param allowed whether x86-TSO allows what it asks for; sequential consistency never does
     * @param sequential number of outcomes under sequential consistency
     * @param totalStore number of outcomes under x86-TSO
     */
    public record Known(LitmusTest test, boolean allowed, int sequential, int totalStore) {
        /** How many outcomes there are under this order. */
        public int outcomes(MemoryOrder order) {
            return order == MemoryOrder.SEQUENTIAL ? sequential : totalStore;
        }

        /** Whether what the test asks for can be under this order. */
        public boolean allowed(MemoryOrder order) {
            return order == MemoryOrder.TOTAL_STORE && allowed;
        }

        /** Whether a result is as it should be. */
        public boolean agrees(LitmusResult result) {
            return result.outcomes().size() == outcomes(result.order()) && result.allowed() == allowed(result.order());
        }
    }

    /** All tests. */
    public static List<Known> all() {
        return text("suite.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> known(line.split("\\s+")))
                .toList();
    }

    private static Known known(String[] columns) {
        String file = columns[0] + ".litmus";
        try {
            LitmusTest test = LitmusReader.read(file, text(file));
            return new Known(
                    test, columns[1].equals("allowed"), Integer.parseInt(columns[2]), Integer.parseInt(columns[3]));
        } catch (UserMistake e) {
            throw new AssertionError("a bundled litmus test is malformed: " + e.getMessage(), e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = LitmusSuite.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("the litmus tests lack " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
