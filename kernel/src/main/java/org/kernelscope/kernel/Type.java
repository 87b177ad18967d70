/* The types of the kernel's data, as C has them. */
package org.kernelscope.kernel;

import java.util.List;

/** The types of the kernel's data, as C has them; typedefs and qualifiers are resolved. */
public sealed interface Type permits Type.Base, Type.Pointer, Type.Array, Type.Enumeration, Type.Function, StructType {

    /** As C spells it: {@code unsigned int}, {@code struct lock *}, {@code unsigned int[4]}. */
    String name();

    /** Size in bytes; 0 for functions and for types that are only declared. */
    int size();

    enum Encoding {
        UNSIGNED,
        SIGNED,
        BOOLEAN,
        CHARACTER,
        OTHER
    }

    /** A number. */
    record Base(String name, int size, Encoding encoding) implements Type {}

    /**
     * An address of data or code.
     *
     * @param target name of what it points to, which {@link KernelImage#type} finds; {@code void} where unknown
     */
    record Pointer(String target) implements Type {
        @Override
        public String name() {
            return target.endsWith("*") ? target + "*" : target + " *";
        }

        @Override
        public int size() {
            return 4;
        }
    }

    /** Elements side by side; 0 of them where the length is not known. */
    record Array(Type element, int count) implements Type {
        @Override
        public String name() {
            return element.name() + "[" + count + "]";
        }

        @Override
        public int size() {
            return element.size() * count;
        }
    }

    /** Named numbers. */
    record Enumeration(String name, int size, List<Constant> constants) implements Type {
        public Enumeration {
            constants = List.copyOf(constants);
        }

        /** One of the names and its number. */
        public record Constant(String name, long value) {}
    }

    /** Code; its parameters are not described. */
    record Function() implements Type {
        @Override
        public String name() {
            return "function";
        }

        @Override
        public int size() {
            return 0;
        }
    }
}
