/* Machine code written byte by byte. */
package org.kernelscope.engine.fuzz;

import java.io.ByteArrayOutputStream;

/** Appends instructions of 32-bit code. */
final class Assembly {
    private static final int ESP = 4;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Appends bytes as they are, each given by its low 8 bits. */
    Assembly raw(int... bytes) {
        for (int value : bytes) {
            out.write(value);
        }
        return this;
    }

    Assembly raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Assembly word(int value) {
        return raw(value, value >>> 8);
    }

    Assembly dword(int value) {
        return raw(value, value >>> 8, value >>> 16, value >>> 24);
    }

    /** MOV to a general register. */
    Assembly move(int register, int value) {
        return raw(0xB8 + register).dword(value);
    }

    /** MOV of a number to memory in so many bytes. */
    Assembly store(int address, int bytes, int value) {
        return switch (bytes) {
            case 1 -> raw(0xC6, 5).dword(address).raw(value);
            case 2 -> raw(0x66, 0xC7, 5).dword(address).word(value);
            default -> raw(0xC7, 5).dword(address).dword(value);
        };
    }

    /** MOV of a selector to a segment register through AX. */
    Assembly segment(int register, int selector) {
        return raw(0x66, 0xB8).word(selector).raw(0x8E, 0xC0 | register << 3);
    }

    /** MOV to a control register through EAX. */
    Assembly control(int register, int value) {
        return move(0, value).raw(0x0F, 0x22, 0xC0 | register << 3);
    }

    Assembly push(int value) {
        return raw(0x68).dword(value);
    }

    Assembly stack(int value) {
        return move(ESP, value);
    }

    /** LGDT (2), LIDT (3): from memory. */
    Assembly loadTable(int which, int address) {
        return raw(0x0F, 0x01, 5 | which << 3).dword(address);
    }

    /** Appends zeros up to this size. */
    Assembly padTo(int size) {
        return raw(new byte[size - size()]);
    }

    int size() {
        return out.size();
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
