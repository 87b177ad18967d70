/* The memory of a running kernel, by the names and types of its image. */
package org.kernelscope.engine.guest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kernelscope.hw.Machine;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.StructType;
import org.kernelscope.kernel.Type;
import org.kernelscope.kernel.Variable;

/** Peeks at one machine, typed by its kernel's image. Kernel addresses mean the same on every core. */
public final class Guest {
    private static final int LONGEST_TEXT = 64;

    private final KernelImage image;
    private final Machine machine;
    private final Memory memory;
    private final Map<String, Optional<Variable>> variables = new HashMap<>();

    public Guest(KernelImage image, Machine machine) {
        this.image = image;
        this.machine = machine;
        memory = (address, length) -> machine.peekLinear(0, address, length);
    }

    public Machine machine() {
        return machine;
    }

    public KernelImage image() {
        return image;
    }

    /** The name of the thread that the kernel says a core runs; empty where there is none. */
    public Optional<String> threadOn(int core) {
        try {
            int thread = variable("current").at(core).member("thread").word();
            Place threads = variable("threads");
            return thread < 0 || thread >= threads.count()
                    ? Optional.empty()
                    : Optional.of(threads.at(thread).member("name").text());
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    public boolean has(String variable) {
        return found(variable).isPresent();
    }

    /** The variable of that name. */
    public Place variable(String name) throws Unreadable {
        Variable variable = found(name).orElseThrow(() -> new Unreadable("the kernel has no variable " + name));
        return new Place(memory, variable.address(), variable.type());
    }

    /** What lies at a kernel address, seen as the struct with that tag. */
    public Place struct(int address, String tag) throws Unreadable {
        StructType type = image.struct(tag).orElseThrow(() -> new Unreadable("the kernel has no struct " + tag));
        return new Place(memory, address, type);
    }

    /** The word at a kernel address. */
    public int word(int address) throws Unreadable {
        return (int) new Place(memory, address, new Type.Base("unsigned int", Integer.BYTES, Type.Encoding.UNSIGNED))
                .number();
    }

    /** The string at a kernel address, cut off where it is very long. */
    public String text(int address) throws Unreadable {
        byte[] bytes = memory.bytes(address, LONGEST_TEXT);
        var character = new Type.Base("char", 1, Type.Encoding.CHARACTER);
        return new Place(Memory.copied(address, bytes), address, new Type.Array(character, bytes.length)).text();
    }

    /** The word at a physical address; empty where there is no RAM. */
    public Optional<Integer> physical(int address) {
        byte[] bytes = machine.peekPhysical(address, Integer.BYTES);
        return bytes.length < Integer.BYTES ? Optional.empty() : Optional.of(little(bytes, 0));
    }

    /** The 32 bits at an offset of some bytes, little endian. */
    public static int little(byte[] bytes, int offset) {
        return bytes[offset] & 0xFF
                | (bytes[offset + 1] & 0xFF) << 8
                | (bytes[offset + 2] & 0xFF) << 16
                | (bytes[offset + 3] & 0xFF) << 24;
    }

    private Optional<Variable> found(String name) {
        return variables.computeIfAbsent(name, image::variable);
    }
}
