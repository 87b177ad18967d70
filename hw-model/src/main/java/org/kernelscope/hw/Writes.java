/* Who asks which bytes of a machine's RAM are written. */
package org.kernelscope.hw;

import org.kernelscope.hw.memory.PhysicalMemory;

/** What is asked changes nothing but speed: that of writes to the pages in question. */
public final class Writes {
    private final PhysicalMemory memory;

    Writes(PhysicalMemory memory) {
        this.memory = memory;
    }

    /** Notes from now on every write, by whomever, to these bytes of RAM, if only of what they held; 0 bytes: none. */
    public void note(int physical, int length) {
        memory.noteWrites(physical, length);
    }

    /** Whether such a write was noted since this was asked last or the machine was restored. */
    public boolean noted() {
        return memory.noted();
    }

    /** Keeps from now on which bytes are written, by whomever, if only with what they held. */
    public void trace() {
        memory.traceWrites();
    }

    /** All bytes that were written since this was asked last or the machine was restored, and maybe some that were about to be. */
    public Written traced() {
        return memory.traced();
    }
}
