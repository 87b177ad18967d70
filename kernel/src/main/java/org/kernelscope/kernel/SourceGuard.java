/* Refuses sources that reach outside themselves: other files, the host, the compiler's options. */
package org.kernelscope.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kernelscope.kernel.SourceText.Kind;
import org.kernelscope.kernel.SourceText.Token;

/**
 * Refuses sources that reach outside themselves: other files, the host, the compiler's options. Whoever wrote them is
 * not trusted; each refusal names file and line and says what is not accepted. The text of an assembler file is judged
 * a second time after the preprocessor, by the build.
 */
public final class SourceGuard {
    private final KernelSources sources;
    private final List<String> searchFolders;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final SortedMap<String, List<Include>> includes = new TreeMap<>();

    private SourceGuard(KernelSources sources, List<String> searchFolders) {
        this.sources = sources;
        this.searchFolders = searchFolders;
    }

    /** One include of a file of the kernel: where it stands and what it names. */
    record Include(String file, int line, String target) {}

    /** What a check found: problems in order of file and line, and who includes whom. */
    record Verdict(List<Diagnostic> problems, SortedMap<String, List<Include>> includes) {}

    /** What is not accepted in these sources, in order of file and line; empty when they may be compiled. */
    public static List<Diagnostic> check(KernelSources sources, Variant variant) {
        return judge(sources, variant, BuildLimits.usual()).problems();
    }

    static Verdict judge(KernelSources sources, Variant variant, BuildLimits limits) {
        SourceGuard guard = new SourceGuard(sources, searchFolders(variant));
        guard.checkSize(limits);
        if (guard.problems.isEmpty()) {
            List<SourceGuard> files = sources.paths().parallelStream()
                    .map(path -> ofFile(sources, guard.searchFolders, path))
                    .toList();
            for (SourceGuard file : files) {
                guard.problems.addAll(file.problems);
                guard.includes.putAll(file.includes);
            }
        }
        return new Verdict(List.copyOf(guard.problems), guard.includes);
    }

    private static SourceGuard ofFile(KernelSources sources, List<String> searchFolders, String path) {
        SourceGuard guard = new SourceGuard(sources, searchFolders);
        guard.checkFile(path);
        return guard;
    }

    private static List<String> searchFolders(Variant variant) {
        return Stream.concat(Stream.of(""), variant.folders().stream().map(folder -> folder + "/"))
                .toList();
    }

    private void checkSize(BuildLimits limits) {
        long total = 0;
        for (String path : sources.paths()) {
            total += sources.text(path).orElseThrow().getBytes(StandardCharsets.UTF_8).length;
            if (total > limits.sourceBytes()) {
                problem(path, 0, "the sources are longer than " + limits.sourceBytes() + " bytes together");
                return;
            }
        }
    }

    private void checkFile(String path) {
        String text = sources.text(path).orElseThrow();
        if (path.endsWith(".ld")) {
            checkLinkerScript(path, text);
        } else if (path.endsWith(".c") || path.endsWith(".h") || path.endsWith(".S")) {
            SourceText scanned = SourceText.scan(path, text);
            problems.addAll(scanned.problems());
            checkTokens(path, scanned.tokens());
        }
    }

    private void checkTokens(String path, List<Token> tokens) {
        List<Include> found = new ArrayList<>();
        boolean assembler = path.endsWith(".S");
        boolean lineStart = true;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (lineStart && SourceText.isHash(token)) {
                checkDirective(path, tokens, i, found);
            } else if (token.kind() == Kind.WORD) {
                checkWord(path, tokens, i, assembler);
            } else if (!assembler && (token.is("##") || token.is("%:%:")) && !isHarmlessPaste(tokens, i)) {
                problem(path, token.line(), "## needs a fixed word on one side: it could make any word otherwise");
            }
            lineStart = token.kind() == Kind.LINE_END;
        }
        includes.put(path, List.copyOf(found));
    }

    private void checkDirective(String path, List<Token> tokens, int hash, List<Include> found) {
        Token name = tokens.get(hash + 1);
        if (name.kind() == Kind.LINE_END) {
            return;
        }
        if (!Directive.PREPROCESSOR.contains(name.text())) {
            problem(path, name.line(), "#" + name.text() + " is not accepted");
        } else if (name.is("include")) {
            include(path, tokens.get(hash + 2), tokens.get(hash).line()).ifPresent(found::add);
        } else if (name.is("pragma")
                && !Directive.PRAGMAS.contains(tokens.get(hash + 2).text())) {
            problem(path, name.line(), "#pragma " + tokens.get(hash + 2).text().strip() + " is not accepted");
        }
    }

    private Optional<Include> include(String path, Token header, int line) {
        String written = header.text();
        if (header.kind() != Kind.HEADER || written.length() < 3) {
            problem(path, line, "#include needs the file's name itself, in quotes or angle brackets");
            return Optional.empty();
        }
        String name = written.substring(1, written.length() - 1);
        if (name.startsWith("/") || name.contains("\\") || name.contains(":") || name.startsWith("~")) {
            problem(path, line, "#include " + written + " names an absolute path; name a file of the kernel");
            return Optional.empty();
        }
        if (List.of(name.split("/", -1)).contains("..")) {
            problem(path, line, "#include " + written + " leaves its folder; name the file from the kernel's root");
            return Optional.empty();
        }
        if (!name.endsWith(".h")) {
            problem(path, line, "#include " + written + " names no header; only files that end in .h can be included");
            return Optional.empty();
        }
        Optional<String> target = resolve(path, name, written.startsWith("\""));
        if (target.isEmpty() && !Directive.COMPILER_HEADERS.contains(name)) {
            problem(path, line, "#include " + written + " names no file of the kernel");
        }
        return target.map(file -> new Include(path, line, file));
    }

    /** The file that the compiler will take: beside the includer first where the name is in quotes, then the search path. */
    private Optional<String> resolve(String from, String name, boolean quoted) {
        List<String> folders = new ArrayList<>(UserCode.contains(from) ? UserCode.SEARCH_FOLDERS : searchFolders);
        if (quoted) {
            folders.addFirst(from.substring(0, from.lastIndexOf('/') + 1));
        }
        return folders.stream()
                .map(folder -> folder + name)
                .filter(sources::contains)
                .findFirst();
    }

    private void checkWord(String path, List<Token> tokens, int at, boolean assembler) {
        Token word = tokens.get(at);
        if (Directive.FORBIDDEN_WORDS.contains(word.text())) {
            problem(path, word.line(), word.text() + " is not accepted");
        } else if (!assembler && Directive.ASM_WORDS.contains(word.text())) {
            checkAsm(path, tokens, at);
        } else if (assembler && word.text().toLowerCase(Locale.ROOT).contains("incbin")) {
            problem(path, word.line(), ".incbin is not accepted: a kernel's sources are all that goes into it");
        }
    }

    /** Whether a fixed word beside ## makes sure that the result is no word that is refused or that begins asm. */
    private static boolean isHarmlessPaste(List<Token> tokens, int paste) {
        int define = paste;
        while (define > 0 && tokens.get(define - 1).kind() != Kind.LINE_END) {
            define--;
        }
        int body = define;
        while (body < paste && !tokens.get(body).is(")")) {
            body++;
        }
        List<Token> parameters = tokens.subList(define, body);
        return body < paste
                && Stream.of(tokens.get(paste - 1), tokens.get(paste + 1))
                        .filter(token -> token.kind() == Kind.WORD && !isAmong(parameters, token))
                        .map(Token::text)
                        .anyMatch(word -> !Directive.isPartOfRefusedWord(word));
    }

    private static boolean isAmong(List<Token> parameters, Token word) {
        return parameters.stream().anyMatch(parameter -> parameter.is(word.text()));
    }

    /** An asm statement: its template must be plain strings, so that what is assembled is what stands here. */
    private void checkAsm(String path, List<Token> tokens, int keyword) {
        int line = tokens.get(keyword).line();
        int at = skipLineEnds(tokens, keyword + 1);
        while (Directive.ASM_QUALIFIERS.contains(tokens.get(at).text())) {
            at = skipLineEnds(tokens, at + 1);
        }
        if (!tokens.get(at).is("(")) {
            problem(path, line, "asm must be followed by its text in parentheses");
            return;
        }
        StringBuilder template = new StringBuilder();
        at = skipLineEnds(tokens, at + 1);
        int templateLine = tokens.get(at).line();
        while (tokens.get(at).kind() == Kind.STRING) {
            decode(path, tokens.get(at)).ifPresent(template::append);
            at = skipLineEnds(tokens, at + 1);
        }
        Token after = tokens.get(at);
        if (!after.is(":") && !after.is(")") && !after.is("::")) {
            problem(path, line, "the text of asm must be plain strings, with no macro among them");
        }
        problems.addAll(AssemblyGuard.checkTemplate(path, templateLine, template.toString()));
    }

    private static int skipLineEnds(List<Token> tokens, int from) {
        int at = from;
        while (at < tokens.size() - 1 && tokens.get(at).kind() == Kind.LINE_END) {
            at++;
        }
        return at;
    }

    private Optional<String> decode(String path, Token string) {
        String text = string.text();
        if (text.length() < 2 || !text.endsWith("\"")) {
            problem(path, string.line(), "a string is never closed");
            return Optional.empty();
        }
        StringBuilder decoded = new StringBuilder();
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                decoded.append(c);
                continue;
            }
            Character plain = SIMPLE_ESCAPES.get(text.charAt(++i));
            if (plain == null) {
                problem(path, string.line(), "the text of asm may use no escapes but \\n, \\t, \\\" and \\\\");
                return Optional.empty();
            }
            decoded.append(plain);
        }
        return Optional.of(decoded.toString());
    }

    private static final Map<Character, Character> SIMPLE_ESCAPES = Map.of('n', '\n', 't', '\t', '"', '"', '\\', '\\');

    private void checkLinkerScript(String path, String text) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            for (String word : lines[i].split("[^A-Za-z_]+", -1)) {
                if (Directive.LINKER_FILE_WORDS.contains(word)) {
                    problem(path, i + 1, "the linker command " + word + " is not accepted: it names files of its own");
                }
            }
        }
    }

    private void problem(String path, int line, String text) {
        problems.add(Diagnostic.error(path, line, text));
    }
}
