/* Builds frames: one immutable moment of a machine, with what differs from another. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.history.RunLog;
import org.kernelscope.engine.model.CoreTrack;
import org.kernelscope.engine.model.KernelModel;
import org.kernelscope.engine.view.CoreView;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineState;

/** Looks at one machine; changes nothing. */
public final class FrameBuilder {
    private static final int EIP = 8;
    private static final int EFLAGS = 9;

    private final Scenario scenario;
    private final Machine machine;
    private final Places places;
    private final KernelReader kernel;

    public FrameBuilder(Scenario scenario, Guest guest, Places places) {
        this.scenario = scenario;
        machine = guest.machine();
        this.places = places;
        kernel = new KernelReader(guest);
    }

    /** The present moment; changes and events are relative to the previous frame, of which there may be none. */
    public Frame build(KernelModel model, RunLog log, OptionalInt actor, Optional<Frame> previous, boolean running) {
        long step = machine.steps();
        long seen = previous.map(Frame::step).orElse(step);
        List<KernelEvent> fresh = log.between(seen, step);
        List<KernelEvent> recent = log.recent(step, Frame.RECENT);
        List<CoreView> cores = cores(model, previous);
        return new Frame(
                scenario,
                step,
                machine.now(),
                status(machine.state(), running),
                actor,
                cores,
                kernel.read(model, cores, previous.map(Frame::kernel)),
                recent,
                fresh,
                log.timeline(machine.now()),
                machine.serialOutput(),
                running ? Optional.empty() : Optional.of(hash()));
    }

    private String hash() {
        return HexFormat.of().toHexDigits(machine.stateHash());
    }

    /** What a player that runs, or does not, is doing with a machine in this state. */
    public static Frame.Status status(MachineState state, boolean running) {
        return switch (state) {
            case MachineState.Running _ -> running ? Frame.Status.RUNNING : Frame.Status.PAUSED;
            case MachineState.Idle _ -> Frame.Status.WAITING;
            case MachineState.Exited _,
                    MachineState.ShutDown _,
                    MachineState.ResetRequested _,
                    MachineState.PoweredOff _ -> Frame.Status.ENDED;
        };
    }

    private List<CoreView> cores(KernelModel model, Optional<Frame> previous) {
        List<CoreView> cores = new ArrayList<>();
        for (int core = 0; core < machine.config().cores(); core++) {
            int id = core;
            CoreState state = machine.core(core);
            CoreTrack track = model.locks().core(core);
            Optional<CoreState> before =
                    previous.map(frame -> frame.cores().get(id).state());
            cores.add(new CoreView(
                    state,
                    track.phase(),
                    track.since(),
                    places.location(state),
                    places.around(state),
                    before.map(old -> changed(old, state)).orElse(Set.of())));
        }
        return cores;
    }

    private static Set<Integer> changed(CoreState before, CoreState now) {
        Set<Integer> changed = new HashSet<>();
        for (int register = 0; register < now.registers().size(); register++) {
            if (!now.registers().get(register).equals(before.registers().get(register))) {
                changed.add(register);
            }
        }
        if (now.eip() != before.eip()) {
            changed.add(EIP);
        }
        if (now.eflags() != before.eflags()) {
            changed.add(EFLAGS);
        }
        return changed;
    }
}
