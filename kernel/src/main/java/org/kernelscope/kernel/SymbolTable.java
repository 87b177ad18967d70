/* The names of an image, by name and by address. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kernelscope.kernel.elf.ElfFile;
import org.kernelscope.kernel.elf.ElfFile.ElfSymbol;
import org.kernelscope.kernel.elf.ElfFile.Section;
import org.kernelscope.kernel.elf.ElfFile.SymbolKind;

/** The names of an image, by name and by address. */
final class SymbolTable {
    private final Map<String, Symbol> byName = new HashMap<>();
    private final List<Symbol> code = new ArrayList<>();
    private final List<Section> codeSections;
    private final List<Section> writableSections;

    SymbolTable(ElfFile file) {
        codeSections = file.sections().stream()
                .filter(section -> section.isAllocated() && section.isExecutable())
                .toList();
        writableSections = file.sections().stream()
                .filter(section -> section.isAllocated() && section.isWritable())
                .toList();
        file.symbols().stream().filter(SymbolTable::isNamed).forEach(this::add);
        code.sort(Comparator.comparing(Symbol::address, Integer::compareUnsigned)
                .thenComparing(symbol -> symbol.kind() == Symbol.Kind.FUNCTION)
                .thenComparingInt(Symbol::size)
                .thenComparing(Symbol::name));
    }

    private static boolean isNamed(ElfSymbol symbol) {
        return !symbol.name().isEmpty()
                && symbol.section() != ElfFile.UNDEFINED
                && symbol.kind() != SymbolKind.SECTION
                && symbol.kind() != SymbolKind.FILE;
    }

    private void add(ElfSymbol elf) {
        int address = (int) elf.value();
        boolean isCode = codeSectionOf(address).isPresent();
        Symbol.Kind kind = switch (elf.kind()) {
            case FUNCTION -> Symbol.Kind.FUNCTION;
            case OBJECT -> Symbol.Kind.DATA;
            default -> isCode ? Symbol.Kind.LABEL : Symbol.Kind.DATA;
        };
        Symbol symbol = new Symbol(elf.name(), address, (int) elf.size(), kind, elf.isGlobal());
        byName.merge(symbol.name(), symbol, (first, second) -> second.isGlobal() && !first.isGlobal() ? second : first);
        if (isCode && kind != Symbol.Kind.DATA) {
            code.add(symbol);
        }
    }

    private Optional<Section> codeSectionOf(int address) {
        return sectionOf(codeSections, address);
    }

    boolean isWritable(int address) {
        return sectionOf(writableSections, address).isPresent();
    }

    private static Optional<Section> sectionOf(List<Section> sections, int address) {
        return sections.stream()
                .filter(section -> Integer.toUnsignedLong(address) - section.address() >= 0
                        && Integer.toUnsignedLong(address) - section.address() < section.size())
                .findFirst();
    }

    Optional<Symbol> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<Symbol> functions() {
        return code.stream()
                .filter(symbol -> symbol.kind() == Symbol.Kind.FUNCTION)
                .toList();
    }

    /** The last function or label at or before the address, unless its size says that it ends earlier. */
    Optional<Symbol> at(int address) {
        Optional<Section> section = codeSectionOf(address);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        int low = 0;
        int high = code.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(code.get(middle).address(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return Optional.empty();
        }
        Symbol found = code.get(low - 1);
        boolean isInSection =
                Integer.toUnsignedLong(found.address()) >= section.get().address();
        return isInSection && (found.size() == 0 || found.contains(address)) ? Optional.of(found) : Optional.empty();
    }
}
