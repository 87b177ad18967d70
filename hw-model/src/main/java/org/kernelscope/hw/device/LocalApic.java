/* One core's local interrupt controller: what it was asked for, what it has in service, and its timer. */
package org.kernelscope.hw.device;

import java.util.Arrays;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Registers and rules of SDM 3A, chapter 12. Sending an interrupt is the {@link ApicBus}'s work. */
public final class LocalApic {
    /** No timer event lies ahead. */
    public static final long NEVER = Long.MAX_VALUE;

    static final int ICR_LOW = 0x300;
    private static final int ID = 0x20;
    private static final int VERSION = 0x30;
    private static final int TASK_PRIORITY = 0x80;
    private static final int PROCESSOR_PRIORITY = 0xA0;
    private static final int END_OF_INTERRUPT = 0xB0;
    private static final int LOGICAL_DESTINATION = 0xD0;
    private static final int DESTINATION_FORMAT = 0xE0;
    private static final int SPURIOUS = 0xF0;
    private static final int IN_SERVICE = 0x100;
    private static final int REQUESTED = 0x200;
    private static final int ERROR_STATUS = 0x280;
    private static final int ICR_HIGH = 0x310;
    private static final int LVT_TIMER = 0x320;
    private static final int LVT_ERROR = 0x370;
    private static final int INITIAL_COUNT = 0x380;
    private static final int CURRENT_COUNT = 0x390;
    private static final int DIVIDE = 0x3E0;

    private static final int ENABLED = 0x100;
    private static final int MASKED = 1 << 16;
    private static final int PERIODIC = 1 << 17;
    private static final int FLAT = 0xF;
    /** Five further local vectors after the timer's; six in all. */
    private static final int VERSION_VALUE = 5 << 16 | 0x14;

    private final int id;
    private final int[] requested = new int[8];
    private final int[] inService = new int[8];
    private final int[] localVectors = new int[6];
    private int taskPriority;
    private int logicalDestination;
    private int destinationFormat;
    private int spurious;
    private int errors;
    private int icrLow;
    private int icrHigh;
    private int initialCount;
    private int divide;
    private long timerStart;
    private long deadline;
    private boolean deliverable;

    LocalApic(int id) {
        this.id = id;
        reset();
    }

    /** The state after power-on and after INIT (SDM 3A, 12.4.7). */
    void reset() {
        Arrays.fill(requested, 0);
        Arrays.fill(inService, 0);
        Arrays.fill(localVectors, MASKED);
        taskPriority = 0;
        logicalDestination = 0;
        destinationFormat = -1;
        spurious = 0xFF;
        errors = 0;
        icrLow = 0;
        icrHigh = 0;
        initialCount = 0;
        divide = 0;
        timerStart = 0;
        deadline = NEVER;
        deliverable = false;
    }

    int read(int offset, long now) {
        int bank = offset >>> 4 & 7;
        return switch (offset & 0xFF0) {
            case ID -> id << 24;
            case VERSION -> VERSION_VALUE;
            case TASK_PRIORITY -> taskPriority;
            case PROCESSOR_PRIORITY -> processorPriority();
            case LOGICAL_DESTINATION -> logicalDestination;
            case DESTINATION_FORMAT -> destinationFormat;
            case SPURIOUS -> spurious;
            case ERROR_STATUS -> errors;
            case ICR_LOW -> icrLow;
            case ICR_HIGH -> icrHigh;
            case INITIAL_COUNT -> initialCount;
            case CURRENT_COUNT -> currentCount(now);
            case DIVIDE -> divide;
            case 0x320, 0x330, 0x340, 0x350, 0x360, 0x370 -> localVectors[(offset - LVT_TIMER) >>> 4];
            default ->
                switch (offset & 0xF80) {
                    case IN_SERVICE -> inService[bank];
                    case REQUESTED -> requested[bank];
                    // Trigger mode included: all interrupts of this machine are edge-triggered.
                    default -> 0;
                };
        };
    }

    /** A write; one to the interrupt command register is kept here and acted upon by the bus. */
    void write(int offset, int value, long now) {
        switch (offset & 0xFF0) {
            case TASK_PRIORITY -> taskPriority = value & 0xFF;
            case END_OF_INTERRUPT -> endOfInterrupt();
            case LOGICAL_DESTINATION -> logicalDestination = value & 0xFF00_0000;
            case DESTINATION_FORMAT -> destinationFormat = value | 0x0FFF_FFFF;
            case SPURIOUS -> writeSpurious(value);
            case ERROR_STATUS -> errors = 0;
            case ICR_LOW -> icrLow = value & 0x000C_CFFF;
            case ICR_HIGH -> icrHigh = value & 0xFF00_0000;
            case INITIAL_COUNT -> startTimer(value, now);
            case DIVIDE -> changeTimer(now, () -> divide = value & 0xB);
            case LVT_TIMER -> changeTimer(now, () -> localVectors[0] = value & 0x300FF | forcedMask());
            case 0x330, 0x340, 0x350, 0x360, LVT_ERROR ->
                localVectors[(offset - LVT_TIMER) >>> 4] = value & 0x1A7FF | forcedMask();
            default -> {
                // Reserved and read-only registers ignore writes.
            }
        }
        refresh();
    }

    /** Asks for an interrupt of this core. */
    void request(int vector) {
        if (vector < 16) {
            errors |= 0x40;
            return;
        }
        if ((spurious & ENABLED) != 0) {
            requested[vector >>> 5] |= 1 << vector;
            refresh();
        }
    }

    /** Remembers that the core tried to send an interrupt with a reserved vector. */
    void sendFailed() {
        errors |= 0x20;
    }

    /** Whether an interrupt of high enough priority waits. */
    public boolean pending() {
        return deliverable;
    }

    /** Moves the most urgent request into service; the spurious vector if none is left. */
    int acknowledge() {
        if (!deliverable) {
            return spurious & 0xFF;
        }
        int vector = highest(requested);
        requested[vector >>> 5] &= ~(1 << vector);
        inService[vector >>> 5] |= 1 << vector;
        refresh();
        return vector;
    }

    /** Whether a message with this destination means this core (SDM 3A, 12.6.2). */
    boolean addressed(int destination, boolean logical) {
        if (destination == 0xFF) {
            return true;
        }
        if (!logical) {
            return destination == id;
        }
        return destinationFormat >>> 28 == FLAT && (destination & logicalDestination >>> 24) != 0;
    }

    int command() {
        return icrLow;
    }

    int commandDestination() {
        return icrHigh >>> 24;
    }

    /** Virtual time of the timer's next interrupt. */
    long deadline() {
        return deadline;
    }

    /** Whether the timer's next interrupt would tell the core anything new. */
    boolean timerMatters() {
        int vector = localVectors[0] & 0xFF;
        return deadline != NEVER && (requested[vector >>> 5] & 1 << vector) == 0;
    }

    /** The timer expires, at or before this time; missed periods are one. */
    void fireTimer(long now) {
        request(localVectors[0] & 0xFF);
        if ((localVectors[0] & PERIODIC) == 0) {
            deadline = NEVER;
            return;
        }
        long period = period();
        deadline += ((now - deadline) / period + 1) * period;
    }

    private void startTimer(int count, long now) {
        initialCount = count;
        timerStart = now;
        schedule(now);
    }

    private void changeTimer(long now, Runnable change) {
        int left = currentCount(now);
        change.run();
        timerStart = now - (Integer.toUnsignedLong(initialCount) - Integer.toUnsignedLong(left)) * divisor();
        schedule(now);
    }

    private void schedule(long now) {
        deadline = NEVER;
        if (initialCount == 0 || (localVectors[0] & MASKED) != 0) {
            return;
        }
        long end = timerStart + period();
        if ((localVectors[0] & PERIODIC) != 0 && end <= now) {
            end += ((now - end) / period() + 1) * period();
        }
        deadline = end > now ? end : NEVER;
    }

    private int currentCount(long now) {
        long elapsed = (now - timerStart) / divisor();
        long initial = Integer.toUnsignedLong(initialCount);
        if (initial == 0) {
            return 0;
        }
        boolean periodic = (localVectors[0] & PERIODIC) != 0;
        return (int) (periodic ? initial - elapsed % initial : Math.max(0, initial - elapsed));
    }

    private long period() {
        return Integer.toUnsignedLong(initialCount) * divisor();
    }

    /** SDM 3A, figure 12-10: bits 3, 1 and 0; 7 divides by 1. */
    private int divisor() {
        int code = divide >>> 1 & 4 | divide & 3;
        return code == 7 ? 1 : 2 << code;
    }

    private int forcedMask() {
        return (spurious & ENABLED) == 0 ? MASKED : 0;
    }

    private void writeSpurious(int value) {
        spurious = value & 0x3FF;
        if ((spurious & ENABLED) == 0) {
            for (int i = 0; i < localVectors.length; i++) {
                localVectors[i] |= MASKED;
            }
            deadline = NEVER;
        }
    }

    private void endOfInterrupt() {
        int vector = highest(inService);
        if (vector >= 0) {
            inService[vector >>> 5] &= ~(1 << vector);
        }
    }

    private int processorPriority() {
        int serving = Math.max(highest(inService), 0) & 0xF0;
        return (taskPriority & 0xF0) >= serving ? taskPriority : serving;
    }

    private void refresh() {
        int vector = highest(requested);
        deliverable = vector >= 0 && (spurious & ENABLED) != 0 && (vector & 0xF0) > (processorPriority() & 0xF0);
    }

    private static int highest(int[] bits) {
        for (int word = 7; word >= 0; word--) {
            if (bits[word] != 0) {
                return word * 32 + 31 - Integer.numberOfLeadingZeros(bits[word]);
            }
        }
        return -1;
    }

    void save(StateWriter out) {
        out.putInts(requested);
        out.putInts(inService);
        out.putInts(localVectors);
        out.putInts(new int[] {
            taskPriority, logicalDestination, destinationFormat, spurious, errors, icrLow, icrHigh, initialCount, divide
        });
        out.putLong(timerStart);
        out.putLong(deadline);
    }

    void load(StateReader in) throws ImageException {
        in.getInts(requested);
        in.getInts(inService);
        in.getInts(localVectors);
        int[] registers = new int[9];
        in.getInts(registers);
        taskPriority = registers[0];
        logicalDestination = registers[1];
        destinationFormat = registers[2];
        spurious = registers[3];
        errors = registers[4];
        icrLow = registers[5];
        icrHigh = registers[6];
        initialCount = registers[7];
        divide = registers[8];
        timerStart = in.getLong();
        deadline = in.getLong();
        refresh();
    }
}
