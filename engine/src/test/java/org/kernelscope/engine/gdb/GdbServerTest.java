/* The remote protocol, word by word, over a real connection. */
package org.kernelscope.engine.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.interleaving.Interleavings;

class GdbServerTest {
    private static final String TALK = """
            ?                           T05thread:1;
            qSupported:swbreak+;hwbreak+ PacketSize=4000;QStartNoAckMode+;qXfer:features:read+;vContSupported+;\
            ReverseStep+;ReverseContinue+;swbreak+;hwbreak+
            vMustReplyEmpty
            vCont?                      vCont;c;C;s;S;t
            !
            qAttached                   1
            qC                          QC1
            qfThreadInfo                m1,2,3,4
            qsThreadInfo                l
            qThreadExtraInfo,2          636f7265203120776169747320666f72206974732073746172742d7570
            qThreadExtraInfo,5          E01
            T4                          OK
            T5                          E01
            T                           E01
            Hg5                         E01
            Hg4                         OK
            p9                          02000000
            Hg1                         OK
            Hc-1                        OK
            Hx1                         E01
            p1f                         00000000
            p10                         00000000000000000000
            p24                         E01
            p                           E01
            pffffffff                   E01
            P3=78563412                 OK
            p3                          78563412
            P3=7856                     E01
            P3=7856341z                 E01
            Pa=34120000                 E01
            P24=00000000                E01
            G00                         E01
            m100000,4                   02b0ad1b
            m100000,0
            mffff0000,4                 E0e
            mfffffff,8                  E0e
            m100000                     E01
            m100000,fffffffff           E01
            M300000,2:abcd              OK
            X300002,1:z                 OK
            X300003,0:                  OK
            m300000,3                   abcd7a
            M300000,3:abcd              E01
            M300000,1:a                 E01
            Mffff0000,1:aa              E0e
            Z0,100020,1                 OK
            Z0,100020,1                 OK
            z0,100020,1                 OK
            z1,100020,1                 OK
            Z2,100020,0                 E01
            Z2,100020,ffff              E01
            Z2,100020,4                 OK
            z2,100020,4                 OK
            Z5,100020,4
            Z0,100020                   E01
            vCont;x                     E01
            vCont;s:9                   E01
            vCont;t                     E01
            vCont;s:1                   T05thread:1;
            bs                          T05thread:1;
            bs                          T05replaylog:begin;thread:1;
            bc                          T05replaylog:begin;thread:1;
            bx
            qXfer:features:read:target.xml:0,5 m<?xml
            qXfer:features:read:target.xml:ffff,5 l
            qXfer:features:read:other.xml:0,5 E00
            qXfer:features:read:target.xml:0 E01
            qRcmd,zz                    E01
            vKillall
            Qunknown
            qunknown:1
            """;

    @Test
    void wordsAndAnswers() throws Exception {
        Doors.serving(port -> {
            try (Line line = new Line(port)) {
                for (String row : TALK.lines().toList()) {
                    String[] halves = row.split(" +", 2);
                    assertEquals(halves.length > 1 ? halves[1] : "", line.ask(halves[0]), halves[0]);
                }
            }
        });
    }

    @Test
    void registersGoThereAndBackAtOnce() throws Exception {
        Doors.serving(port -> {
            try (Line line = new Line(port)) {
                String all = line.ask("g");
                assertEquals(2 * (16 * 4 + 8 * 10 + 8 * 4 + 4 * 4), all.length());
                assertEquals("OK", line.ask("G" + all));
                assertEquals("OK", line.ask("G" + "0d0c0b0a" + all.substring(8)));
                assertEquals("0d0c0b0a" + all.substring(8), line.ask("g"));
            }
        });
    }

    @Test
    void breakpointsWatchpointsAndMonitor() throws Exception {
        String lock = Integer.toHexString(Doors.address("lock_acquire"));
        String head = Integer.toHexString(Doors.address("work_log"));
        Doors.serving(port -> {
            try (Line line = new Line(port)) {
                line.ask("qSupported:swbreak+;hwbreak+");
                line.ask("Z1," + lock + ",1");
                assertEquals("T05hwbreak:;thread:1;", line.ask("vCont;c"));
                assertTrue(line.monitor("cores").startsWith("core 0 in lock_acquire: ring 0, "));
                assertTrue(line.monitor("time").matches("step \\d+, cycle \\d+\\. The machine goes on\\.\n"));
                assertTrue(line.monitor("help").contains("monitor cores"));
                assertTrue(line.monitor("dance").startsWith("There is no command 'dance'.\n"));
                line.ask("z1," + lock + ",1");
                line.ask("Z2," + head + ",4");
                String first = line.ask("vCont;c");
                assertTrue(first.matches("T05watch:" + head + ";thread:[1-4];"), first);
                assertEquals("01000000", line.ask("m" + head + ",4"));
                assertEquals(first, line.ask("bc"));
                assertEquals("00000000", line.ask("m" + head + ",4"));
                line.ask("z2," + head + ",4");
                line.send("c");
                assertEquals(
                        "O" + Fields.hex("The guest ended with exit code 33.\n"),
                        line.reply(),
                        "how the machine ended");
                assertEquals("T05replaylog:end;thread:1;", line.reply());
                assertTrue(line.monitor("serial").contains("log 48 of 48 entries: ok"));
            }
        });
    }

    @Test
    void acknowledgesUntilToldNotTo() throws Exception {
        Doors.serving(port -> {
            try (Line line = new Line(port)) {
                line.raw("$qC#b4$qC#b5-".getBytes(StandardCharsets.US_ASCII));
                assertEquals("+$QC1#c5-$QC1#c5", line.bytes(16));
                assertEquals("OK", line.ask("QStartNoAckMode"));
                line.raw("$qC#b4$qC#b5-$qC#b4".getBytes(StandardCharsets.US_ASCII));
                assertEquals("$QC1#c5$QC1#c5", line.bytes(14));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void interruptStopsAndTheNextClientFindsTheMachineThere() throws Exception {
        Doors.serving(port -> {
            try (Line line = new Line(port)) {
                line.ask("Z2,fffffffc,4");
                line.send("vCont;t:2;c");
                line.raw(new byte[] {3});
                String reply = line.reply();
                assertTrue(reply.matches("T02thread:[1-4];|O[0-9a-f]+"), reply);
                if (reply.startsWith("O")) {
                    assertTrue(line.reply().startsWith("T05replaylog:end;"));
                }
                assertEquals("OK", line.ask("D"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            try (Line line = new Line(port)) {
                assertEquals("T05thread:1;", line.ask("?"));
            }
        });
    }

    @Test
    void killEndsTheServer() throws Exception {
        try (GdbServer server =
                GdbServer.open(Doors.machine(), Interleavings.byTime(), address -> Optional.empty(), 0)) {
            Thread client = Thread.ofPlatform().start(() -> {
                try (Line line = new Line(server.port())) {
                    line.ask("vKill;1");
                }
            });
            server.serve();
            client.join();
            UserMistake taken = assertThrows(
                    UserMistake.class,
                    () -> GdbServer.open(
                            Doors.machine(), Interleavings.byTime(), address -> Optional.empty(), server.port()));
            assertTrue(taken.getMessage().contains("cannot be opened"), taken.getMessage());
        }
    }

    /** Random bytes, and well-formed packets that were spoilt in the middle; after each client the next is served. */
    @Test
    void survivesGarbage() throws Exception {
        Random random = new Random(20_260_101);
        List<String> words = TALK.lines().map(row -> row.split(" +", 2)[0]).toList();
        Doors.serving(port -> {
            for (int client = 0; client < 40; client++) {
                try (Line line = new Line(port)) {
                    for (int i = 0; i < 50; i++) {
                        line.raw(garbage(random, words));
                    }
                } catch (IOException e) {
                    assertTrue(String.valueOf(e.getMessage()).matches(".*(pipe|reset|abort).*"), e.getMessage());
                }
            }
            try (Line line = new Line(port)) {
                assertEquals("m1,2,3,4", line.ask("qfThreadInfo"));
            }
        });
    }

    private static byte[] garbage(Random random, List<String> words) throws IOException {
        if (random.nextInt(4) == 0) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder word = new StringBuilder(words.get(random.nextInt(words.size())));
        for (int spoilt = random.nextInt(3); spoilt > 0; spoilt--) {
            int at = random.nextInt(word.length());
            char character = (char) random.nextInt(random.nextBoolean() ? 256 : 128);
            switch (random.nextInt(3)) {
                case 0 -> word.setCharAt(at, character);
                case 1 -> word.insert(at, character);
                default -> word.setLength(Math.max(1, at));
            }
        }
        boolean kills = word.charAt(0) == 'k' || word.indexOf("vKill;") == 0;
        var bytes = new ByteArrayOutputStream();
        new PacketWriter(bytes).packet(kills ? "?" : word.toString());
        return bytes.toByteArray();
    }
}
