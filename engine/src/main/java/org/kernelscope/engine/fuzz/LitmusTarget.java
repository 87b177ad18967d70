/* Damaged litmus tests: they are read and searched, or one sentence says why not. */
package org.kernelscope.engine.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.litmus.LitmusReader;
import org.kernelscope.engine.litmus.LitmusSearch;
import org.kernelscope.engine.litmus.LitmusSuite;
import org.kernelscope.engine.litmus.LitmusTest;
import org.kernelscope.hw.MemoryOrder;

/** Mutations of the bundled tests. */
final class LitmusTarget implements FuzzTarget {
    private static final int MOST_SEARCHED = 5;
    private static final List<String> WORDS = List.of(
            "x",
            "EAX",
            "MFENCE",
            "MOV ",
            "$",
            "[",
            "]",
            ";",
            "|",
            "P0",
            "exists",
            "(",
            ")",
            "/\\",
            "\\/",
            "~",
            "=",
            "0:",
            "99999999999",
            "-1",
            "{",
            "}",
            "(*",
            "*)",
            "\n",
            "XCHG",
            "é",
            "\0",
            "INC",
            "LOCK ",
            "forall",
            "locations");

    @Override
    public void run(long seed) throws Exception {
        Dice dice = new Dice(seed);
        String name = dice.pick(LitmusSuite.all()).test().name();
        String text = Mutation.text(dice, text(name), WORDS);
        try {
            LitmusTest test = LitmusReader.read("fuzz.litmus", text);
            int instructions = test.threads().stream().mapToInt(List::size).sum();
            if (instructions <= MOST_SEARCHED) {
                LitmusSearch.of(test, dice.pick(List.of(MemoryOrder.values())));
            }
        } catch (UserMistake refusal) {
            Sentences.require(refusal.getMessage());
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream in = LitmusSuite.class.getResourceAsStream(name + ".litmus")) {
            FuzzTarget.require(in != null, "there is no litmus test " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
