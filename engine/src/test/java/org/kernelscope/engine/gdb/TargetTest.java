/* Both ways meet the same moments, and a change makes another future that stays. */
package org.kernelscope.engine.gdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.gdb.Point.Kind;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.Intervention;
import org.kernelscope.hw.Machine;

class TargetTest {
    private static final BitSet NONE = new BitSet();
    private static final OptionalInt FREE = OptionalInt.empty();

    private final Target target;
    private final Machine machine;

    TargetTest() throws Exception {
        target = Doors.target();
        machine = target.machine();
    }

    private Stopped on() {
        return target.forward(NONE, FREE, 0, () -> false);
    }

    /** As gdb goes on from a breakpoint: over it with all others held, then on. */
    private Stopped overAndOn(Point point, Stopped at) {
        BitSet others = new BitSet();
        others.set(0, Doors.CORES);
        others.clear(at.core());
        target.clear(point);
        target.forward(others, OptionalInt.of(at.core()), at.core(), () -> false);
        assertTrue(target.set(point, 0));
        return on();
    }

    private Stopped back(OptionalInt core) {
        return target.backward(core, 0, () -> false);
    }

    private List<Object> moment(Stopped stopped) {
        return List.of(stopped, machine.steps(), machine.stateHash());
    }

    @Test
    void breakpointsAreMetInReverse() {
        Point point = new Point(Kind.SOFTWARE_BREAKPOINT, Doors.address("lock_acquire"), 1);
        byte[] text = machine.peekPhysical(point.address(), 16);
        assertTrue(target.set(point, 0));
        List<List<Object>> moments = new ArrayList<>();
        Stopped stopped = on();
        while (moments.size() < 30) {
            assertInstanceOf(Stopped.At.class, stopped);
            assertEquals(point.address(), machine.core(stopped.core()).linearEip(), "stops before the instruction");
            moments.add(moment(stopped));
            stopped = overAndOn(point, stopped);
        }
        assertArrayEquals(text, machine.peekPhysical(point.address(), 16));
        for (int i = 29; i >= 0; i--) {
            assertEquals(moments.get(i), moment(back(FREE)));
        }
        assertEquals(new Stopped.AtEnd(0, true), back(FREE));
        assertEquals(0, machine.steps());
        assertEquals(moments.getFirst(), moment(on()));
    }

    @Test
    void watchpointsTellTheAddressAndStandAtTheWriteOnTheWayBack() {
        int head = Doors.address("work_log");
        assertTrue(target.set(new Point(Kind.WRITE, head, 4), 0));
        List<byte[]> values = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            assertEquals(head, ((Stopped.At) on()).address());
            values.add(machine.peekLinear(0, head, 4));
            steps.add(machine.steps());
        }
        for (int i = 9; i > 0; i--) {
            assertEquals(head, ((Stopped.At) back(FREE)).address());
            assertEquals(steps.get(i) - 1, machine.steps());
            assertArrayEquals(values.get(i - 1), machine.peekLinear(0, head, 4));
        }
    }

    @Test
    void readsAreWatchedByReadAndAccessAlone() {
        int lock = Doors.address("work_lock");
        assertTrue(target.set(new Point(Kind.READ, lock + 4, 4), 0));
        Stopped.At read = (Stopped.At) on();
        assertEquals(Kind.READ, read.point().kind());
        assertEquals(lock + 4, read.address());
    }

    @Test
    void coreStepsAloneOrWithTheOthersAndBack() {
        target.forward(NONE, FREE, 0, () -> machine.steps() >= 60_000);
        List<Long> before = steps();
        BitSet others = new BitSet();
        others.set(0, 4);
        others.clear(2);
        long hash = machine.stateHash();
        for (int i = 0; i < 20; i++) {
            assertEquals(new Stopped.Done(2), target.forward(others, OptionalInt.of(2), 2, () -> false));
        }
        assertEquals(List.of(before.get(0), before.get(1), before.get(2) + 20, before.get(3)), steps());
        long alone = machine.stateHash();
        for (int i = 0; i < 20; i++) {
            assertEquals(new Stopped.Done(2), back(OptionalInt.of(2)));
        }
        assertEquals(hash, machine.stateHash());
        for (int i = 0; i < 20; i++) {
            target.forward(NONE, OptionalInt.of(2), 2, () -> false);
        }
        assertNotEquals(alone, machine.stateHash(), "with the others moving, it is another future");
        for (int i = 0; i < 20; i++) {
            back(OptionalInt.of(2));
        }
        target.past().travelTo(60_000 / 4096 * 4096);
        while (machine.steps() < 61_440) {
            target.past().turn(NONE);
        }
        assertEquals(hash, machine.stateHash());
    }

    private List<Long> steps() {
        List<Long> retired = new ArrayList<>();
        for (int core = 0; core < 4; core++) {
            retired.add(machine.core(core).retired());
        }
        return retired;
    }

    @Test
    void changeBelongsToTheRunFromThenOn() {
        target.forward(NONE, FREE, 0, () -> machine.steps() >= 40_000);
        long step = machine.steps();
        long unchanged = machine.stateHash();
        assertTrue(target.past().change(new Intervention.Register(1, CoreState.EBX, 12345)));
        long changed = machine.stateHash();
        assertNotEquals(unchanged, changed);
        target.forward(NONE, OptionalInt.of(0), 0, () -> false);
        long after = machine.stateHash();
        long far = machine.steps();
        target.past().travelTo(step - 5000);
        assertNotEquals(12345, machine.core(1).registers().get(CoreState.EBX));
        while (machine.steps() < far) {
            target.past().turn(NONE);
            if (machine.steps() == step) {
                assertEquals(changed, machine.stateHash());
            }
        }
        assertEquals(after, machine.stateHash());
        target.past().travelTo(step);
        assertEquals(changed, machine.stateHash());
        target.past().travelTo(step - 1);
        BitSet held = new BitSet();
        held.set(target.past().turn(NONE));
        target.past().travelTo(step - 1);
        target.past().turn(held);
        assertNotEquals(12345, machine.core(1).registers().get(CoreState.EBX), "another way does not meet the change");
    }

    @Test
    void endsBothWays() {
        assertEquals(new Stopped.AtEnd(3, true), target.backward(FREE, 3, () -> false));
        assertFalse(((Stopped.AtEnd) on()).backward());
        long end = machine.stateHash();
        assertFalse(((Stopped.AtEnd) on()).backward());
        assertInstanceOf(Stopped.Done.class, back(OptionalInt.of(0)));
        assertNotEquals(end, machine.stateHash());
        on();
        assertEquals(end, machine.stateHash());
    }

    @Test
    void stopsWhenTheClientSpeaks() {
        assertInstanceOf(Stopped.Interrupted.class, target.forward(NONE, FREE, 0, () -> true));
        target.forward(NONE, FREE, 0, () -> machine.steps() >= 40_000);
        assertInstanceOf(Stopped.Interrupted.class, target.backward(FREE, 0, () -> true));
    }
}
