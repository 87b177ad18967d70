/* Garbage at the door for gdb: whoever comes next is served. */
package org.kernelscope.engine.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.kernelscope.engine.gdb.GdbServer;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.interleaving.Interleavings;

/** Packets that are damaged before their checksum is made, bytes that are none, and then a client that behaves. */
final class GdbTarget implements FuzzTarget {
    private static final int PATIENCE_MILLISECONDS = 60_000;
    private static final int CORES = 2;
    private static final List<String> WORDS = List.of(
            "?",
            "g",
            "G00",
            "p8",
            "P0=00000000",
            "m100000,40",
            "M130000,4:00000000",
            "X130000,2:ab",
            "Z0,100060,1",
            "z0,100060,1",
            "Z2,130000,4",
            "Z3,130000,8",
            "Z4,13f000,4",
            "vCont?",
            "vCont;s:1",
            "vCont;c",
            "vCont;s:1;c",
            "vCont;t",
            "s",
            "c",
            "bs",
            "bc",
            "Hg1",
            "Hc-1",
            "T2",
            "qfThreadInfo",
            "qsThreadInfo",
            "qC",
            "qSupported:swbreak+",
            "qXfer:features:read:target.xml:0,100",
            "qRcmd,74696d65",
            "qRcmd,636f726573",
            "qThreadExtraInfo,1",
            "D",
            "QStartNoAckMode",
            "vMustReplyEmpty",
            "qAttached",
            "!",
            "S05",
            "C05",
            "x100000,10");

    @Override
    public void run(long seed) throws Exception {
        Dice dice = new Dice(seed);
        Guest guest = DevicesTarget.guest(dice, CORES);
        Machine machine = Guest.boot(Guest.config(seed, CORES), guest.elf());
        AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
        GdbServer server = GdbServer.open(machine, Interleavings.byTime(), _ -> Optional.empty(), 0);
        Thread serving = Thread.ofPlatform().daemon().start(() -> {
            try {
                server.serve();
                server.close();
            } catch (IOException | RuntimeException | Error thrown) {
                failure.set(Optional.of(thrown));
            }
        });
        try {
            for (int client = dice.between(1, 3); client > 0; client--) {
                garbage(dice, server.port());
            }
            behave(server.port());
        } catch (IOException e) {
            serving.join(PATIENCE_MILLISECONDS);
            if (serving.isAlive() || failure.get().isPresent()) {
                throw new AssertionError("a client that behaves is not served: " + failure.get(), e);
            }
        } finally {
            server.close();
            serving.join(PATIENCE_MILLISECONDS);
        }
        if (failure.get().isPresent()) {
            throw new AssertionError(
                    "the server ended with " + failure.get().get(),
                    failure.get().get());
        }
        FuzzTarget.require(!serving.isAlive(), "the server does not end");
    }

    /** Sends without reading; the server may close the line, which is its right. */
    private static void garbage(Dice dice, int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            for (int count = dice.between(1, 40); count > 0; count--) {
                socket.getOutputStream().write(dice.once(5) ? dice.bytes(dice.below(200)) : damaged(dice));
            }
            socket.getOutputStream().flush();
        } catch (SocketException e) {
            return;
        } catch (IOException e) {
            throw new AssertionError("the server's door is shut", e);
        }
    }

    private static byte[] damaged(Dice dice) {
        byte[] word = dice.pick(WORDS).getBytes(StandardCharsets.ISO_8859_1);
        byte[] body = dice.once(3) ? word : Mutation.of(dice, word);
        boolean kills = new String(body, StandardCharsets.ISO_8859_1).matches("(?s)k.*|vKill.*");
        return packet(kills ? new byte[] {'?'} : body);
    }

    private static byte[] packet(byte[] body) {
        int sum = 0;
        for (byte each : body) {
            sum += each;
        }
        var out = new ByteArrayOutputStream();
        out.write('$');
        out.writeBytes(body);
        out.writeBytes(String.format("#%02x", sum & 0xFF).getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void behave(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            socket.getOutputStream().write(packet("qfThreadInfo".getBytes(StandardCharsets.US_ASCII)));
            socket.getOutputStream().flush();
            String expected = "+$m1,2#";
            InputStream in = socket.getInputStream();
            String answer = new String(in.readNBytes(expected.length()), StandardCharsets.ISO_8859_1);
            FuzzTarget.require(answer.equals(expected), "a client that behaves is told " + answer);
            socket.getOutputStream().write(packet(new byte[] {'D'}));
            socket.getOutputStream().flush();
            in.readNBytes(3 + "+$OK#9a".length());
        }
    }
}
