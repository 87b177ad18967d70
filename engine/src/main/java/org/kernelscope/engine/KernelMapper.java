/* Finds in an image what the fold needs: landmarks in its text, locks in its data. */
package org.kernelscope.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kernelscope.engine.frame.Places;
import org.kernelscope.engine.model.KernelMap;
import org.kernelscope.engine.model.KernelMap.KnownLock;
import org.kernelscope.engine.model.Landmark;
import org.kernelscope.engine.model.LockLayout;
import org.kernelscope.hw.cpu.Disassembly;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.StructType;
import org.kernelscope.kernel.Symbol;
import org.kernelscope.kernel.Type;
import org.kernelscope.kernel.Variable;

/** Reads symbols, types and instructions; what an image lacks is not in its map. */
final class KernelMapper {
    private static final String LOCK = "lock";
    private static final int WORD = 4;
    private static final int MOST_LOCKS = 256;

    private KernelMapper() {}

    /** What a function's first instruction, and each of its returns, stands for. */
    private record Marked(String function, Optional<Landmark> entry, Optional<Landmark> leaving) {
        Marked(String function, Landmark entry) {
            this(function, Optional.of(entry), Optional.empty());
        }

        Marked(String function, Landmark entry, Landmark leaving) {
            this(function, Optional.of(entry), Optional.of(leaving));
        }
    }

    private static final List<Marked> MARKED = List.of(
            new Marked("lock_acquire", Landmark.ACQUIRE_ENTRY, Landmark.ACQUIRE_RETURN),
            new Marked("lock_release", Landmark.RELEASE_ENTRY, Landmark.RELEASE_RETURN),
            new Marked("contention_think", Landmark.THINK_ENTRY),
            new Marked("cpus_barrier", Landmark.BARRIER_ENTRY),
            new Marked("processor_entry", Landmark.CORE_START));

    /** The map of an image that is in the memory of a machine just powered on. */
    static KernelMap map(KernelImage image, Places places) {
        Map<Integer, Landmark> landmarks = new HashMap<>();
        for (Symbol function : image.functions()) {
            for (Disassembly instruction : places.instructions(function)) {
                if (instruction.text().equals("hlt")) {
                    landmarks.put(instruction.address(), Landmark.HALT);
                }
            }
        }
        for (Marked marked : MARKED) {
            image.symbol(marked.function()).ifPresent(function -> mark(marked, function, places, landmarks));
        }
        return new KernelMap(landmarks, locks(image));
    }

    private static void mark(Marked marked, Symbol function, Places places, Map<Integer, Landmark> landmarks) {
        for (Disassembly instruction : places.instructions(function)) {
            if (instruction.text().startsWith("ret")) {
                marked.leaving().ifPresent(landmark -> landmarks.put(instruction.address(), landmark));
            }
        }
        marked.entry().ifPresent(landmark -> landmarks.put(function.address(), landmark));
    }

    private static List<KnownLock> locks(KernelImage image) {
        List<KnownLock> locks = new ArrayList<>();
        for (Variable variable : image.variables()) {
            collect(variable.name(), variable.address(), variable.type(), locks);
        }
        locks.sort((a, b) -> Integer.compareUnsigned(a.address(), b.address()));
        return locks;
    }

    /** Adds the locks inside a piece of data, named as C would. */
    private static void collect(String name, int address, Type type, List<KnownLock> locks) {
        if (locks.size() >= MOST_LOCKS) {
            return;
        }
        switch (type) {
            case StructType struct
            when struct.tag().equals(LOCK) && !struct.isUnion() ->
                locks.add(new KnownLock(name, address, layout(struct)));
            case StructType struct ->
                struct.members()
                        .forEach(member ->
                                collect(name + "." + member.name(), address + member.offset(), member.type(), locks));
            case Type.Array array
            when array.element() instanceof StructType -> {
                for (int i = 0; i < Math.min(array.count(), MOST_LOCKS); i++) {
                    collect(name + "[" + i + "]", address + i * array.element().size(), array.element(), locks);
                }
            }
            default -> {}
        }
    }

    /** The layout of a lock, or the first reason why it is of neither known kind. */
    static LockLayout layout(StructType lock) {
        return lock.member("tail").isPresent() || lock.member("node").isPresent() ? mcs(lock) : ticket(lock);
    }

    private static LockLayout ticket(StructType lock) {
        var wrong = wrongWord(lock, "next_ticket").or(() -> wrongWord(lock, "now_serving"));
        if (wrong.isPresent()) {
            return new LockLayout.Unknown(lock.size(), wrong.get());
        }
        return new LockLayout.Ticket(lock.size(), offset(lock, "next_ticket"), offset(lock, "now_serving"));
    }

    private static LockLayout mcs(StructType lock) {
        var wrong = wrongPointer(lock, "tail");
        if (wrong.isPresent()) {
            return new LockLayout.Unknown(lock.size(), wrong.get());
        }
        Optional<Type> nodes = lock.member("node").map(StructType.Member::type);
        if (nodes.isEmpty()
                || !(nodes.get() instanceof Type.Array array)
                || !(array.element() instanceof StructType node)
                || array.count() == 0) {
            return new LockLayout.Unknown(lock.size(), "struct lock has no member node that is an array of structures");
        }
        wrong = wrongPointer(node, "next").or(() -> wrongWord(node, "busy"));
        if (wrong.isPresent()) {
            return new LockLayout.Unknown(lock.size(), wrong.get());
        }
        return new LockLayout.Mcs(
                lock.size(),
                offset(lock, "tail"),
                offset(lock, "node"),
                node.size(),
                array.count(),
                offset(node, "next"),
                offset(node, "busy"));
    }

    private static Optional<String> wrongWord(StructType struct, String name) {
        return wrong(struct, name, "a 4-byte number", type -> type instanceof Type.Base && type.size() == WORD);
    }

    private static Optional<String> wrongPointer(StructType struct, String name) {
        return wrong(struct, name, "a pointer", type -> type instanceof Type.Pointer);
    }

    private interface Check {
        boolean holds(Type type);
    }

    private static Optional<String> wrong(StructType struct, String name, String expected, Check check) {
        Optional<StructType.Member> member = struct.member(name);
        if (member.isEmpty()) {
            return Optional.of(struct.name() + " has no member " + name);
        }
        if (check.holds(member.get().type()) && member.get().bitSize() == 0) {
            return Optional.empty();
        }
        String found =
                member.get().bitSize() > 0 ? "a bit-field" : member.get().type().name();
        return Optional.of("member " + name + " of " + struct.name() + " is " + found + ", not " + expected);
    }

    private static int offset(StructType struct, String name) {
        return struct.member(name).orElseThrow().offset();
    }
}
