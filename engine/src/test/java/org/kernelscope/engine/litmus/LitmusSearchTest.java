/* What instructions beside those of the bundled tests do to the order of memory. */
package org.kernelscope.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.MemoryOrder;

class LitmusSearchTest {
    /** Store buffering with this between store and load, and whether both loads can miss both stores. */
    @ParameterizedTest
    @CsvSource({
        "NOP, true",
        "LFENCE, true",
        "SFENCE, true",
        "MFENCE, false",
        "'LOCK ADD [z],$0', false",
        "'LOCK INC [z]', false",
        "'LOCK XADD [z],EBX', false",
        "'LOCK CMPXCHG [z],EBX', false",
        "'XCHG EBX,[z]', false",
        "'ADD [z],$0', true",
        "'MOV EBX,[z]', true",
        "'XCHG EBX,ECX', true"
    })
    void whatOrdersAStoreBeforeALoad(String between, boolean allowed) throws UserMistake {
        LitmusTest test = LitmusReader.read("test", """
                X86 between
                { z=0; }
                P0 | P1 ;
                MOV [x],$1 | MOV [y],$1 ;
                %1$s | %1$s ;
                MOV EAX,[y] | MOV EAX,[x] ;
                exists (0:EAX=0 /\\ 1:EAX=0)
                """.formatted(between));
        assertEquals(allowed, LitmusSearch.of(test, MemoryOrder.TOTAL_STORE).allowed());
        assertFalse(LitmusSearch.of(test, MemoryOrder.SEQUENTIAL).allowed());
    }

    /** Two cores add twice to one word: what can be lost without LOCK, and what cannot with it. */
    @ParameterizedTest
    @CsvSource({"INC, 3", "LOCK INC, 1"})
    void additionsGetLostWithoutLock(String addition, int sums) throws UserMistake {
        LitmusTest test = LitmusReader.read("test", """
                X86 additions
                { x=5; }
                P0 | P1 ;
                %1$s [x] | %1$s [x] ;
                %1$s [x] | %1$s [x] ;
                forall (x=9)
                """.formatted(addition));
        LitmusResult result = LitmusSearch.of(test, MemoryOrder.TOTAL_STORE);
        assertEquals(sums, result.outcomes().size(), result.outcomes()::toString);
        assertEquals(sums == 1, result.holds());
        assertEquals(sums != 1, result.refuted());
    }

    @Test
    void arithmeticOfOneCore() throws UserMistake {
        LitmusTest test = LitmusReader.read("test", """
                X86 arithmetic
                { x=7; 0:EDX=-1; }
                P0 ;
                MOV EAX,$0x10 ;
                ADD EAX,[x] ;
                SUB EAX,$3 ;
                XCHG EAX,[x] ;
                MOV EBX,[x] ;
                AND EDX,EBX ;
                NEG EDX ;
                CMPXCHG [x],EDX ;
                NOT EBX ;
                locations [0:EBX;]
                forall (x=20 /\\ 0:EAX=20 /\\ 0:EDX=-20)
                """);
        LitmusResult result = LitmusSearch.of(test, MemoryOrder.TOTAL_STORE);
        assertTrue(result.holds(), result.outcomes()::toString);
        assertEquals(1, result.outcomes().size());
    }
}
