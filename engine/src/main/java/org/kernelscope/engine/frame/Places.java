/* Where addresses lie in the text of the kernel, and of the program that a core runs. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.view.CodeLocation;
import org.kernelscope.engine.view.CoreView.AssemblyLine;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.cpu.Disassembly;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Symbol;

/**
 * Source places and instructions of one image and its programs, remembered once found. Text does not change. A core that
 * runs user code is in the text of the program whose name its thread has.
 */
public final class Places {
    private static final int USER_RING = 3;
    private static final int BEFORE = 4;
    private static final int AFTER = 8;

    private final KernelImage image;
    private final Machine machine;
    private final Guest guest;
    private final Text kernel;
    private final Map<String, Text> programs = new HashMap<>();

    public Places(Guest guest) {
        image = guest.image();
        machine = guest.machine();
        this.guest = guest;
        kernel = new Text(image);
    }

    /** The source place of the instruction that a core executes next; the same object for equal places. */
    public CodeLocation location(CoreState core) {
        return text(core).map(text -> text.location(core.linearEip())).orElse(CodeLocation.UNKNOWN);
    }

    /** The instructions of a function of the kernel in address order. */
    public List<Disassembly> instructions(Symbol function) {
        return kernel.instructions(0, function);
    }

    /** The instructions around the one that a core executes next. */
    public List<AssemblyLine> around(CoreState core) {
        int address = core.linearEip();
        List<Disassembly> around =
                text(core).map(text -> text.around(core.id(), address)).orElse(List.of());
        OptionalInt index = indexOf(around, address);
        return index.isPresent() ? window(around, index.getAsInt()) : onwards(core.id(), address);
    }

    /** The text that a core executes; empty for user code of no known program. */
    private Optional<Text> text(CoreState core) {
        return core.privilege() < USER_RING
                ? Optional.of(kernel)
                : guest.threadOn(core.id()).flatMap(this::program);
    }

    private Optional<Text> program(String name) {
        Text known = programs.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Text> found = image.program(name).map(program -> new Text(program.image()));
        found.ifPresent(text -> programs.put(name, text));
        return found;
    }

    /** One image's. */
    private final class Text {
        private final KernelImage image;
        private final Map<Integer, CodeLocation> locations = new HashMap<>();
        private final Map<Integer, List<Disassembly>> functions = new HashMap<>();

        Text(KernelImage image) {
            this.image = image;
        }

        CodeLocation location(int address) {
            return locations.computeIfAbsent(address, this::find);
        }

        private CodeLocation find(int address) {
            String function = function(address).map(Symbol::name).orElse("");
            return image.lineAt(address)
                    .map(line -> new CodeLocation(function, line.file(), line.line()))
                    .orElseGet(() -> function.isEmpty() ? CodeLocation.UNKNOWN : new CodeLocation(function, "", 0));
        }

        List<Disassembly> around(int core, int address) {
            return function(address)
                    .map(function -> instructions(core, function))
                    .orElse(List.of());
        }

        private Optional<Symbol> function(int address) {
            return image.symbolAt(address).filter(symbol -> symbol.kind() == Symbol.Kind.FUNCTION);
        }

        /** The core's page tables lead to the text. */
        List<Disassembly> instructions(int core, Symbol function) {
            return functions.computeIfAbsent(function.address(), start -> {
                List<Disassembly> found = new ArrayList<>();
                int address = start;
                while (address - start < function.size()) {
                    Disassembly next = machine.disassemble(core, address);
                    found.add(next);
                    address += Math.max(1, next.length());
                }
                return List.copyOf(found);
            });
        }
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
