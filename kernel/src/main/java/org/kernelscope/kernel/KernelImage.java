/* A built kernel with its names. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kernelscope.kernel.elf.ElfFile;
import org.kernelscope.kernel.elf.ElfFile.ElfSymbol;
import org.kernelscope.kernel.elf.ElfFile.SymbolKind;
import org.kernelscope.kernel.elf.FormatException;

/** A built kernel with its names; immutable. Addresses are unsigned 32-bit numbers. */
public final class KernelImage {
    private final byte[] elf;
    private final String hash;
    private final int entry;
    private final KernelSources sources;
    private final Map<String, Symbol> symbolsByName = new HashMap<>();
    private final List<Symbol> functions;

    private KernelImage(byte[] elf, ElfFile file, KernelSources sources) {
        this.elf = elf;
        this.hash = Hash.of(elf);
        this.entry = (int) file.entry();
        this.sources = sources;
        List<Symbol> code = new ArrayList<>();
        for (ElfSymbol symbol : file.symbols()) {
            boolean isPlaced =
                    symbol.section() > 0 && symbol.section() < file.sections().size();
            boolean isCode = isPlaced && file.sections().get(symbol.section()).isExecutable();
            if (symbol.name().isEmpty() || symbol.kind() == SymbolKind.SECTION || symbol.kind() == SymbolKind.FILE) {
                continue;
            }
            Symbol.Kind kind = symbol.kind() == SymbolKind.FUNCTION
                    ? Symbol.Kind.FUNCTION
                    : isCode || !isPlaced ? Symbol.Kind.LABEL : Symbol.Kind.DATA;
            Symbol named =
                    new Symbol(symbol.name(), (int) symbol.value(), (int) symbol.size(), kind, symbol.isGlobal());
            symbolsByName.merge(named.name(), named, (first, second) -> second.isGlobal() ? second : first);
            if (kind == Symbol.Kind.FUNCTION) {
                code.add(named);
            }
        }
        code.sort(
                Comparator.comparing(Symbol::address, Integer::compareUnsigned).thenComparing(Symbol::name));
        functions = List.copyOf(code);
    }

    /**
     * Reads a linked kernel.
     *
     * @throws ImageFormatException where the bytes are damaged or no such file
     */
    public static KernelImage read(byte[] elf, KernelSources sources) throws ImageFormatException {
        byte[] copy = elf.clone();
        try {
            return new KernelImage(copy, ElfFile.read(copy), sources);
        } catch (FormatException malformed) {
            throw new ImageFormatException(
                    "The kernel image cannot be read: " + malformed.getMessage() + ".", malformed);
        }
    }

    /** The file's bytes, as a copy. */
    public byte[] elf() {
        return elf.clone();
    }

    /** SHA-256 of the file's bytes in hexadecimal. */
    public String hash() {
        return hash;
    }

    /** Address of the first instruction. */
    public int entry() {
        return entry;
    }

    /** The symbol of that name; a global one where several files have one. */
    public Optional<Symbol> symbol(String name) {
        return Optional.ofNullable(symbolsByName.get(name));
    }

    /** All functions by address. */
    public List<Symbol> functions() {
        return functions;
    }

    /** The text of a source file that the image was built from. */
    public Optional<String> source(String file) {
        return sources.text(file);
    }
}
