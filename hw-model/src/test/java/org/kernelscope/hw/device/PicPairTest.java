/* The 8259 pair: initialisation, priorities, masks, ends of interrupt, the cascade, spurious interrupts. */
package org.kernelscope.hw.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

final class PicPairTest {
    private static final String INITIALISATION = "20<11 21<20 21<04 21<01 A0<11 A1<28 A1<02 A1<01 ";

    private boolean output;
    private PicPair pics;

    @BeforeEach
    void fresh() {
        pics = new PicPair(high -> output = high);
    }

    /**
     * What is done after initialisation at vectors 20 and 28: PP&lt;VV writes, PP=VV reads, +N and -N drive line N, INT
     * and --- tell the output, !VV acknowledges (all but line numbers hexadecimal).
     */
    private static final String SESSIONS = """
            +1 INT !21 --- 20<20 -1 +1 INT !21
            +4 +1 INT !21 --- 20<20 INT !24 --- 20<20 ---
            +4 !24 +1 INT !21 +6 --- 20<20 20<20 INT !26
            21<02 +1 --- 20=02 21<00 INT !21
            +5 -5 --- 20=00
            +10 INT !2A 20=00 20<0B 20=04 A0<0B A0=04 A0<20 20<20 A0=00 20=00
            +15 !2F +9 --- A0<20 --- 20<20 INT !29
            +12 !2C +9 --- 20<20 INT !29
            A1<FF +9 --- A0=02 A1=FF
            +3 20<0C 20=83 20=00 20<20
            +3 20<C2 +2 +1 INT !23
            +3 +5 !23 20<63 INT !25 20<E5 20<0B 20=00
            +0 !20 20<A0 +7 +0 INT !27
            +2 ---
            +3 !23 +5 --- 20<68 21<08 INT !25 20<48
            !27 20<0B 20=00
            +1 21<02 !27 20<0B 20=00
            20<1B 21<40 21<00 +1 !41 --- 20<0A 20=02 20<20 INT !41 -1 20<20 ---
            20<11 21<20 21<04 21<03 +1 !21 20<0B 20=00
            20<11 21<20 21<04 21<11 +8 !28 +9 --- A0<20 INT !29
            """;

    @Test
    void sessions() {
        for (String session : SESSIONS.lines().toList()) {
            fresh();
            play(INITIALISATION + session);
        }
    }

    @Test
    void firmwareLeavesAllMasked() {
        play("21=FF A1=FF +1 --- 21<FD INT !09");
    }

    @Test
    void stateIsSaved() throws ImageException {
        play(INITIALISATION + "+1 !21 +10 21<01 A0<0B");
        StateWriter out = new StateWriter();
        pics.save(out);
        fresh();
        pics.load(new StateReader(out.toBytes()));
        play("20<20 INT !2A A0=04 21=01");
    }

    private void play(String session) {
        for (String step : session.split(" ")) {
            char kind = step.charAt(step.length() > 2 && "<=".indexOf(step.charAt(2)) >= 0 ? 2 : 0);
            switch (kind) {
                case '<' -> pics.write(0, hex(step, 0), hex(step, 3));
                case '=' -> assertEquals(hex(step, 3), pics.read(hex(step, 0)), step + " in " + session);
                case '+', '-' -> {
                    if (step.equals("---")) {
                        assertEquals(false, output, "--- in " + session);
                    } else {
                        pics.set(Integer.parseInt(step.substring(1)), kind == '+');
                    }
                }
                case 'I' -> assertEquals(true, output, "INT in " + session);
                default -> assertEquals(hex(step, 1), pics.acknowledge(), step + " in " + session);
            }
        }
    }

    private static int hex(String step, int at) {
        return Integer.parseInt(step.substring(at, at + 2), 16);
    }
}
