/* Reads litmus tests as the herd tools write them for 32-bit x86. */
package org.kernelscope.engine.litmus;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.litmus.LitmusInstruction.Operand;
import org.kernelscope.engine.litmus.LitmusTest.Observed;
import org.kernelscope.engine.litmus.LitmusTest.Proposition;
import org.kernelscope.engine.litmus.LitmusTest.Quantifier;

/**
 * The format of Alglave, Maranget et al. (diy7 manual, part II): a line {@code X86 NAME}, what is between braces holds at
 * first, a table of instructions with a column for each core, optionally {@code locations [...]}, and a condition.
 */
public final class LitmusReader {
    private static final Pattern HEAD = Pattern.compile("\\A\\s*+(\\S++)[ \\t]++(\\S++)[^{]*+\\{([^}]*+)}");
    private static final Pattern CONDITION =
            Pattern.compile("^[ \\t]*+(?:locations|exists|forall|~|not)", Pattern.MULTILINE);
    private static final int MOST_INSTRUCTIONS = 32;
    private static final Set<String> TYPES = Set.of("int", "uint32_t", "int32_t");

    private final String file;
    private final Map<String, Integer> locations = new TreeMap<>();
    private final Map<Observed, Integer> registers =
            new TreeMap<>((left, right) -> left.toString().compareTo(right.toString()));
    private final List<List<LitmusInstruction>> threads = new ArrayList<>();
    private final Set<Observed> observed = new LinkedHashSet<>();

    private LitmusReader(String file) {
        this.file = file;
    }

    /** The test in a text; a mistake is told with file and line. */
    public static LitmusTest read(String file, String text) throws UserMistake {
        return new LitmusReader(file).test(withoutComments(text));
    }

    /** Comments become blanks, so that lines keep their numbers. */
    private static String withoutComments(String text) {
        return Pattern.compile("\\(\\*.*?\\*\\)", Pattern.DOTALL)
                .matcher(text)
                .replaceAll(comment -> comment.group().replaceAll("[^\\n]", " "));
    }

    private LitmusTest test(String text) throws UserMistake {
        Matcher head = HEAD.matcher(text);
        Matcher condition = CONDITION.matcher(text);
        if (!head.find() || !condition.find(head.end())) {
            throw new UserMistake(
                    file + ":1: this is no litmus test: it should have a line 'X86 NAME', initial values in "
                            + "braces, a table of instructions, and a condition (exists, ~exists or forall).");
        }
        if (!head.group(1).equals("X86")) {
            throw new UserMistake(file + ":" + line(text, head.start(1)) + ": the architecture is " + head.group(1)
                    + "; only X86 (32 bits) can be run.");
        }
        initial(new LitmusTokens(file, head.group(3), line(text, head.start(3))));
        table(text.substring(head.end(), condition.start()), line(text, head.end()));
        var end = new LitmusTokens(file, text.substring(condition.start()), line(text, condition.start()));
        while (end.takes("locations")) {
            listed(end);
        }
        Quantifier quantifier = quantifier(end);
        Proposition proposition = either(end);
        if (!end.atEnd()) {
            throw end.mistake("nothing should follow the condition");
        }
        List<Observed> sorted = observed.stream()
                .sorted((left, right) -> key(left).compareTo(key(right)))
                .toList();
        return new LitmusTest(head.group(2), locations, registers, threads, sorted, quantifier, proposition);
    }

    private static int line(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** Registers by core, then locations. */
    private static String key(Observed what) {
        return what.thread().orElse(LitmusTest.MAX_THREADS) + what.name();
    }

    private void initial(LitmusTokens in) throws UserMistake {
        while (!in.atEnd()) {
            if (in.takes(";")) {
                continue;
            }
            if (in.seesNumber()) {
                int thread = in.number("a core");
                in.expect(":");
                Observed register = register(thread, in);
                in.expect("=");
                registers.put(register, in.number("a number"));
            } else {
                String name = location(in);
                locations.put(name, in.takes("=") ? in.number("a number") : 0);
            }
            if (!in.atEnd()) {
                in.expect(";");
            }
        }
    }

    private static String location(LitmusTokens in) throws UserMistake {
        boolean bracket = in.takes("[");
        String name = in.name("a location");
        if (!bracket && TYPES.contains(name)) {
            name = in.name("a location");
        }
        if (bracket) {
            in.expect("]");
        }
        return name;
    }

    private static Observed register(int thread, LitmusTokens in) throws UserMistake {
        if (thread < 0 || thread >= LitmusTest.MAX_THREADS) {
            throw in.mistake(
                    "cores are numbered 0 to " + (LitmusTest.MAX_THREADS - 1) + ", and " + thread + " is none");
        }
        String name = in.name("a register").toUpperCase(Locale.ROOT);
        if (!LitmusInstruction.REGISTERS.contains(name)) {
            throw in.mistake(
                    "there is no register " + name + "; there are " + String.join(", ", LitmusInstruction.REGISTERS));
        }
        return new Observed(OptionalInt.of(thread), name);
    }

    private void table(String text, int firstLine) throws UserMistake {
        int line = firstLine;
        for (String row : text.split("\n", -1)) {
            if (!row.isBlank()) {
                row(row.strip(), line);
            }
            line++;
        }
        if (threads.isEmpty()) {
            throw new UserMistake(file + ":" + firstLine + ": the table of instructions is missing.");
        }
    }

    private void row(String row, int line) throws UserMistake {
        if (!row.endsWith(";")) {
            throw new UserMistake(file + ":" + line + ": a row of the table should end with a semicolon.");
        }
        String[] cells = row.substring(0, row.length() - 1).split("\\|", -1);
        if (threads.isEmpty()) {
            heads(cells, line);
            return;
        }
        if (cells.length != threads.size()) {
            throw new UserMistake(file + ":" + line + ": this row has " + cells.length + " columns, the first has "
                    + threads.size() + ".");
        }
        for (int thread = 0; thread < cells.length; thread++) {
            var cell = new LitmusTokens(file, cells[thread], line);
            if (!cell.atEnd()) {
                threads.get(thread).add(instruction(cell, cells[thread].strip()));
            }
            if (threads.get(thread).size() > MOST_INSTRUCTIONS) {
                throw new UserMistake(
                        file + ":" + line + ": P" + thread + " has more than " + MOST_INSTRUCTIONS + " instructions.");
            }
        }
    }

    private void heads(String[] cells, int line) throws UserMistake {
        if (cells.length > LitmusTest.MAX_THREADS) {
            throw new UserMistake(file + ":" + line + ": the test has " + cells.length + " threads; up to "
                    + LitmusTest.MAX_THREADS + " can be run.");
        }
        for (int thread = 0; thread < cells.length; thread++) {
            if (!cells[thread].strip().equals("P" + thread)) {
                throw new UserMistake(file + ":" + line + ": the head of column " + (thread + 1) + " should be P"
                        + thread + ", not '" + cells[thread].strip() + "'.");
            }
            threads.add(new ArrayList<>());
        }
    }

    private LitmusInstruction instruction(LitmusTokens in, String text) throws UserMistake {
        boolean locked = in.takes("LOCK") || in.takes("lock");
        if (locked) {
            in.takes(";");
        }
        String mnemonic = in.name("an instruction").toUpperCase(Locale.ROOT);
        List<Operand> operands = new ArrayList<>();
        while (!in.atEnd()) {
            if (!operands.isEmpty()) {
                in.expect(",");
            }
            operands.add(operand(in));
        }
        var instruction = new LitmusInstruction(mnemonic, operands, locked);
        if (operands.size() > 2 || instruction.encode(name -> 0).length == 0) {
            throw in.mistake(
                    "'" + text + "' is no instruction that a litmus test can have here (MOV, XCHG, XADD, CMPXCHG, "
                            + "ADD, OR, ADC, SBB, AND, SUB, XOR, CMP, INC, DEC, NOT, NEG, MFENCE, LFENCE, SFENCE, NOP; LOCK "
                            + "where memory is changed)");
        }
        return instruction;
    }

    private Operand operand(LitmusTokens in) throws UserMistake {
        if (in.takes("$")) {
            return new Operand.Immediate(in.number("a number"));
        }
        if (in.seesNumber()) {
            return new Operand.Immediate(in.number("a number"));
        }
        if (in.sees("[")) {
            String name = location(in);
            locations.putIfAbsent(name, 0);
            return new Operand.Location(name);
        }
        return new Operand.Register(
                LitmusInstruction.REGISTERS.indexOf(register(0, in).name()));
    }

    private void listed(LitmusTokens in) throws UserMistake {
        in.expect("[");
        while (!in.takes("]")) {
            if (!in.takes(";")) {
                observed.add(place(in));
            }
        }
    }

    private Observed place(LitmusTokens in) throws UserMistake {
        if (in.seesNumber()) {
            int thread = in.number("a core");
            in.expect(":");
            if (thread >= threads.size()) {
                throw in.mistake("the test has no core " + thread);
            }
            return register(thread, in);
        }
        String name = location(in);
        if (!locations.containsKey(name)) {
            throw in.mistake("no instruction and no initial value mentions the location " + name);
        }
        return new Observed(OptionalInt.empty(), name);
    }

    private static Quantifier quantifier(LitmusTokens in) throws UserMistake {
        if (in.takes("forall")) {
            return Quantifier.FORALL;
        }
        boolean not = in.takes("~") || in.takes("not");
        in.expect("exists");
        return not ? Quantifier.NOT_EXISTS : Quantifier.EXISTS;
    }

    private Proposition either(LitmusTokens in) throws UserMistake {
        Proposition left = both(in);
        return in.takes("\\/") ? new Proposition.Either(left, either(in)) : left;
    }

    private Proposition both(LitmusTokens in) throws UserMistake {
        Proposition left = single(in);
        return in.takes("/\\") ? new Proposition.Both(left, both(in)) : left;
    }

    private Proposition single(LitmusTokens in) throws UserMistake {
        if (in.takes("~") || in.takes("not")) {
            return new Proposition.Not(single(in));
        }
        if (in.takes("true")) {
            return new Proposition.Always();
        }
        if (in.takes("false")) {
            return new Proposition.Not(new Proposition.Always());
        }
        if (in.takes("(")) {
            Proposition inner = either(in);
            in.expect(")");
            return inner;
        }
        Observed what = place(in);
        observed.add(what);
        boolean differs = in.takes("<>");
        if (!differs) {
            in.expect("=");
        }
        var equal = new Proposition.Equal(what, in.number("a number"));
        return differs ? new Proposition.Not(equal) : equal;
    }
}
