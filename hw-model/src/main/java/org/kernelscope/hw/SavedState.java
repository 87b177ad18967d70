/* The envelope of a saved machine: what it is, for which machine, and whether it arrived whole. */
package org.kernelscope.hw;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.kernelscope.hw.state.StateHash;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Signature, version, configuration, content, and a hash of all that. */
final class SavedState {
    private static final byte[] SIGNATURE = "Kernelscope machine\n".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 3;

    private SavedState() {}

    static byte[] write(MachineConfig config, Consumer<StateWriter> content) {
        StateWriter out = new StateWriter();
        out.putBytes(SIGNATURE);
        out.putInt(VERSION);
        out.putInt(config.cores());
        out.putInt(config.memoryMiB());
        out.putBytes(config.order().id().getBytes(StandardCharsets.UTF_8));
        out.putBytes(config.profile().name().getBytes(StandardCharsets.UTF_8));
        out.putLong(profileHash(config));
        content.accept(out);
        out.putLong(StateHash.of(out.toBytes()));
        return out.toBytes();
    }

    static void putState(StateWriter out, MachineState state) {
        switch (state) {
            case MachineState.Running() -> putState(out, 0, 0);
            case MachineState.Idle() -> putState(out, 1, 0);
            case MachineState.Exited(int code) -> putState(out, 2, code);
            case MachineState.ShutDown(int core) -> putState(out, 3, core);
            case MachineState.ResetRequested(int core) -> putState(out, 4, core);
        }
    }

    private static void putState(StateWriter out, int kind, int detail) {
        out.putInt(kind);
        out.putInt(detail);
    }

    static MachineState getState(StateReader in) throws ImageException {
        int kind = in.getInt();
        int detail = in.getInt();
        return switch (kind) {
            case 0 -> new MachineState.Running();
            case 1 -> new MachineState.Idle();
            case 2 -> new MachineState.Exited(detail);
            case 3 -> new MachineState.ShutDown(detail);
            case 4 -> new MachineState.ResetRequested(detail);
            default -> throw new ImageException("saved state is of an unknown kind (" + kind + ")");
        };
    }

    /** A reader that stands at the content. */
    static StateReader open(MachineConfig config, byte[] saved) throws ImageException {
        StateReader in = new StateReader(content(saved));
        in.getBytes();
        int version = in.getInt();
        if (version != VERSION) {
            throw new ImageException("saved state has version " + version + ", this machine reads " + VERSION);
        }
        int cores = in.getInt();
        int memory = in.getInt();
        String order = new String(in.getBytes(), StandardCharsets.UTF_8);
        String profile = new String(in.getBytes(), StandardCharsets.UTF_8);
        boolean sameProfile = in.getLong() == profileHash(config);
        if (cores != config.cores() || memory != config.memoryMiB() || !sameProfile) {
            throw new ImageException("saved state is of a machine with " + cores + " cores, " + memory
                    + " MiB and profile " + profile + "; this one has " + config.cores() + ", " + config.memoryMiB()
                    + " MiB and " + config.profile().name() + (sameProfile ? "" : " with other parameters"));
        }
        if (!order.equals(config.order().id())) {
            throw new ImageException("saved state is of a machine with the memory order " + order + "; this one has "
                    + config.order().id());
        }
        return in;
    }

    /** All but the closing hash, which must be right. */
    private static byte[] content(byte[] saved) throws ImageException {
        StateReader signature =
                new StateReader(Arrays.copyOf(saved, Math.min(saved.length, Integer.BYTES + SIGNATURE.length)));
        byte[] found = signature.getBytes();
        if (!Arrays.equals(found, SIGNATURE)) {
            throw new ImageException("this is not the saved state of a machine");
        }
        int length = saved.length - Long.BYTES;
        byte[] content = Arrays.copyOf(saved, Math.max(0, length));
        if (length < SIGNATURE.length
                || new StateReader(Arrays.copyOfRange(saved, length, saved.length)).getLong()
                        != StateHash.of(content)) {
            throw new ImageException("saved state is truncated or damaged: its checksum is wrong");
        }
        return content;
    }

    private static long profileHash(MachineConfig config) {
        return StateHash.of(config.profile().text().getBytes(StandardCharsets.UTF_8));
    }
}
