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
    static final int END_OF_INTERRUPT = 0xB0;
    private static final int LOGICAL_DESTINATION = 0xD0;
    private static final int DESTINATION_FORMAT = 0xE0;
    private static final int SPURIOUS = 0xF0;
    private static final int IN_SERVICE = 0x100;
    private static final int LEVEL_TRIGGERED = 0x180;
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
    private static final int LINT0 = 3;
    private static final int LINT1 = 4;
    private static final int ERROR = 5;
    private static final int NMI_MODE = 4;
    private static final int EXTERNAL_MODE = 7;
    private static final int FLAT = 0xF;
    /** Four bits of a cluster's number, four for its members. */
    private static final int CLUSTER = 0;

    /** Five further local vectors after the timer's; six in all. */
    private static final int VERSION_VALUE = 5 << 16 | 0x14;

    private final int id;
    private final int[] requested = new int[8];
    private final int[] inService = new int[8];
    private final int[] levelTriggered = new int[8];
    private final int[] localVectors = new int[6];
    private int taskPriority;
    private int logicalDestination;
    private int destinationFormat;
    private int spurious;
    private int errors;
    private int reportedErrors;
    private int icrLow;
    private int icrHigh;
    private int initialCount;
    private int divide;
    private long timerStart;
    private long deadline;
    private boolean legacyLine;
    private boolean legacyMessage;
    private boolean deliverable;

    LocalApic(int id) {
        this.id = id;
        reset();
    }

    /** The state after power-on and after INIT (SDM 3A, 12.4.7). */
    void reset() {
        Arrays.fill(requested, 0);
        Arrays.fill(inService, 0);
        Arrays.fill(levelTriggered, 0);
        Arrays.fill(localVectors, MASKED);
        taskPriority = 0;
        logicalDestination = 0;
        destinationFormat = -1;
        spurious = 0xFF;
        errors = 0;
        reportedErrors = 0;
        legacyMessage = false;
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
            case ERROR_STATUS -> reportedErrors;
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
                    case LEVEL_TRIGGERED -> levelTriggered[bank];
                    default -> 0;
                };
        };
    }

    /** A write; the bus acts upon commands and ends of interrupts. */
    void write(int offset, int value, long now) {
        switch (offset & 0xFF0) {
            case TASK_PRIORITY -> taskPriority = value & 0xFF;
            case LOGICAL_DESTINATION -> logicalDestination = value & 0xFF00_0000;
            case DESTINATION_FORMAT -> destinationFormat = value | 0x0FFF_FFFF;
            case SPURIOUS -> writeSpurious(value);
            case ERROR_STATUS -> {
                reportedErrors = errors;
                errors = 0;
            }
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

    /** What firmware leaves in the boot processor: enabled, the 8259 pair on LINT0, NMI on LINT1. */
    void virtualWire() {
        spurious |= ENABLED;
        localVectors[LINT0] = EXTERNAL_MODE << 8;
        localVectors[LINT1] = NMI_MODE << 8;
        refresh();
    }

    /** Asks for an interrupt of this core. */
    void request(int vector, boolean level) {
        if (vector < 16) {
            failed(0x40);
            return;
        }
        if ((spurious & ENABLED) != 0) {
            int bit = 1 << vector;
            requested[vector >>> 5] |= bit;
            levelTriggered[vector >>> 5] =
                    level ? levelTriggered[vector >>> 5] | bit : levelTriggered[vector >>> 5] & ~bit;
            refresh();
        }
    }

    /** Asks for an interrupt whose vector the 8259 pair will tell. */
    void requestLegacy() {
        legacyMessage = true;
        refresh();
    }

    /**
     * Drives the LINT0 pin.
     *
     * @return whether this is an NMI
     */
    boolean lint0(boolean high) {
        boolean edge = high && !legacyLine;
        legacyLine = high;
        refresh();
        if (!edge || (localVectors[LINT0] & MASKED) != 0) {
            return false;
        }
        int mode = localVectors[LINT0] >>> 8 & 7;
        if (mode == 0) {
            request(localVectors[LINT0] & 0xFF, false);
        }
        return mode == NMI_MODE;
    }

    /** Whether a request of this vector would be taken and is not one already. */
    boolean listens(int vector) {
        return (spurious & ENABLED) != 0 && (requested[vector >>> 5] & 1 << vector) == 0;
    }

    /** Whether fixed interrupts are accepted at all. */
    boolean enabled() {
        return (spurious & ENABLED) != 0;
    }

    /** Remembers that the core tried to send an interrupt with a reserved vector. */
    void sendFailed() {
        failed(0x20);
    }

    /** SDM 3A, 12.5.3: the error register shows this after the next write to it. */
    private void failed(int error) {
        boolean first = (errors & error) == 0;
        errors |= error;
        int vector = localVectors[ERROR] & 0xFF;
        if (first && (localVectors[ERROR] & MASKED) == 0 && vector >= 16) {
            request(vector, false);
        }
    }

    /** Whether the interrupt that waits is the 8259 pair's. */
    boolean legacyPending() {
        boolean wired = (localVectors[LINT0] & (MASKED | 7 << 8)) == EXTERNAL_MODE << 8;
        return legacyMessage || legacyLine && wired;
    }

    /** The 8259 pair's interrupt was taken. */
    void takeLegacy() {
        legacyMessage = false;
        refresh();
    }

    /** Whether an interrupt of high enough priority waits. */
    public boolean pending() {
        return deliverable;
    }

    /** Moves the most urgent request into service; the spurious vector if none is left. */
    int acknowledge() {
        int vector = highest(requested);
        if (!deliverable || vector < 0) {
            return spurious & 0xFF;
        }
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
        int own = logicalDestination >>> 24;
        return switch (destinationFormat >>> 28) {
            case FLAT -> (destination & own) != 0;
            case CLUSTER -> destination >>> 4 == own >>> 4 && (destination & own & 0x0F) != 0;
            default -> false;
        };
    }

    /** What decides who takes an interrupt of lowest priority. */
    int priority() {
        return processorPriority();
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
        request(localVectors[0] & 0xFF, false);
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

    /**
     * Ends the most urgent interrupt in service.
     *
     * @return its vector if it was level-triggered, else -1
     */
    int endOfInterrupt() {
        int vector = highest(inService);
        if (vector < 0) {
            return -1;
        }
        int bit = 1 << vector;
        inService[vector >>> 5] &= ~bit;
        refresh();
        return (levelTriggered[vector >>> 5] & bit) != 0 ? vector : -1;
    }

    private int processorPriority() {
        int serving = Math.max(highest(inService), 0) & 0xF0;
        return (taskPriority & 0xF0) >= serving ? taskPriority : serving;
    }

    private void refresh() {
        int vector = highest(requested);
        boolean own = vector >= 0 && (spurious & ENABLED) != 0 && (vector & 0xF0) > (processorPriority() & 0xF0);
        deliverable = own || legacyPending();
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
        out.putInts(levelTriggered);
        out.putInts(localVectors);
        out.putInts(new int[] {
            taskPriority,
            logicalDestination,
            destinationFormat,
            spurious,
            errors,
            icrLow,
            icrHigh,
            initialCount,
            divide,
            reportedErrors
        });
        out.putBoolean(legacyLine);
        out.putBoolean(legacyMessage);
        out.putLong(timerStart);
        out.putLong(deadline);
    }

    void load(StateReader in) throws ImageException {
        in.getInts(requested);
        in.getInts(inService);
        in.getInts(levelTriggered);
        in.getInts(localVectors);
        int[] registers = new int[10];
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
        reportedErrors = registers[9];
        legacyLine = in.getBoolean();
        legacyMessage = in.getBoolean();
        timerStart = in.getTime();
        deadline = in.getTimeOrNever();
        refresh();
    }
}
