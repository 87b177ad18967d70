/* Tests the reading of headers. */
package org.kernelscope.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HeaderTextTest {

    @Test
    void functionsAreFoundWithTheFirstSentenceOfTheirContracts() {
        String header = """
                /* The file. */
                #ifndef A_A_H
                #define TWICE(x) \\
                  ((x) + f(x))

                /* How many. There are few. */
                extern unsigned count;
                void bare(void);

                /* Waits for
                   all of them (SDM 3A, "x"). Then goes on. */
                _Noreturn void wait_all(unsigned targets,
                                        const char *name);
                unsigned *other(void);

                /* A record. */
                struct pair {
                  int (*one)(int); /* called */
                };
                typedef void handler(struct pair *pair);

                /* The time (see vs. SDM. Section 3) now */
                static inline int now(void) {
                  return f(1);
                }
                #endif
                """;
        assertEquals(
                """
                8 [void bare(void)] []
                12 [_Noreturn void wait_all(unsigned targets, const char *name)] [Waits for all of them (SDM 3A, "x").]
                14 [unsigned *other(void)] [Waits for all of them (SDM 3A, "x").]
                23 [int now(void)] [The time (see vs. SDM. Section 3) now]
                """,
                HeaderText.functions("a/a.h", header).stream()
                        .map(each -> "%d [%s] [%s]\n".formatted(each.line(), each.prototype(), each.sentence()))
                        .collect(Collectors.joining()));
    }
}
