/* A built kernel with its names, types and lines. */
package org.kernelscope.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kernelscope.kernel.dwarf.DebugInfo;
import org.kernelscope.kernel.dwarf.DebugSections;
import org.kernelscope.kernel.elf.ElfFile;
import org.kernelscope.kernel.elf.FormatException;

/** A built kernel with its names, types and lines; immutable. Addresses are unsigned 32-bit numbers. */
public final class KernelImage {
    private static final int BYTES_MAX = 64 << 20;

    private final byte[] elf;
    private final String hash;
    private final int entry;
    private final KernelSources sources;
    private final SymbolTable symbols;
    private final List<Symbol> functions;
    private final LineMap lines;
    private final Map<String, Type> types;
    private final List<Variable> variables;
    private final List<Program> programs;

    private KernelImage(byte[] elf, KernelSources sources) throws FormatException {
        ElfFile file = ElfFile.read(elf);
        DebugSections debug = DebugSections.of(file);
        TypeReader.Reading data = TypeReader.read(DebugInfo.read(debug));
        this.elf = elf;
        this.hash = Hash.of(elf);
        this.entry = (int) file.entry();
        this.sources = sources;
        this.symbols = new SymbolTable(file);
        this.functions = symbols.functions();
        this.lines = LineMap.read(debug);
        this.types = data.types();
        this.variables = data.variables();
        this.programs = List.of();
    }

    private KernelImage(KernelImage kernel, List<Program> programs) {
        this.elf = kernel.elf;
        this.hash = programs.isEmpty() ? kernel.hash : hash(kernel.elf, programs);
        this.entry = kernel.entry;
        this.sources = kernel.sources;
        this.symbols = kernel.symbols;
        this.functions = kernel.functions;
        this.lines = kernel.lines;
        this.types = kernel.types;
        this.variables = kernel.variables;
        this.programs = List.copyOf(programs);
    }

    private static String hash(byte[] elf, List<Program> programs) {
        Hash hash = new Hash().add(elf);
        programs.forEach(program -> hash.add(program.name()).add(program.image().elf));
        return hash.hex();
    }

    /**
     * Reads a linked kernel.
     *
     * @param sources what it was built from, for {@link #source}
     * @throws ImageFormatException where the bytes are damaged or no such file
     */
    public static KernelImage read(byte[] elf, KernelSources sources) throws ImageFormatException {
        try {
            if (elf.length > BYTES_MAX) {
                throw new FormatException("it has more than " + BYTES_MAX + " bytes");
            }
            return new KernelImage(elf.clone(), sources);
        } catch (FormatException malformed) {
            throw new ImageFormatException(
                    "The kernel image cannot be read: " + malformed.getMessage() + ".", malformed);
        }
    }

    /** The file's bytes, as a copy. */
    public byte[] elf() {
        return elf.clone();
    }

    /** The same kernel with the user programs that it can start. */
    KernelImage withPrograms(List<Program> others) {
        return new KernelImage(this, others);
    }

    /** The user programs that were built with the kernel, by name; none where the file was read alone. */
    public List<Program> programs() {
        return programs;
    }

    /** The user program of that name. */
    public Optional<Program> program(String name) {
        return programs.stream().filter(program -> program.name().equals(name)).findFirst();
    }

    /** SHA-256 in hexadecimal of the file's bytes, and of the programs' names and bytes where there are any. */
    public String hash() {
        return hash;
    }

    /** Address of the first instruction. */
    public int entry() {
        return entry;
    }

    /** Whether the kernel's data at this address can change. */
    boolean isWritable(int address) {
        return symbols.isWritable(address);
    }

    /** The symbol of that name; a global one where several files have one. */
    public Optional<Symbol> symbol(String name) {
        return symbols.named(name);
    }

    /** The function or assembler label whose code contains the address. */
    public Optional<Symbol> symbolAt(int address) {
        return symbols.at(address);
    }

    /** All functions by address. */
    public List<Symbol> functions() {
        return functions;
    }

    /** The source line that the code at the address comes from. */
    public Optional<SourceLine> lineAt(int address) {
        return lines.at(address);
    }

    /** Where a run of code for the line begins, by address; several where the line was inlined, none without code. */
    public List<Integer> addressesOf(String file, int line) {
        return lines.addressesOf(file, line);
    }

    /** All stretches of code that have a source line, by address. */
    public List<LineRow> lines() {
        return lines.rows();
    }

    /** The text of a source file that the image was built from. */
    public Optional<String> source(String file) {
        return sources.text(file);
    }

    /** The struct with that tag; none where two sources define it differently. */
    public Optional<StructType> struct(String tag) {
        return type("struct " + tag).filter(StructType.class::isInstance).map(StructType.class::cast);
    }

    /** The type of that name in C, such as {@code unsigned int} or {@code struct lock}; none for pointers and arrays. */
    public Optional<Type> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** All global and static variables that lie at a fixed address. */
    public List<Variable> variables() {
        return variables;
    }

    /** The variable of that name; a global one where several files have one. */
    public Optional<Variable> variable(String name) {
        List<Variable> named = variables.stream()
                .filter(variable -> variable.name().equals(name))
                .toList();
        return named.stream()
                .filter(Variable::isGlobal)
                .findFirst()
                .or(() -> named.stream().findFirst());
    }
}
