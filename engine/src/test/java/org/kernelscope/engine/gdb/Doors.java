/* Machines with a door, for the tests of the door. */
package org.kernelscope.engine.gdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.kernelscope.engine.Kernels;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.Symbol;

/** The bundled kernel with ticket locks on four cores, just powered on. */
final class Doors {
    static final int CORES = 4;

    private Doors() {}

    static Machine machine() throws UserMistake, ImageException {
        MachineConfig config = new MachineConfig(CORES, 16, Profiles.load("core-i7"));
        String commandLine = "kscope run=contention rounds=12 section=20 think=60 seed=1";
        return Machine.boot(config, Kernels.TICKET.elf(), commandLine);
    }

    static Target target() throws UserMistake, ImageException {
        return new Target(new Past(machine(), Interleavings.byTime()));
    }

    static int address(String symbol) {
        return Kernels.TICKET.symbol(symbol).map(Symbol::address).orElseThrow();
    }

    /** Serves on a port of its own while this is done; what the server throws, this throws. */
    static void serving(Consumer<Integer> clients) throws Exception {
        Throwable[] failure = new Throwable[1];
        GdbServer server = GdbServer.open(
                machine(),
                Interleavings.byTime(),
                address -> Kernels.TICKET.symbolAt(address).map(Symbol::name),
                0);
        Thread thread = Thread.ofPlatform()
                .uncaughtExceptionHandler((_, thrown) -> failure[0] = thrown)
                .start(() -> serve(server));
        try {
            clients.accept(server.port());
        } finally {
            server.close();
            thread.join();
        }
        if (failure[0] != null) {
            throw new AssertionError("the server ended with an exception", failure[0]);
        }
    }

    private static void serve(GdbServer server) {
        try {
            server.serve();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
