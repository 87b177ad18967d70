/* A core as the firmware's services see it. */
package org.kernelscope.hw;

import java.util.OptionalInt;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.firmware.Caller;

/** Passes all on. */
record CoreCaller(Core core) implements Caller {
    @Override
    public int register(int which) {
        return core.read(which);
    }

    @Override
    public void register(int which, int value) {
        core.write(which, value);
    }

    @Override
    public int selector(int segment) {
        return core.selector(segment);
    }

    @Override
    public int instruction() {
        return core.linearEip();
    }

    @Override
    public int flags() {
        return core.read(Intervention.Register.EFLAGS);
    }

    @Override
    public void flags(int value) {
        core.write(Intervention.Register.EFLAGS, value);
    }

    @Override
    public OptionalInt physical(int linear) {
        return core.translate(linear);
    }

    @Override
    public void spend(long cycles) {
        core.setClock(core.clock() + cycles);
    }
}
