/* Finds in an image what the fold needs: landmarks in its text, locks and queues in its data. */
package org.kernelscope.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kernelscope.engine.frame.Places;
import org.kernelscope.engine.model.KernelMap;
import org.kernelscope.engine.model.KernelMap.KnownLock;
import org.kernelscope.engine.model.KernelMap.KnownQueue;
import org.kernelscope.engine.model.Landmark;
import org.kernelscope.engine.model.LockLayout;
import org.kernelscope.engine.model.Primitive;
import org.kernelscope.engine.model.Primitives;
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
    private static final int MOST = 1024;
    private static final String QUEUE = "queue";
    private static final String REQUEST = "shootdown_request";
    private static final Pattern JUMP = Pattern.compile("j[a-z]+ 0x([0-9a-f]{1,8})");

    /** Instructions that mean something wherever they stand. */
    private static final Map<String, Landmark> MEANINGFUL = Map.of(
            "hlt", Landmark.Instruction.HALT,
            "iret", Landmark.Instruction.RETURN_FROM_INTERRUPT,
            "iretd", Landmark.Instruction.RETURN_FROM_INTERRUPT,
            "sysexit", Landmark.Instruction.LEAVE_TO_USER);

    private KernelMapper() {}

    /** The map of an image that is in the memory of a machine just powered on. */
    static KernelMap map(KernelImage image, Places places) {
        Map<Integer, Landmark> landmarks = new HashMap<>();
        for (Symbol function : image.functions()) {
            for (Disassembly instruction : places.instructions(function)) {
                String word = firstWord(instruction);
                if (MEANINGFUL.containsKey(word)) {
                    landmarks.put(instruction.address(), MEANINGFUL.get(word));
                }
            }
        }
        for (Primitive primitive : Primitives.all()) {
            image.symbol(primitive.function()).ifPresent(function -> {
                landmarks.put(function.address(), new Landmark.Entry(primitive));
                if (primitive.left().isPresent()) {
                    returns(function, image, places, new HashSet<>(), landmarks);
                }
            });
        }
        return new KernelMap(landmarks, locks(image), queues(image), answers(image));
    }

    private static String firstWord(Disassembly instruction) {
        return instruction.text().split(" ", 2)[0];
    }

    /** Marks the return instructions through which a function returns: its own, and those of where it jumps to. */
    private static void returns(
            Symbol function, KernelImage image, Places places, Set<Symbol> seen, Map<Integer, Landmark> landmarks) {
        if (!seen.add(function)) {
            return;
        }
        for (Disassembly instruction : places.instructions(function)) {
            if (instruction.text().startsWith("ret")) {
                landmarks.put(instruction.address(), new Landmark.Return());
            }
            target(instruction)
                    .filter(address -> !function.contains(address))
                    .flatMap(image::symbolAt)
                    .filter(other -> other.kind() == Symbol.Kind.FUNCTION)
                    .ifPresent(other -> returns(other, image, places, seen, landmarks));
        }
    }

    /** Where a jump leads, if it says so itself. */
    private static Optional<Integer> target(Disassembly instruction) {
        Matcher jump = JUMP.matcher(instruction.text());
        return jump.matches() ? Optional.of(Integer.parseUnsignedInt(jump.group(1), 16)) : Optional.empty();
    }

    private static List<KnownLock> locks(KernelImage image) {
        return found(image, LOCK).stream()
                .map(each -> new KnownLock(each.name(), each.address(), layout(each.type()), each.part()))
                .toList();
    }

    private static List<KnownQueue> queues(KernelImage image) {
        return found(image, QUEUE).stream()
                .map(each -> QueueNames.queue(each.name(), each.address()))
                .toList();
    }

    private static Set<Integer> answers(KernelImage image) {
        Set<Integer> words = new HashSet<>();
        for (Found request : found(image, REQUEST)) {
            request.type().member("waiting").ifPresent(member -> words.add(request.address() + member.offset()));
        }
        return words;
    }

    /** A struct in the kernel's data, named as C would; whether it is a part of another. */
    private record Found(String name, int address, StructType type, boolean part) {}

    /** All structs with this tag in all variables, in address order. */
    private static List<Found> found(KernelImage image, String tag) {
        List<Found> found = new ArrayList<>();
        for (Variable variable : image.variables()) {
            collect(tag, variable.name(), variable.address(), variable.type(), false, found);
        }
        found.sort((a, b) -> Integer.compareUnsigned(a.address(), b.address()));
        return found;
    }

    private static void collect(String tag, String name, int address, Type type, boolean part, List<Found> found) {
        if (found.size() >= MOST) {
            return;
        }
        switch (type) {
            case StructType struct
            when struct.tag().equals(tag) && !struct.isUnion() -> found.add(new Found(name, address, struct, part));
            case StructType struct ->
                struct.members()
                        .forEach(member -> collect(
                                tag,
                                name + "." + member.name(),
                                address + member.offset(),
                                member.type(),
                                true,
                                found));
            case Type.Array array
            when array.element() instanceof StructType || array.element() instanceof Type.Array -> {
                for (int i = 0; i < Math.min(array.count(), MOST); i++) {
                    int element = address + i * array.element().size();
                    collect(tag, name + "[" + i + "]", element, array.element(), part, found);
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
