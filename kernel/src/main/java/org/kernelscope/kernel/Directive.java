/* Which preprocessor and assembler directives, pragmas and headers a kernel may use. */
package org.kernelscope.kernel;

import java.util.Set;
import java.util.stream.Stream;

/** Which preprocessor and assembler directives, pragmas and headers a kernel may use: named tables. */
final class Directive {
    private Directive() {}

    /** Preprocessor directives that read a file; all but the first are refused. */
    static final Set<String> READS_FILE = Set.of("include", "include_next", "import", "embed");

    /** Preprocessor directives that are accepted; {@code #include} with a check of its own. */
    static final Set<String> PREPROCESSOR = Set.of(
            "include", "define", "undef", "if", "ifdef", "ifndef", "elif", "else", "endif", "error", "warning",
            "pragma");

    /** Pragmas that are accepted, by their first word; none of them reaches outside the file. */
    static final Set<String> PRAGMAS = Set.of("once", "pack", "unroll", "STDC");

    /** Words that ask about the host, its files or its clock, or that hide a directive. */
    static final Set<String> FORBIDDEN_WORDS = Set.of(
            "__has_include",
            "__has_include_next",
            "__has_embed",
            "__DATE__",
            "__TIME__",
            "__TIMESTAMP__",
            "_Pragma",
            "__pragma");

    /** The spellings of the keyword that begins assembler text in C. */
    static final Set<String> ASM_WORDS = Set.of("asm", "__asm", "__asm__");

    static final Set<String> ASM_QUALIFIERS =
            Set.of("volatile", "__volatile", "__volatile__", "inline", "__inline", "__inline__", "goto");

    /** The compiler's own headers that need no operating system (C17, section 4, paragraph 6). */
    static final Set<String> COMPILER_HEADERS = Set.of(
            "float.h",
            "iso646.h",
            "limits.h",
            "stdalign.h",
            "stdarg.h",
            "stdatomic.h",
            "stdbool.h",
            "stddef.h",
            "stdint.h",
            "stdnoreturn.h");

    /** Assembler directives that are accepted; none of them reads a file or makes another directive. */
    static final Set<String> ASSEMBLER = Set.of(
            ".align",
            ".ascii",
            ".asciz",
            ".att_syntax",
            ".balign",
            ".bss",
            ".byte",
            ".cfi_adjust_cfa_offset",
            ".cfi_def_cfa",
            ".cfi_def_cfa_offset",
            ".cfi_def_cfa_register",
            ".cfi_endproc",
            ".cfi_offset",
            ".cfi_restore",
            ".cfi_sections",
            ".cfi_startproc",
            ".cfi_undefined",
            ".code16",
            ".code32",
            ".comm",
            ".data",
            ".else",
            ".elseif",
            ".endif",
            ".endm",
            ".endr",
            ".equ",
            ".error",
            ".file",
            ".fill",
            ".global",
            ".globl",
            ".hidden",
            ".hword",
            ".ident",
            ".if",
            ".ifdef",
            ".ifndef",
            ".int",
            ".internal",
            ".irp",
            ".lcomm",
            ".local",
            ".long",
            ".loc",
            ".macro",
            ".octa",
            ".org",
            ".p2align",
            ".popsection",
            ".previous",
            ".protected",
            ".pushsection",
            ".quad",
            ".rept",
            ".section",
            ".set",
            ".short",
            ".size",
            ".skip",
            ".space",
            ".string",
            ".text",
            ".type",
            ".value",
            ".weak",
            ".word",
            ".zero");

    /** Assembler directives that take text in quotes. */
    static final Set<String> ASSEMBLER_WITH_TEXT =
            Set.of(".ascii", ".asciz", ".error", ".file", ".ident", ".pushsection", ".section", ".string", ".type");

    /** Linker script commands that read or write files of their own. */
    static final Set<String> LINKER_FILE_WORDS = Set.of(
            "INCLUDE",
            "INPUT",
            "GROUP",
            "AS_NEEDED",
            "OUTPUT",
            "SEARCH_DIR",
            "STARTUP",
            "TARGET",
            "INSERT",
            "DYNAMIC_LIST",
            "VERSION");

    /** Whether a word could be a piece of one that is refused or that begins asm. */
    static boolean isPartOfRefusedWord(String word) {
        return Stream.concat(FORBIDDEN_WORDS.stream(), ASM_WORDS.stream()).anyMatch(refused -> refused.contains(word));
    }
}
