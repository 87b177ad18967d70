/* What a user asks of a scenario is checked, with the accepted values in the message. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScenariosTest {
    private static String mistake(ScenarioOptions options) {
        return assertThrows(UserMistake.class, () -> Scenarios.named("spinlock").with(options))
                .getMessage();
    }

    @Test
    void defaultsAreAScenario() throws UserMistake {
        Scenario scenario = Scenarios.named("spinlock").with(ScenarioOptions.defaults());
        assertEquals("Spinlock hand-off", scenario.title());
        assertEquals("kscope run=contention rounds=100 section=40 think=120 seed=1", scenario.commandLine());
        assertEquals(2800, scenario.megahertz());
    }

    @Test
    void mistakesNameTheAcceptedValues() {
        ScenarioOptions options = ScenarioOptions.defaults();
        assertEquals("cores: 17 is not possible; accepted are 1 to 16.", mistake(options.withCores(17)));
        assertEquals("cores: 0 is not possible; accepted are 1 to 16.", mistake(options.withCores(0)));
        assertEquals("rounds: 0 is not possible; accepted are 1 to 1000000.", mistake(options.withRounds(0)));
        assertEquals("seed: -1 is not possible; accepted are 0 to 1000000.", mistake(options.withSeed(-1)));
        assertTrue(mistake(options.withProfile("z80")).contains("core-i7"));
        assertTrue(assertThrows(UserMistake.class, () -> Scenarios.named("nothing"))
                .getMessage()
                .contains("spinlock"));
    }
}
