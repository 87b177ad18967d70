/* The keyboard controller and its keyboard by their ports, and the key map. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

final class KeyboardControllerTest {
    private final Lines lines = new Lines();
    private int resets;
    private KeyboardController keyboard;

    @BeforeEach
    void fresh() {
        keyboard = new KeyboardController(lines, core -> resets++);
        lines.set(1, false);
    }

    /** PP&lt;VV writes and PP=VV reads a port, *VV is a scan code, IRQ and --- tell interrupt line 1. */
    private static final String SESSIONS = """
            64=14 --- *1E IRQ 64=15 60=1E --- 64=14 60=1E
            *1E *9E 60=1E IRQ 60=9E ---
            64<AA 64=1D IRQ 60=55 --- 64<AB 60=00
            64<20 60=65 64<60 60<64 *1E --- 60=1E 64<60 60<65 *1E IRQ
            64<AD *1E --- 64=1C 64<AE IRQ 60=1E
            64<AD *1E 60<EE 60=EE 60=1E
            60<ED 64=15 60=FA 60<07 60=FA 60<F3 60=FA 60<20 60=FA
            60<F2 60=FA 60=AB 60=41
            60<F5 60=FA *1E 64=14 60<F4 60=FA *1E 60=1E
            60<FF 60=FA 60=AA 60<FE 60=AA
            60<77 60=FE
            60<F0 60=FA 60<00 60=FA 60=01
            64<D0 60=CF 64<D1 60<DF 64<D2 60<2A IRQ 60=2A
            64<A7 64<A8 64<20 60=45 64<A9 60=00 64<C0 60=B0 64<33 60=00 64<73 60<5A 64<33 60=5A
            92=02 92<02 92=02
            """;

    @Test
    void sessions() {
        for (String session : SESSIONS.lines().toList()) {
            fresh();
            play(session);
            assertEquals(0, resets, session);
        }
    }

    @Test
    void theResetLineHasThreeSwitches() {
        play("64<FE 64<D1 60<02 92<03 64<FF");
        assertEquals(3, resets);
    }

    @Test
    void lightsAreKept() {
        play("60<ED 60<05");
        assertEquals(5, keyboard.lights());
        play("60=FA 60=FA 60<FF");
        assertEquals(0, keyboard.lights());
    }

    @Test
    void stateIsSaved() throws ImageException {
        play("*1E *9E *30 64<60");
        StateWriter out = new StateWriter();
        keyboard.save(out);
        fresh();
        keyboard.load(new StateReader(out.toBytes()));
        play("60<45 64<20 60=1E 60=45 60=9E 60=30");
    }

    /** A character and the scan codes that type it. */
    private static final String KEYS = """
            a 1E9E
            A 2A1E9EAA
            1 0282
            ! 2A0282AA
            ~ 2A29A9AA
            * 2A0989AA
            / 35B5
            \\ 2BAB
            m 32B2
            """;

    @Test
    void keysTypeTheirCharacters() {
        for (String row : KEYS.lines().toList()) {
            assertEquals(row.substring(2), typed(row.charAt(0)), row);
        }
        assertEquals("1C9C", typed('\n'));
        assertEquals("0F8F", typed('\t'));
        assertEquals("39B9", typed(' '));
        assertTrue(KeyMap.typing('é').isEmpty());
        assertTrue(KeyMap.typing('\0').isEmpty());
        for (char printable = ' '; printable <= '~'; printable++) {
            assertTrue(KeyMap.typing(printable).isPresent(), String.valueOf(printable));
        }
    }

    private static String typed(char character) {
        return HexFormat.of().withUpperCase().formatHex(KeyMap.typing(character).orElseThrow());
    }

    private void play(String session) {
        for (String step : session.split(" ")) {
            if (step.startsWith("*")) {
                keyboard.key(Integer.parseInt(step.substring(1), 16));
            } else if (step.equals("IRQ") || step.equals("---")) {
                assertEquals(step.equals("IRQ"), lines.high(1), step + " in " + session);
            } else {
                int port = Integer.parseInt(step.substring(0, 2), 16);
                int value = Integer.parseInt(step.substring(3), 16);
                if (step.charAt(2) == '<') {
                    keyboard.write(0, port, value);
                } else {
                    assertEquals(value, keyboard.read(port), step + " in " + session);
                }
            }
        }
    }
}
