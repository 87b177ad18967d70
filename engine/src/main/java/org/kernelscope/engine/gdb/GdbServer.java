/* Waits on a port of this computer for gdb, and lets it talk to a machine. */
package org.kernelscope.engine.gdb;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntFunction;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.gdb.Answer.Next;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;

/**
 * One client at a time, from this computer alone. A client that leaves, however it does, leaves the machine standing
 * where it is, without breakpoints, for the next; one that kills it ends the server.
 */
public final class GdbServer implements AutoCloseable {
    private static final int MESSAGES_WAITING = 64;

    private final ServerSocket door;
    private final Target target;
    private final Monitor monitor;

    private GdbServer(ServerSocket door, Target target, Monitor monitor) {
        this.door = door;
        this.target = target;
        this.monitor = monitor;
    }

    /**
     * Opens the port; the machine is the server's from now on.
     *
     * @param policy who has the next turn, as long as gdb holds no core
     * @param functions names what contains an address, where that is known
     * @param port 0 for any that is free
     * @throws UserMistake if the port cannot be had
     */
    public static GdbServer open(
            Machine machine, Interleaving policy, IntFunction<Optional<String>> functions, int port)
            throws UserMistake, IOException {
        if (port < 0 || port > 0xFFFF) {
            throw new UserMistake("A port is 1 to 65535, or 0 for any that is free; not " + port + ".");
        }
        ServerSocket door = new ServerSocket();
        try {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            door.close();
            throw new UserMistake("Port " + port + " cannot be opened (" + e.getMessage() + "): choose another.");
        }
        return new GdbServer(door, new Target(new Past(machine, policy)), new Monitor(machine, functions));
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Serves one client after the other, until one kills the machine or the server is closed. */
    public void serve() throws IOException {
        Next end = Next.DETACH;
        while (end != Next.KILL && !door.isClosed()) {
            try (Socket client = door.accept()) {
                end = converse(client);
            } catch (SocketException e) {
                if (!door.isClosed()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    /** Talks until the client leaves; a line that breaks is a client that leaves. */
    private Next converse(Socket client) {
        try {
            client.setTcpNoDelay(true);
            PacketReader packets = new PacketReader(new BufferedInputStream(client.getInputStream()));
            BlockingQueue<Message> messages = new ArrayBlockingQueue<>(MESSAGES_WAITING);
            Thread reader = Thread.ofVirtual().start(() -> read(packets, messages));
            try {
                return converse(messages, new PacketWriter(client.getOutputStream()));
            } finally {
                reader.interrupt();
                target.clearAll();
            }
        } catch (IOException e) {
            return Next.DETACH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Next.KILL;
        }
    }

    private Next converse(BlockingQueue<Message> messages, PacketWriter out) throws IOException, InterruptedException {
        Session session = new Session(target, monitor, () -> !messages.isEmpty());
        Next next = Next.GO_ON;
        boolean acknowledges = true;
        String latest = "";
        while (next == Next.GO_ON) {
            switch (messages.take()) {
                case Message.Gone _ -> next = Next.DETACH;
                case Message.Interrupt _ -> {}
                case Message.Damaged _ -> {
                    if (acknowledges) {
                        out.acknowledge(false);
                    }
                }
                case Message.Again _ -> {
                    if (acknowledges) {
                        out.packet(latest);
                    }
                }
                case Message.Packet packet -> {
                    if (acknowledges) {
                        out.acknowledge(true);
                    }
                    Answer answer = session.answer(packet.body());
                    for (String body : answer.packets()) {
                        out.packet(body);
                        latest = body;
                    }
                    acknowledges &= answer.next() != Next.TRUST_THE_LINE;
                    next = answer.next() == Next.TRUST_THE_LINE ? Next.GO_ON : answer.next();
                }
            }
        }
        return next;
    }

    /** Puts what comes into the queue; the last thing is that the client is gone. */
    private static void read(PacketReader packets, BlockingQueue<Message> messages) {
        try {
            Message message;
            do {
                message = next(packets);
                messages.put(message);
            } while (!(message instanceof Message.Gone));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Message next(PacketReader packets) {
        try {
            return packets.next();
        } catch (IOException e) {
            return new Message.Gone();
        }
    }
}
