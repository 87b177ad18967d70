/* The fold from what the machine reports to what the kernel is doing. */
package org.kernelscope.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.engine.model.OpenCalls.Open;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.MachineEvent.Interrupted;
import org.kernelscope.hw.MachineEvent.LineMoved;
import org.kernelscope.hw.MachineEvent.Probed;

/**
 * Immutable: each event gives the next model, often the same. One track for each topic; the guest is watched, never
 * asked.
 */
public final class KernelModel {
    private final KernelMap map;
    private final OpenCalls calls;
    private final LocksTrack locks;
    private final ThreadsTrack threads;
    private final MemoryTrack memory;
    private final MessagesTrack messages;
    private final TrapsTrack traps;

    private KernelModel(
            KernelMap map,
            OpenCalls calls,
            LocksTrack locks,
            ThreadsTrack threads,
            MemoryTrack memory,
            MessagesTrack messages,
            TrapsTrack traps) {
        this.map = map;
        this.calls = calls;
        this.locks = locks;
        this.threads = threads;
        this.memory = memory;
        this.messages = messages;
        this.traps = traps;
    }

    /** Power-on: core 0 starts, the others wait. */
    public static KernelModel atPowerOn(KernelMap map, int cores) {
        return new KernelModel(
                map,
                OpenCalls.NONE,
                LocksTrack.atPowerOn(map, cores),
                ThreadsTrack.AT_POWER_ON,
                MemoryTrack.AT_POWER_ON,
                MessagesTrack.AT_POWER_ON,
                TrapsTrack.atPowerOn(cores));
    }

    public KernelMap map() {
        return map;
    }

    public LocksTrack locks() {
        return locks;
    }

    public ThreadsTrack threads() {
        return threads;
    }

    public MemoryTrack memory() {
        return memory;
    }

    public MessagesTrack messages() {
        return messages;
    }

    public TrapsTrack traps() {
        return traps;
    }

    /** The model after this event. */
    public KernelModel after(MachineEvent event, Surroundings at) {
        return switch (event) {
            case Probed probed -> passed(probed, at);
            case Accessed access
            when access.kind() != Access.READ -> {
                if (map.answers(access.linear())) {
                    memory.answered(access, at);
                }
                yield with(locks.wrote(access, at));
            }
            case LineMoved moved -> with(locks.moved(moved, at));
            case Interrupted interrupted -> {
                TrapsTrack.interrupted(interrupted, at);
                yield with(locks.woken(interrupted.core(), at));
            }
            default -> this;
        };
    }

    private KernelModel passed(Probed probed, Surroundings at) {
        Landmark landmark = map.landmarks().get(probed.address());
        if (landmark == null) {
            return this;
        }
        int core = probed.core();
        return switch (landmark) {
            case Landmark.Entry entry -> entered(entry.primitive(), core, at);
            case Landmark.Return leaving -> left(core, at);
            case Landmark.Instruction.HALT -> with(locks.halted(core, at));
            case Landmark.Instruction.RETURN_FROM_INTERRUPT -> leaving(core, returnsToUser(core, at), at);
            case Landmark.Instruction.LEAVE_TO_USER -> leaving(core, true, at);
        };
    }

    private KernelModel leaving(int core, boolean toUser, Surroundings at) {
        KernelModel model = with(traps.left(core, toUser, at));
        return toUser ? model.with(locks.runsProgram(core, at)) : model;
    }

    /** By the privilege in the code segment's selector, the word above the address to return to. */
    private static boolean returnsToUser(int core, Surroundings at) {
        int stack = at.guest().machine().core(core).registers().get(CoreState.ESP);
        byte[] selector = at.guest().machine().peekOwn(core, stack + Integer.BYTES, Integer.BYTES);
        return selector.length == Integer.BYTES && (Guest.little(selector, 0) & TrapsTrack.USER_RING) != 0;
    }

    private KernelModel entered(Primitive primitive, int core, Surroundings at) {
        int stack = at.guest().machine().core(core).registers().get(CoreState.ESP);
        Call call = new Call(core, stack, at.time(core), arguments(primitive, core, stack, at), 0);
        KernelModel model = primitive.left().isPresent() ? with(calls.with(primitive, call)) : this;
        return model.meant(primitive.entered(), call, at);
    }

    private KernelModel left(int core, Surroundings at) {
        List<Integer> registers = at.guest().machine().core(core).registers();
        int stack = registers.get(CoreState.ESP);
        List<Open> returning = calls.at(stack);
        if (returning.isEmpty()) {
            return this;
        }
        KernelModel model = with(calls.without(stack));
        for (Open open : returning) {
            Call call = open.call().returned(core, registers.get(CoreState.EAX));
            model = model.meant(open.primitive().left(), call, at);
        }
        return model;
    }

    private KernelModel meant(Optional<Primitive.Meaning> meaning, Call call, Surroundings at) {
        try {
            return meaning.isPresent() ? meaning.get().after(this, call, at) : this;
        } catch (Unreadable e) {
            return this;
        }
    }

    /** The words above the return address; what cannot be read counts as 0. */
    private static List<Integer> arguments(Primitive primitive, int core, int stack, Surroundings at) {
        int count = primitive.arguments();
        byte[] bytes = at.guest().machine().peekOwn(core, stack + Integer.BYTES, count * Integer.BYTES);
        List<Integer> arguments = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            int offset = index * Integer.BYTES;
            arguments.add(offset + Integer.BYTES <= bytes.length ? Guest.little(bytes, offset) : 0);
        }
        return arguments;
    }

    private KernelModel with(OpenCalls next) {
        return new KernelModel(map, next, locks, threads, memory, messages, traps);
    }

    KernelModel with(LocksTrack next) {
        return new KernelModel(map, calls, next, threads, memory, messages, traps);
    }

    KernelModel with(ThreadsTrack next) {
        return new KernelModel(map, calls, locks, next, memory, messages, traps);
    }

    KernelModel with(MemoryTrack next) {
        return new KernelModel(map, calls, locks, threads, next, messages, traps);
    }

    KernelModel with(MessagesTrack next) {
        return new KernelModel(map, calls, locks, threads, memory, next, traps);
    }

    KernelModel with(TrapsTrack next) {
        return new KernelModel(map, calls, locks, threads, memory, messages, next);
    }
}
