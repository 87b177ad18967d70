/* One call of a firmware service: the caller's registers, memory, and the flags that it will have. */
package org.kernelscope.hw.firmware;

import java.util.OptionalInt;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Registers by the names of the services' descriptions. Addresses are those of real mode. */
final class Call {
    static final int AX = 0;
    static final int CX = 1;
    static final int DX = 2;
    static final int BX = 3;
    static final int SP = 4;
    static final int BP = 5;
    static final int SI = 6;
    static final int DI = 7;

    static final int ES = 0;
    static final int SS = 2;
    static final int DS = 3;

    private static final int CARRY = 1;
    private static final int ZERO = 1 << 6;
    /** Where INT left the flags, from the top of the stack. */
    private static final int STACKED_FLAGS = 4;

    private static final int NOTHING = 0xFF;

    private final Caller caller;
    private final PhysicalMemory memory;

    Call(Caller caller, PhysicalMemory memory) {
        this.caller = caller;
        this.memory = memory;
    }

    /** A whole register of 32 bits. */
    int wide(int register) {
        return caller.register(register);
    }

    void wide(int register, int value) {
        caller.register(register, value);
    }

    int word(int register) {
        return caller.register(register) & 0xFFFF;
    }

    void word(int register, int value) {
        caller.register(register, caller.register(register) & ~0xFFFF | value & 0xFFFF);
    }

    int low(int register) {
        return caller.register(register) & 0xFF;
    }

    void low(int register, int value) {
        caller.register(register, caller.register(register) & ~0xFF | value & 0xFF);
    }

    int high(int register) {
        return caller.register(register) >>> 8 & 0xFF;
    }

    void high(int register, int value) {
        caller.register(register, caller.register(register) & ~0xFF00 | (value & 0xFF) << 8);
    }

    /** The address of a segment register and an offset, which stays inside its 64 KiB. */
    int address(int segment, int offset) {
        return (caller.selector(segment) << 4) + (offset & 0xFFFF);
    }

    int byteAt(int address) {
        OptionalInt place = place(address);
        return place.isPresent() ? memory.read8(place.getAsInt()) : NOTHING;
    }

    void byteAt(int address, int value) {
        OptionalInt place = place(address);
        if (place.isPresent()) {
            memory.write8(place.getAsInt(), value & 0xFF);
        }
    }

    int wordAt(int address) {
        return byteAt(address) | byteAt(address + 1) << 8;
    }

    void wordAt(int address, int value) {
        byteAt(address, value);
        byteAt(address + 1, value >>> 8);
    }

    int wideAt(int address) {
        return wordAt(address) | wordAt(address + 2) << 16;
    }

    void wideAt(int address, int value) {
        wordAt(address, value);
        wordAt(address + 2, value >>> 16);
    }

    private OptionalInt place(int address) {
        OptionalInt place = caller.physical(address);
        boolean inMemory = place.isPresent() && place.getAsInt() >= 0 && place.getAsInt() < memory.size();
        return inMemory ? place : OptionalInt.empty();
    }

    /** The carry flag that the caller has after the service; by custom whether it failed. */
    void carry(boolean on) {
        flag(CARRY, on);
    }

    void zero(boolean on) {
        flag(ZERO, on);
    }

    private void flag(int mask, boolean on) {
        int at = address(SS, caller.register(SP) + STACKED_FLAGS);
        wordAt(at, wordAt(at) & ~mask | (on ? mask : 0));
    }

    /** Tells the code around the service, by the carry flag that is in the processor now, whether to go another way. */
    void otherwise(boolean on) {
        caller.flags(caller.flags() & ~CARRY | (on ? CARRY : 0));
    }

    void spend(long cycles) {
        caller.spend(cycles);
    }
}
