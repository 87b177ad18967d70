/* The processor that asks the firmware for a service. */
package org.kernelscope.hw.firmware;

import java.util.OptionalInt;

/** What a service sees and changes of a processor, between two of its instructions. Registers as in CoreState. */
public interface Caller {
    int register(int which);

    void register(int which, int value);

    /** What a segment register holds. */
    int selector(int segment);

    /** Linear address of the instruction that asked. */
    int instruction();

    int flags();

    void flags(int value);

    /** Where the processor's page tables lead; empty where to nothing. */
    OptionalInt physical(int linear);

    /** The service takes this many cycles. */
    void spend(long cycles);
}
