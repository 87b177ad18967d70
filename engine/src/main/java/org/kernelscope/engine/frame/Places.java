/* Where addresses lie in the kernel's text. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.kernelscope.engine.view.CodeLocation;
import org.kernelscope.engine.view.CoreView.AssemblyLine;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.cpu.Disassembly;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Symbol;

/** Source places and instructions of one image, remembered once found. The kernel does not change its own text. */
public final class Places {
    private static final int BEFORE = 4;
    private static final int AFTER = 8;

    private final KernelImage image;
    private final Machine machine;
    private final Map<Integer, CodeLocation> locations = new HashMap<>();
    private final Map<Integer, List<Disassembly>> functions = new HashMap<>();

    public Places(KernelImage image, Machine machine) {
        this.image = image;
        this.machine = machine;
    }

    /** The source place of an instruction; the same object for equal places of one address. */
    public CodeLocation location(int address) {
        return locations.computeIfAbsent(address, this::find);
    }

    /** The instructions of a function in address order. */
    public List<Disassembly> instructions(Symbol function) {
        return functions.computeIfAbsent(function.address(), start -> {
            List<Disassembly> found = new ArrayList<>();
            int address = start;
            while (address - start < function.size()) {
                Disassembly next = machine.disassemble(0, address);
                found.add(next);
                address += Math.max(1, next.length());
            }
            return List.copyOf(found);
        });
    }

    /** The instructions around the one that a core executes next. */
    public List<AssemblyLine> around(int core, int address) {
        List<Disassembly> text = image.symbolAt(address)
                .filter(symbol -> symbol.kind() == Symbol.Kind.FUNCTION)
                .map(this::instructions)
                .orElse(List.of());
        OptionalInt index = indexOf(text, address);
        return index.isPresent() ? window(text, index.getAsInt()) : onwards(core, address);
    }

    private CodeLocation find(int address) {
        String function = image.symbolAt(address)
                .filter(symbol -> symbol.kind() == Symbol.Kind.FUNCTION)
                .map(Symbol::name)
                .orElse("");
        return image.lineAt(address)
                .map(line -> new CodeLocation(function, line.file(), line.line()))
                .orElseGet(() -> function.isEmpty() ? CodeLocation.UNKNOWN : new CodeLocation(function, "", 0));
    }

    private static OptionalInt indexOf(List<Disassembly> text, int address) {
        for (int index = 0; index < text.size(); index++) {
            if (text.get(index).address() == address) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    private static List<AssemblyLine> window(List<Disassembly> text, int index) {
        List<AssemblyLine> lines = new ArrayList<>();
        for (int i = Math.max(0, index - BEFORE); i < Math.min(text.size(), index + AFTER + 1); i++) {
            lines.add(new AssemblyLine(text.get(i).address(), text.get(i).text(), i == index));
        }
        return lines;
    }

    private List<AssemblyLine> onwards(int core, int address) {
        List<AssemblyLine> lines = new ArrayList<>();
        int next = address;
        for (int i = 0; i <= AFTER; i++) {
            Disassembly instruction = machine.disassemble(core, next);
            lines.add(new AssemblyLine(next, instruction.text(), i == 0));
            next += Math.max(1, instruction.length());
        }
        return lines;
    }
}
