/* What debug entries describe, and by which attributes: the codes of DWARF 5 sections 7.5.3 and 7.5.4. */
package org.kernelscope.kernel.dwarf;

import java.util.Set;

/** What debug entries describe, and by which attributes: the codes of DWARF 5 sections 7.5.3 and 7.5.4 in use here. */
public final class Tag {
    public static final int ARRAY_TYPE = 0x01;
    public static final int ENUMERATION_TYPE = 0x04;
    public static final int LEXICAL_BLOCK = 0x0b;
    public static final int MEMBER = 0x0d;
    public static final int POINTER_TYPE = 0x0f;
    public static final int COMPILE_UNIT = 0x11;
    public static final int STRUCTURE_TYPE = 0x13;
    public static final int SUBROUTINE_TYPE = 0x15;
    public static final int TYPEDEF = 0x16;
    public static final int UNION_TYPE = 0x17;
    public static final int SUBRANGE_TYPE = 0x21;
    public static final int BASE_TYPE = 0x24;
    public static final int CONST_TYPE = 0x26;
    public static final int ENUMERATOR = 0x28;
    public static final int SUBPROGRAM = 0x2e;
    public static final int VARIABLE = 0x34;
    public static final int VOLATILE_TYPE = 0x35;
    public static final int RESTRICT_TYPE = 0x37;
    public static final int ATOMIC_TYPE = 0x47;

    /** The entries that are kept; all others are passed over. */
    static final Set<Integer> KEPT = Set.of(
            ARRAY_TYPE,
            ENUMERATION_TYPE,
            LEXICAL_BLOCK,
            MEMBER,
            POINTER_TYPE,
            COMPILE_UNIT,
            STRUCTURE_TYPE,
            SUBROUTINE_TYPE,
            TYPEDEF,
            UNION_TYPE,
            SUBRANGE_TYPE,
            BASE_TYPE,
            CONST_TYPE,
            ENUMERATOR,
            SUBPROGRAM,
            VARIABLE,
            VOLATILE_TYPE,
            RESTRICT_TYPE,
            ATOMIC_TYPE);

    public static final int AT_LOCATION = 0x02;
    public static final int AT_NAME = 0x03;
    public static final int AT_BYTE_SIZE = 0x0b;
    public static final int AT_BIT_SIZE = 0x0d;
    public static final int AT_LOW_PC = 0x11;
    public static final int AT_HIGH_PC = 0x12;
    public static final int AT_CONST_VALUE = 0x1c;
    public static final int AT_UPPER_BOUND = 0x2f;
    public static final int AT_COUNT = 0x37;
    public static final int AT_DATA_MEMBER_LOCATION = 0x38;
    public static final int AT_DECLARATION = 0x3c;
    public static final int AT_ENCODING = 0x3e;
    public static final int AT_EXTERNAL = 0x3f;
    public static final int AT_TYPE = 0x49;
    public static final int AT_DATA_BIT_OFFSET = 0x6b;
    static final int AT_STR_OFFSETS_BASE = 0x72;
    static final int AT_ADDR_BASE = 0x73;

    static final Set<Integer> ATTRIBUTES_KEPT = Set.of(
            AT_LOCATION,
            AT_NAME,
            AT_BYTE_SIZE,
            AT_BIT_SIZE,
            AT_LOW_PC,
            AT_HIGH_PC,
            AT_CONST_VALUE,
            AT_UPPER_BOUND,
            AT_COUNT,
            AT_DATA_MEMBER_LOCATION,
            AT_DECLARATION,
            AT_ENCODING,
            AT_EXTERNAL,
            AT_TYPE,
            AT_DATA_BIT_OFFSET,
            AT_STR_OFFSETS_BASE,
            AT_ADDR_BASE);

    private Tag() {}
}
