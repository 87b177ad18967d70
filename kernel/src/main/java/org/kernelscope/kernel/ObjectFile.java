/* What one compiled source defines, and what it uses of others. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kernelscope.kernel.elf.ElfFile;
import org.kernelscope.kernel.elf.ElfFile.ElfSymbol;
import org.kernelscope.kernel.elf.ElfFile.Relocation;
import org.kernelscope.kernel.elf.ElfFile.Section;
import org.kernelscope.kernel.elf.ElfFile.SymbolKind;
import org.kernelscope.kernel.elf.FormatException;

/**
 * What one compiled source defines, and what it uses of others.
 *
 * @param source path of the source
 */
record ObjectFile(String source, List<Definition> definitions, List<Reference> references) {

    /** A global symbol and where it is defined. */
    record Definition(String file, String symbol, SourceLine place) {}

    /** A use of a symbol that another object defines; the function is empty where data refers to it. */
    record Reference(String file, String symbol, SourceLine place, Optional<String> function) {}

    static ObjectFile read(String source, byte[] object) throws FormatException {
        ElfFile elf = ElfFile.read(object);
        ObjectLines lines = ObjectLines.read(elf, source);
        List<Definition> definitions = new ArrayList<>();
        for (ElfSymbol symbol : elf.symbols()) {
            if (symbol.isGlobal() && symbol.section() != ElfFile.UNDEFINED) {
                definitions.add(new Definition(source, symbol.name(), lines.at(symbol.section(), symbol.value())));
            }
        }
        return new ObjectFile(source, definitions, references(elf, source, lines));
    }

    private static List<Reference> references(ElfFile elf, String source, ObjectLines lines) throws FormatException {
        List<Reference> references = new ArrayList<>();
        for (Relocation relocation : elf.relocations()) {
            ElfSymbol symbol = relocation.symbol();
            boolean isLoaded = relocation.section() >= 0
                    && relocation.section() < elf.sections().size()
                    && elf.sections().get(relocation.section()).isAllocated();
            if (isLoaded && symbol.isGlobal() && symbol.section() == ElfFile.UNDEFINED) {
                Section section = elf.sections().get(relocation.section());
                references.add(new Reference(
                        source,
                        symbol.name(),
                        lines.at(section.index(), relocation.offset()),
                        functionAt(elf, section, relocation.offset())));
            }
        }
        return references;
    }

    private static Optional<String> functionAt(ElfFile elf, Section section, long offset) {
        return elf.symbols().stream()
                .filter(symbol -> symbol.kind() == SymbolKind.FUNCTION && symbol.section() == section.index())
                .filter(symbol -> offset >= symbol.value() && offset - symbol.value() < symbol.size())
                .map(ElfSymbol::name)
                .findFirst();
    }
}
