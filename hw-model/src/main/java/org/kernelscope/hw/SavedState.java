/* The envelope of a saved machine: what it is, for which machine, and whether it arrived whole. */
package org.kernelscope.hw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.kernelscope.hw.state.StateHash;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Signature, version, configuration, content, and a hash of all that. */
final class SavedState {
    private static final byte[] SIGNATURE = "Kernelscope machine\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NAME = 40;
    private static final int VERSION = 4;

    private SavedState() {}

    /** What was started, as far as the configuration does not say it. */
    static long origin(MachineConfig config, byte[] image, String commandLine) {
        long hash = StateHash.mix(StateHash.of(image) ^ textHash(commandLine));
        for (MachineConfig.Module module : config.modules()) {
            hash = StateHash.mix(hash ^ textHash(module.text()));
            hash = StateHash.mix(hash ^ StateHash.of(module.content()));
        }
        return hash;
    }

    private static long textHash(String text) {
        return StateHash.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] write(MachineConfig config, long origin, Consumer<StateWriter> content) {
        StateWriter out = new StateWriter();
        out.putBytes(SIGNATURE);
        out.putInt(VERSION);
        out.putInt(config.cores());
        out.putInt(config.memoryMiB());
        out.putBytes(config.order().id().getBytes(StandardCharsets.UTF_8));
        out.putBytes(config.profile().name().getBytes(StandardCharsets.UTF_8));
        out.putLong(profileHash(config));
        out.putInt(config.disks().size());
        config.disks().forEach(disk -> out.putLong(disk.hash()));
        out.putLong(origin);
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
            case MachineState.PoweredOff(int core) -> putState(out, 5, core);
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
            case 5 -> new MachineState.PoweredOff(detail);
            default -> throw new ImageException("saved state is of an unknown kind (" + kind + ")");
        };
    }

    /** A reader that stands at the content. */
    static StateReader open(MachineConfig config, long origin, byte[] saved) throws ImageException {
        StateReader in = new StateReader(content(saved));
        in.getBytes();
        int version = in.getInt();
        if (version != VERSION) {
            throw new ImageException("saved state has version " + version + ", this machine reads " + VERSION);
        }
        List<String> differences = differences(config, origin, in);
        if (!differences.isEmpty()) {
            throw new ImageException(
                    "saved state is of another machine: " + String.join("; ", differences) + " on this one");
        }
        return in;
    }

    /** What the envelope says otherwise than this configuration, and which it says. */
    private static List<String> differences(MachineConfig config, long origin, StateReader in) throws ImageException {
        List<String> found = new ArrayList<>();
        differ(found, "cores", "" + in.getInt(), "" + config.cores());
        differ(found, "MiB of memory", "" + in.getInt(), "" + config.memoryMiB());
        differ(found, "as memory order", text(in), config.order().id());
        String profile = text(in);
        String own = config.profile().name();
        differ(found, "as profile", profile, own);
        if (in.getLong() != profileHash(config) && profile.equals(own)) {
            found.add("other parameters of the profile " + own + " there than");
        }
        int disks = in.getInt();
        differ(found, "disks", "" + disks, "" + config.disks().size());
        for (int disk = 0; disk < disks && disk < MachineConfig.MAX_DISKS; disk++) {
            long hash = in.getLong();
            if (disk < config.disks().size() && hash != config.disks().get(disk).hash()) {
                found.add("another content of disk " + disk + " there than");
            }
        }
        if (in.getLong() != origin && found.isEmpty()) {
            found.add("another kernel, command line or module there than");
        }
        return found;
    }

    private static void differ(List<String> found, String what, String there, String here) {
        if (!there.equals(here)) {
            boolean name = there.length() <= LONGEST_NAME;
            found.add((name ? there : there.substring(0, LONGEST_NAME) + "...") + " " + what + " there, " + here);
        }
    }

    private static String text(StateReader in) throws ImageException {
        return new String(in.getBytes(), StandardCharsets.UTF_8);
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
