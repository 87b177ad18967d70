/* The bundled litmus tests have exactly the outcomes that are known of them, on the machine itself. */
package org.kernelscope.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.MemoryOrder;

class LitmusSuiteTest {
    /** Name; outcomes under sequential consistency and under x86-TSO; x86-TSO allows those with a +. */
    private static final String TABLE = """
            SB 3 4 +
            SB+mfences 3 3
            SB+mfence+po 3 4 +
            SB+xchgs 3 3
            SB+rfi-pos 3 4 +
            LB 3 3
            MP 3 3
            S 3 3
            R 3 4 +
            R+po+mfence 3 3
            2+2W 3 3
            WRC 7 7
            RWC 7 8 +
            RWC+po+mfence 7 7
            WWC 9 9
            IRIW 15 15
            n6 4 5 +
            n5 4 4
            n4b 4 4
            amd3 5 9 +
            CoRR 3 3
            """;

    private static Stream<String> rows() {
        return TABLE.lines();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void outcomesAreThoseOfTheTable(String row) throws UserMistake {
        String[] columns = row.split(" ");
        LitmusSuite.Known known = LitmusSuite.all().stream()
                .filter(each -> each.test().name().equals(columns[0]))
                .findFirst()
                .orElseThrow();
        LitmusResult sequential = LitmusSearch.of(known.test(), MemoryOrder.SEQUENTIAL);
        LitmusResult totalStore = LitmusSearch.of(known.test(), MemoryOrder.TOTAL_STORE);
        assertEquals(Integer.parseInt(columns[1]), sequential.outcomes().size());
        assertEquals(Integer.parseInt(columns[2]), totalStore.outcomes().size());
        assertEquals(false, sequential.allowed());
        assertEquals(columns.length == 4, totalStore.allowed());
        assertTrue(totalStore.outcomes().containsAll(sequential.outcomes()));
        assertTrue(known.agrees(sequential) && known.agrees(totalStore));
    }

    @Test
    void theListHoldsTheTable() {
        assertEquals(
                TABLE.lines().map(row -> row.split(" ")[0]).toList(),
                LitmusSuite.all().stream().map(each -> each.test().name()).toList());
    }

    @Test
    void theOutcomesOfStoreBufferingOneByOne() throws UserMistake {
        LitmusTest test = LitmusSuite.all().getFirst().test();
        assertEquals("[0:EAX, 1:EAX, x, y]", test.observed().toString());
        List<Integer> relaxed = List.of(0, 0, 1, 1);
        List<List<Integer>> strong = List.of(List.of(0, 1, 1, 1), List.of(1, 0, 1, 1), List.of(1, 1, 1, 1));
        assertEquals(
                strong,
                List.copyOf(LitmusSearch.of(test, MemoryOrder.SEQUENTIAL).outcomes()));
        assertEquals(
                Stream.concat(Stream.of(relaxed), strong.stream()).toList(),
                List.copyOf(LitmusSearch.of(test, MemoryOrder.TOTAL_STORE).outcomes()));
    }
}
