/* Location expressions that name one fixed address, DWARF 5 section 2.5. */
package org.kernelscope.kernel.dwarf;

import java.util.OptionalLong;
import org.kernelscope.kernel.elf.Bytes;
import org.kernelscope.kernel.elf.FormatException;

/** Location expressions that name one fixed address, DWARF 5 section 2.5. */
final class Location {
    private static final int OP_ADDR = 0x03;
    private static final int OP_PLUS_UCONST = 0x23;
    private static final int OP_ADDRX = 0xa1;
    private static final int ADDRESS_BYTES = 4;

    private Location() {}

    static OptionalLong fixedAddress(Bytes expression, Bytes addressTable) {
        try {
            Bytes rest = expression.from(0);
            if (rest.isAtEnd()) {
                return OptionalLong.empty();
            }
            int operation = rest.u8();
            if (operation != OP_ADDR && operation != OP_ADDRX) {
                return OptionalLong.empty();
            }
            long address = operation == OP_ADDR ? rest.u32() : indexed(addressTable, rest.uleb());
            if (!rest.isAtEnd() && rest.u8() == OP_PLUS_UCONST) {
                address += rest.uleb();
            }
            return rest.isAtEnd() ? OptionalLong.of(address & 0xFFFF_FFFFL) : OptionalLong.empty();
        } catch (FormatException malformed) {
            return OptionalLong.empty();
        }
    }

    static long indexed(Bytes addressTable, long index) throws FormatException {
        if (index < 0 || index > addressTable.size()) {
            throw new FormatException("its debug information refers to no address");
        }
        return addressTable.from(index * ADDRESS_BYTES).u32();
    }
}
