/* The instruction set as a table: one row for each form of an opcode. */
package org.kernelscope.hw.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Opcodes in the notation of SDM 2D, appendix A: {@code opcode mnemonic operands}.
 *
 * <p>{@code /n} selects by the reg field of ModRM; of the floating-point instructions D8 to DF that is for operands in
 * memory, and those on registers have both bytes as opcode; {@code pop} ends with a pop of the floating-point stack; {@code +} stands for eight rows whose low bits name a register;
 * {@code *} for sixteen whose low bits are a condition. {@code lock} allows the LOCK prefix with a memory destination.
 * {@code =NAME} gives the operation where it is not the mnemonic. Rows with mandatory prefixes are in {@link SimdRows}.
 */
final class InstructionSet {
    /** What an operand is and how it is encoded. */
    enum Kind {
        /** ModRM register or memory: byte, operand size, word. */
        Eb,
        Ev,
        Ew,
        /** ModRM: a register of the operand size, or a word in memory. */
        Rw,
        /** ModRM memory: address alone, far pointer, pair of bounds, quadword. */
        M,
        Mp,
        Ma,
        Mq,
        /** ModRM memory: real numbers of 4, 8 and 10 bytes, integers of 2, 4 and 8, packed decimals of 10, a word. */
        Fd,
        Fq,
        Ft,
        Nw,
        Nd,
        Nq,
        Pt,
        Mw,
        /** ModRM memory: byte, doubleword, two quadwords on their boundary. */
        Mb,
        Md,
        Mx,
        /** ModRM register or memory: doubleword; a register's lowest word, or a word. */
        Ed,
        Edw,
        /** ModRM: MMX register or memory, of that but a doubleword; MMX register. */
        Q,
        Qd,
        N,
        /** ModRM: XMM register or memory: 16 bytes on their boundary, anywhere, as singles, as doubles. */
        Wx,
        Wu,
        Wps,
        Wpd,
        /** ModRM: XMM register or memory: one single, one double, a quadword; XMM register. */
        Wss,
        Wsd,
        Wq,
        U,
        /** ModRM reg field: MMX register, XMM register, general register of 32 bits. */
        P,
        V,
        Vq,
        Gd,
        /** ModRM register alone, as part of the opcode. */
        R,
        /** ModRM register: general in rm, control and debug in reg. */
        Rd,
        Cd,
        Dd,
        /** ModRM reg field: byte, operand size, word, segment register. */
        Gb,
        Gv,
        Gw,
        Sw,
        /** Immediates: byte, sign-extended byte, word, operand size; the second byte of ENTER; far pointer. */
        Ib,
        sIb,
        Iw,
        Iv,
        Bb,
        Ap,
        /** Memory at an absolute offset. */
        Ob,
        Ov,
        /** Relative targets. */
        Jb,
        Jv,
        /** Register in the opcode's low bits. */
        Zb,
        Zv,
        /** Strings at ESI and at EDI. */
        Xb,
        Xv,
        Yb,
        Yv,
        /** Top of the floating-point stack, and what the low bits count from there. */
        ST,
        STi,
        /** Fixed operands. */
        AL,
        AX,
        eAX,
        CL,
        DX,
        ONE,
        ES,
        CS,
        SS,
        DS,
        FS,
        GS;

        /** Whether the form has a ModRM byte for its sake. */
        boolean modRm() {
            return compareTo(Sw) <= 0;
        }

        /** Whether ModRM must name memory. */
        boolean memoryOnly() {
            return switch (this) {
                case M, Mp, Ma, Mq, Mw, Mb, Md, Mx -> true;
                default -> false;
            };
        }

        /** Whether ModRM must name a register. */
        boolean registerOnly() {
            return this == R || this == N || this == U;
        }
    }

    /**
     * One form of an instruction.
     *
     * @param operation what it does
     * @param mnemonic lower case, with the condition
     * @param operands in Intel order
     * @param lockable whether LOCK is allowed
     * @param pops how many numbers leave the floating-point stack at the end
     */
    record Form(Operation operation, String mnemonic, List<Kind> operands, boolean lockable, int pops) {
        Form {
            operands = List.copyOf(operands);
        }

        boolean modRm() {
            return operands.stream().anyMatch(Kind::modRm);
        }
    }

    static final Form UNDEFINED = new Form(Operation.UD, "(bad)", List.of(), false, 0);
    private static final Form UNDEFINED_FLOAT = new Form(Operation.ESC, "(bad)", List.of(), false, 0);

    private static final int TWO_BYTE = 0x100;
    private static final int FLOAT = 0x200;
    private static final int PAUSE = 0x400;
    private static final int FIRST_FLOAT = 0xD8;
    private static final int LAST_FLOAT = 0xDF;

    private static final Form[] SINGLE = new Form[0x401];
    private static final Form[][] GROUPS = new Form[0x200][];
    private static final List<String> PREFIXES = List.of("np", "66", "f3", "f2");
    /** By mandatory prefix, second byte, reg field, and whether ModRM names a register. */
    private static final Form[] PREFIXED = new Form[PREFIXES.size() << 12];

    private static final boolean[] HAS_PREFIXED = new boolean[0x100];

    static {
        table().lines().forEach(InstructionSet::enter);
        SimdRows.table().lines().forEach(InstructionSet::enter);
    }

    private InstructionSet() {}

    /** Whether the reg field of ModRM tells the form of this opcode; two-byte opcodes count from 0x100. */
    static boolean grouped(int opcode) {
        return GROUPS[opcode] != null;
    }

    static Form form(int opcode) {
        Form form = SINGLE[opcode];
        return form == null ? UNDEFINED : form;
    }

    static Form form(int opcode, int reg) {
        Form form = GROUPS[opcode][reg];
        return form == null ? isFloat(opcode) ? UNDEFINED_FLOAT : UNDEFINED : form;
    }

    /** Whether the opcode is one of those that the floating-point unit has for itself. */
    static boolean isFloat(int opcode) {
        return opcode >= FIRST_FLOAT && opcode <= LAST_FLOAT;
    }

    /** The form with this first byte and a ModRM byte that names no memory. */
    static Form floatForm(int opcode, int modRm) {
        Form form = SINGLE[floatIndex(opcode, modRm)];
        return form == null ? UNDEFINED_FLOAT : form;
    }

    private static int floatIndex(int opcode, int modRm) {
        return FLOAT + (opcode - FIRST_FLOAT << 6 | modRm & 0x3F);
    }

    /** Whether 66, F2 and F3 belong to the two-byte opcode with this second byte. */
    static boolean prefixed(int second) {
        return HAS_PREFIXED[second];
    }

    /**
     * The form of such an opcode.
     *
     * @param prefix 0, 0x66, 0xF3 or 0xF2
     * @param register whether ModRM names a register
     */
    static Form prefixedForm(int prefix, int second, int reg, boolean register) {
        int kind = prefix == 0 ? 0 : prefix == 0x66 ? 1 : prefix == 0xF3 ? 2 : 3;
        Form form = PREFIXED[prefixedIndex(kind, second, reg, register)];
        return form == null ? UNDEFINED : form;
    }

    private static int prefixedIndex(int prefix, int second, int reg, boolean register) {
        return prefix << 12 | second << 4 | reg << 1 | (register ? 1 : 0);
    }

    static Form pause() {
        return SINGLE[PAUSE];
    }

    private static void enter(String row) {
        List<String> words = Arrays.asList(row.strip().split(" +"));
        String code = words.getFirst();
        String mnemonic = words.get(1);
        List<String> tail = words.subList(2, words.size());
        boolean lockable = tail.contains("lock");
        int pops = (int) tail.stream().filter("pop"::equals).count();
        Operation operation = tail.stream()
                .filter(word -> word.startsWith("="))
                .findFirst()
                .map(word -> Operation.valueOf(word.substring(1)))
                .orElseGet(() -> Operation.valueOf(mnemonic.toUpperCase(Locale.ROOT)));
        List<Kind> operands = tail.stream()
                .filter(word -> !word.startsWith("=") && !word.equals("lock") && !word.equals("pop"))
                .flatMap(word -> Arrays.stream(word.split(",")))
                .map(word -> word.equals("1") ? Kind.ONE : Kind.valueOf(word))
                .toList();
        Form form = new Form(operation, mnemonic, operands, lockable, pops);
        int prefix = PREFIXES.indexOf(code.substring(0, 2));
        if (prefix >= 0 && code.startsWith("0f", 2)) {
            enterPrefixed(prefix, code.substring(4), form);
            return;
        }
        int opcode = opcode(code.replaceAll("[/+*].*", ""));
        if (code.contains("/")) {
            if (GROUPS[opcode] == null) {
                GROUPS[opcode] = new Form[8];
            }
            GROUPS[opcode][code.charAt(code.length() - 1) - '0'] = form;
            return;
        }
        int count = code.endsWith("+") ? 8 : code.endsWith("*") ? 16 : 1;
        for (int i = 0; i < count; i++) {
            String name = count == 16 ? mnemonic + Flags.CONDITIONS[i] : mnemonic;
            SINGLE[opcode + i] = new Form(operation, name, operands, lockable, pops);
        }
    }

    private static void enterPrefixed(int prefix, String code, Form form) {
        int second = Integer.parseInt(code.substring(0, 2), 16);
        int first = code.contains("/") ? code.charAt(3) - '0' : 0;
        int last = code.contains("/") ? first : 7;
        HAS_PREFIXED[second] = true;
        for (int reg = first; reg <= last; reg++) {
            if (form.operands().stream().noneMatch(Kind::memoryOnly)) {
                PREFIXED[prefixedIndex(prefix, second, reg, true)] = form;
            }
            if (form.operands().stream().noneMatch(Kind::registerOnly)) {
                PREFIXED[prefixedIndex(prefix, second, reg, false)] = form;
            }
        }
    }

    private static int opcode(String code) {
        if (code.equals("f390")) {
            return PAUSE;
        }
        int value = Integer.parseInt(code, 16);
        if (isFloat(value >>> 8)) {
            return floatIndex(value >>> 8, value);
        }
        return code.startsWith("0f") && code.length() == 4 ? TWO_BYTE + (value & 0xFF) : value;
    }

    private static String table() {
        return """
        00 add Eb,Gb lock
        01 add Ev,Gv lock
        02 add Gb,Eb
        03 add Gv,Ev
        04 add AL,Ib
        05 add eAX,Iv
        06 push ES
        07 pop ES
        08 or Eb,Gb lock
        09 or Ev,Gv lock
        0a or Gb,Eb
        0b or Gv,Ev
        0c or AL,Ib
        0d or eAX,Iv
        0e push CS
        10 adc Eb,Gb lock
        11 adc Ev,Gv lock
        12 adc Gb,Eb
        13 adc Gv,Ev
        14 adc AL,Ib
        15 adc eAX,Iv
        16 push SS
        17 pop SS
        18 sbb Eb,Gb lock
        19 sbb Ev,Gv lock
        1a sbb Gb,Eb
        1b sbb Gv,Ev
        1c sbb AL,Ib
        1d sbb eAX,Iv
        1e push DS
        1f pop DS
        20 and Eb,Gb lock
        21 and Ev,Gv lock
        22 and Gb,Eb
        23 and Gv,Ev
        24 and AL,Ib
        25 and eAX,Iv
        27 daa
        28 sub Eb,Gb lock
        29 sub Ev,Gv lock
        2a sub Gb,Eb
        2b sub Gv,Ev
        2c sub AL,Ib
        2d sub eAX,Iv
        2f das
        30 xor Eb,Gb lock
        31 xor Ev,Gv lock
        32 xor Gb,Eb
        33 xor Gv,Ev
        34 xor AL,Ib
        35 xor eAX,Iv
        37 aaa
        38 cmp Eb,Gb
        39 cmp Ev,Gv
        3a cmp Gb,Eb
        3b cmp Gv,Ev
        3c cmp AL,Ib
        3d cmp eAX,Iv
        3f aas
        40+ inc Zv
        48+ dec Zv
        50+ push Zv
        58+ pop Zv
        60 pusha
        61 popa
        62 bound Gv,Ma
        63 arpl Ew,Gw
        68 push Iv
        69 imul Gv,Ev,Iv =IMUL3
        6a push sIb
        6b imul Gv,Ev,sIb =IMUL3
        6c ins Yb,DX
        6d ins Yv,DX
        6e outs DX,Xb
        6f outs DX,Xv
        70* j Jb
        80/0 add Eb,Ib lock
        80/1 or Eb,Ib lock
        80/2 adc Eb,Ib lock
        80/3 sbb Eb,Ib lock
        80/4 and Eb,Ib lock
        80/5 sub Eb,Ib lock
        80/6 xor Eb,Ib lock
        80/7 cmp Eb,Ib
        81/0 add Ev,Iv lock
        81/1 or Ev,Iv lock
        81/2 adc Ev,Iv lock
        81/3 sbb Ev,Iv lock
        81/4 and Ev,Iv lock
        81/5 sub Ev,Iv lock
        81/6 xor Ev,Iv lock
        81/7 cmp Ev,Iv
        82/0 add Eb,Ib lock
        82/1 or Eb,Ib lock
        82/2 adc Eb,Ib lock
        82/3 sbb Eb,Ib lock
        82/4 and Eb,Ib lock
        82/5 sub Eb,Ib lock
        82/6 xor Eb,Ib lock
        82/7 cmp Eb,Ib
        83/0 add Ev,sIb lock
        83/1 or Ev,sIb lock
        83/2 adc Ev,sIb lock
        83/3 sbb Ev,sIb lock
        83/4 and Ev,sIb lock
        83/5 sub Ev,sIb lock
        83/6 xor Ev,sIb lock
        83/7 cmp Ev,sIb
        84 test Eb,Gb
        85 test Ev,Gv
        86 xchg Eb,Gb lock
        87 xchg Ev,Gv lock
        88 mov Eb,Gb
        89 mov Ev,Gv
        8a mov Gb,Eb
        8b mov Gv,Ev
        8c mov Rw,Sw
        8d lea Gv,M
        8e mov Sw,Ew =MOV_SEGMENT
        8f/0 pop Ev
        90 nop
        91 xchg Zv,eAX
        92 xchg Zv,eAX
        93 xchg Zv,eAX
        94 xchg Zv,eAX
        95 xchg Zv,eAX
        96 xchg Zv,eAX
        97 xchg Zv,eAX
        98 cbw
        99 cwd
        9a call Ap =CALL_FAR
        9b wait
        9c pushf
        9d popf
        9e sahf
        9f lahf
        a0 mov AL,Ob
        a1 mov eAX,Ov
        a2 mov Ob,AL
        a3 mov Ov,eAX
        a4 movs Yb,Xb
        a5 movs Yv,Xv
        a6 cmps Xb,Yb
        a7 cmps Xv,Yv
        a8 test AL,Ib
        a9 test eAX,Iv
        aa stos Yb,AL
        ab stos Yv,eAX
        ac lods AL,Xb
        ad lods eAX,Xv
        ae scas AL,Yb
        af scas eAX,Yv
        b0+ mov Zb,Ib
        b8+ mov Zv,Iv
        c0/0 rol Eb,Ib
        c0/1 ror Eb,Ib
        c0/2 rcl Eb,Ib
        c0/3 rcr Eb,Ib
        c0/4 shl Eb,Ib
        c0/5 shr Eb,Ib
        c0/6 shl Eb,Ib
        c0/7 sar Eb,Ib
        c1/0 rol Ev,Ib
        c1/1 ror Ev,Ib
        c1/2 rcl Ev,Ib
        c1/3 rcr Ev,Ib
        c1/4 shl Ev,Ib
        c1/5 shr Ev,Ib
        c1/6 shl Ev,Ib
        c1/7 sar Ev,Ib
        d0/0 rol Eb,1
        d0/1 ror Eb,1
        d0/2 rcl Eb,1
        d0/3 rcr Eb,1
        d0/4 shl Eb,1
        d0/5 shr Eb,1
        d0/6 shl Eb,1
        d0/7 sar Eb,1
        d1/0 rol Ev,1
        d1/1 ror Ev,1
        d1/2 rcl Ev,1
        d1/3 rcr Ev,1
        d1/4 shl Ev,1
        d1/5 shr Ev,1
        d1/6 shl Ev,1
        d1/7 sar Ev,1
        d2/0 rol Eb,CL
        d2/1 ror Eb,CL
        d2/2 rcl Eb,CL
        d2/3 rcr Eb,CL
        d2/4 shl Eb,CL
        d2/5 shr Eb,CL
        d2/6 shl Eb,CL
        d2/7 sar Eb,CL
        d3/0 rol Ev,CL
        d3/1 ror Ev,CL
        d3/2 rcl Ev,CL
        d3/3 rcr Ev,CL
        d3/4 shl Ev,CL
        d3/5 shr Ev,CL
        d3/6 shl Ev,CL
        d3/7 sar Ev,CL
        c2 ret Iw
        c3 ret
        c4 les Gv,Mp =LOAD_FAR
        c5 lds Gv,Mp =LOAD_FAR
        c6/0 mov Eb,Ib
        c7/0 mov Ev,Iv
        c8 enter Iw,Bb
        c9 leave
        ca retf Iw =RET_FAR
        cb retf =RET_FAR
        cc int3
        cd int Ib
        ce into
        cf iret
        d4 aam Ib
        d5 aad Ib
        d6 salc
        d7 xlat
        d8/0 fadd Fd
        d8/1 fmul Fd
        d8/2 fcom Fd
        d8/3 fcomp Fd =FCOM pop
        d8/4 fsub Fd
        d8/5 fsubr Fd
        d8/6 fdiv Fd
        d8/7 fdivr Fd
        d8c0+ fadd ST,STi
        d8c8+ fmul ST,STi
        d8d0+ fcom STi
        d8d8+ fcomp STi =FCOM pop
        d8e0+ fsub ST,STi
        d8e8+ fsubr ST,STi
        d8f0+ fdiv ST,STi
        d8f8+ fdivr ST,STi
        d9/0 fld Fd
        d9/2 fst Fd
        d9/3 fstp Fd =FST pop
        d9/4 fldenv M
        d9/5 fldcw Mw
        d9/6 fnstenv M
        d9/7 fnstcw Mw
        d9c0+ fld STi
        d9c8+ fxch STi
        d9d0 fnop
        d9d8+ fstp STi =FST pop
        d9e0 fchs
        d9e1 fabs
        d9e4 ftst
        d9e5 fxam
        d9e8 fld1 =FLD_CONSTANT
        d9e9 fldl2t =FLD_CONSTANT
        d9ea fldl2e =FLD_CONSTANT
        d9eb fldpi =FLD_CONSTANT
        d9ec fldlg2 =FLD_CONSTANT
        d9ed fldln2 =FLD_CONSTANT
        d9ee fldz =FLD_CONSTANT
        d9f0 f2xm1
        d9f1 fyl2x
        d9f2 fptan
        d9f3 fpatan
        d9f4 fxtract
        d9f5 fprem1
        d9f6 fdecstp
        d9f7 fincstp
        d9f8 fprem
        d9f9 fyl2xp1
        d9fa fsqrt
        d9fb fsincos
        d9fc frndint
        d9fd fscale
        d9fe fsin
        d9ff fcos
        da/0 fiadd Nd =FADD
        da/1 fimul Nd =FMUL
        da/2 ficom Nd =FCOM
        da/3 ficomp Nd =FCOM pop
        da/4 fisub Nd =FSUB
        da/5 fisubr Nd =FSUBR
        da/6 fidiv Nd =FDIV
        da/7 fidivr Nd =FDIVR
        dac0+ fcmovb ST,STi =FCMOV
        dac8+ fcmove ST,STi =FCMOV
        dad0+ fcmovbe ST,STi =FCMOV
        dad8+ fcmovu ST,STi =FCMOV
        dae9 fucompp =FUCOM pop pop
        db/0 fild Nd =FLD
        db/2 fist Nd =FST
        db/3 fistp Nd =FST pop
        db/5 fld Ft
        db/7 fstp Ft =FST pop
        dbc0+ fcmovnb ST,STi =FCMOV
        dbc8+ fcmovne ST,STi =FCMOV
        dbd0+ fcmovnbe ST,STi =FCMOV
        dbd8+ fcmovnu ST,STi =FCMOV
        dbe0 feni =FNOP
        dbe1 fdisi =FNOP
        dbe2 fnclex
        dbe3 fninit
        dbe4 fsetpm =FNOP
        dbe8+ fucomi ST,STi
        dbf0+ fcomi ST,STi
        dc/0 fadd Fq
        dc/1 fmul Fq
        dc/2 fcom Fq
        dc/3 fcomp Fq =FCOM pop
        dc/4 fsub Fq
        dc/5 fsubr Fq
        dc/6 fdiv Fq
        dc/7 fdivr Fq
        dcc0+ fadd STi,ST
        dcc8+ fmul STi,ST
        dcd0+ fcom STi
        dcd8+ fcomp STi =FCOM pop
        dce0+ fsubr STi,ST
        dce8+ fsub STi,ST
        dcf0+ fdivr STi,ST
        dcf8+ fdiv STi,ST
        dd/0 fld Fq
        dd/2 fst Fq
        dd/3 fstp Fq =FST pop
        dd/4 frstor M
        dd/6 fnsave M
        dd/7 fnstsw Mw
        ddc0+ ffree STi
        ddc8+ fxch STi
        ddd0+ fst STi
        ddd8+ fstp STi =FST pop
        dde0+ fucom STi
        dde8+ fucomp STi =FUCOM pop
        de/0 fiadd Nw =FADD
        de/1 fimul Nw =FMUL
        de/2 ficom Nw =FCOM
        de/3 ficomp Nw =FCOM pop
        de/4 fisub Nw =FSUB
        de/5 fisubr Nw =FSUBR
        de/6 fidiv Nw =FDIV
        de/7 fidivr Nw =FDIVR
        dec0+ faddp STi,ST =FADD pop
        dec8+ fmulp STi,ST =FMUL pop
        ded0+ fcomp STi =FCOM pop
        ded9 fcompp =FCOM pop pop
        dee0+ fsubrp STi,ST =FSUBR pop
        dee8+ fsubp STi,ST =FSUB pop
        def0+ fdivrp STi,ST =FDIVR pop
        def8+ fdivp STi,ST =FDIV pop
        df/0 fild Nw =FLD
        df/2 fist Nw =FST
        df/3 fistp Nw =FST pop
        df/4 fbld Pt =FLD
        df/5 fild Nq =FLD
        df/6 fbstp Pt =FST pop
        df/7 fistp Nq =FST pop
        dfc0+ ffreep STi =FFREE pop
        dfc8+ fxch STi
        dfd0+ fstp STi =FST pop
        dfd8+ fstp STi =FST pop
        dfe0 fnstsw AX
        dfe8+ fucomip ST,STi =FUCOMI pop
        dff0+ fcomip ST,STi =FCOMI pop
        e0 loopne Jb
        e1 loope Jb
        e2 loop Jb
        e3 jecxz Jb =JCXZ
        e4 in AL,Ib
        e5 in eAX,Ib
        e6 out Ib,AL
        e7 out Ib,eAX
        e8 call Jv
        e9 jmp Jv
        ea jmp Ap =JMP_FAR
        eb jmp Jb
        ec in AL,DX
        ed in eAX,DX
        ee out DX,AL
        ef out DX,eAX
        f4 hlt
        f5 cmc
        f6/0 test Eb,Ib
        f6/1 test Eb,Ib
        f6/2 not Eb lock
        f6/3 neg Eb lock
        f6/4 mul Eb
        f6/5 imul Eb =IMUL_WIDE
        f6/6 div Eb
        f6/7 idiv Eb
        f7/0 test Ev,Iv
        f7/1 test Ev,Iv
        f7/2 not Ev lock
        f7/3 neg Ev lock
        f7/4 mul Ev
        f7/5 imul Ev =IMUL_WIDE
        f7/6 div Ev
        f7/7 idiv Ev
        f8 clc
        f9 stc
        fa cli
        fb sti
        fc cld
        fd std
        fe/0 inc Eb lock
        fe/1 dec Eb lock
        ff/0 inc Ev lock
        ff/1 dec Ev lock
        ff/2 call Ev
        ff/3 call Mp =CALL_FAR
        ff/4 jmp Ev
        ff/5 jmp Mp =JMP_FAR
        ff/6 push Ev
        0f00/0 sldt Rw
        0f00/1 str Rw
        0f00/2 lldt Ew
        0f00/3 ltr Ew
        0f00/4 verr Ew
        0f00/5 verw Ew
        0f01/0 sgdt M
        0f01/1 sidt M
        0f01/2 lgdt M
        0f01/3 lidt M
        0f01/4 smsw Rw
        0f01/6 lmsw Ew
        0f01/7 invlpg M
        0f02 lar Gv,Ew
        0f03 lsl Gv,Ew
        0f06 clts
        0f08 invd =WBINVD
        0f09 wbinvd
        0f0b ud2 =UD
        0f0d prefetchw M =NOP
        0f18/0 prefetchnta M =NOP
        0f18/1 prefetcht0 M =NOP
        0f18/2 prefetcht1 M =NOP
        0f18/3 prefetcht2 M =NOP
        0f18/4 nop Ev
        0f18/5 nop Ev
        0f18/6 nop Ev
        0f18/7 nop Ev
        0f19 nop Ev
        0f1a nop Ev
        0f1b nop Ev
        0f1c nop Ev
        0f1d nop Ev
        0f1e nop Ev
        0f1f nop Ev
        0f20 mov Rd,Cd =MOV_CONTROL
        0f21 mov Rd,Dd =MOV_DEBUG
        0f22 mov Cd,Rd =MOV_CONTROL
        0f23 mov Dd,Rd =MOV_DEBUG
        0f30 wrmsr
        0f31 rdtsc
        0f32 rdmsr
        0f34 sysenter
        0f35 sysexit
        0f40* cmov Gv,Ev
        0f80* j Jv
        0f90* set Eb
        0fa0 push FS
        0fa1 pop FS
        0fa2 cpuid
        0fa3 bt Ev,Gv
        0fa4 shld Ev,Gv,Ib
        0fa5 shld Ev,Gv,CL
        0fa8 push GS
        0fa9 pop GS
        0fab bts Ev,Gv lock
        0fac shrd Ev,Gv,Ib
        0fad shrd Ev,Gv,CL
        0faf imul Gv,Ev
        0fb0 cmpxchg Eb,Gb lock
        0fb1 cmpxchg Ev,Gv lock
        0fb2 lss Gv,Mp =LOAD_FAR
        0fb3 btr Ev,Gv lock
        0fb4 lfs Gv,Mp =LOAD_FAR
        0fb5 lgs Gv,Mp =LOAD_FAR
        0fb6 movzx Gv,Eb
        0fb7 movzx Gv,Ew
        0fba/4 bt Ev,Ib
        0fba/5 bts Ev,Ib lock
        0fba/6 btr Ev,Ib lock
        0fba/7 btc Ev,Ib lock
        0fbb btc Ev,Gv lock
        0fbc bsf Gv,Ev
        0fbd bsr Gv,Ev
        0fbe movsx Gv,Eb
        0fbf movsx Gv,Ew
        0fc0 xadd Eb,Gb lock
        0fc1 xadd Ev,Gv lock
        0fc7/1 cmpxchg8b Mq lock
        0fc8+ bswap Zv
        f390 pause
        """;
    }
}
