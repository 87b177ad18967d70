/* The registers of 128 bits and the control of their floats. */
package org.kernelscope.hw.cpu;

import java.util.Arrays;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.simd.Mxcsr;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** XMM0 to XMM7 as two halves each, and MXCSR (SDM 1, 10.2). */
final class VectorRegisters {
    static final int COUNT = 8;

    final long[] low = new long[COUNT];
    final long[] high = new long[COUNT];
    private Mxcsr control = Mxcsr.INITIAL;

    /** Power-on. */
    void reset() {
        Arrays.fill(low, 0);
        Arrays.fill(high, 0);
        control = Mxcsr.INITIAL;
    }

    Mxcsr control() {
        return control;
    }

    void setControl(Mxcsr next) {
        control = next;
    }

    void set(int register, long lower, long upper) {
        low[register] = lower;
        high[register] = upper;
    }

    void save(StateWriter out) {
        for (int i = 0; i < COUNT; i++) {
            out.putLong(low[i]);
            out.putLong(high[i]);
        }
        out.putInt(control.bits());
    }

    void load(StateReader in) throws ImageException {
        for (int i = 0; i < COUNT; i++) {
            low[i] = in.getLong();
            high[i] = in.getLong();
        }
        control = new Mxcsr(in.getInt() & Mxcsr.WRITABLE);
    }
}
