/* One processor: takes interrupts, executes instructions, delivers faults. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.ESP;

import java.util.List;
import java.util.OptionalInt;
import org.kernelscope.hw.BufferedStore;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.CoreState.Activity;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineEvent.Probed;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.Translation;
import org.kernelscope.hw.fpu.FloatRegisters;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * One IA-32 processor. It is driven turn by turn by one thread; whatever the guest's bytes are, a turn ends normally: a
 * guest's fault becomes an exception of the guest, a triple fault a shut-down.
 */
public final class Core {
    private static final int NMI = 2;

    private final int id;
    private final PhysicalMemory memory;
    private final Environment environment;
    private final Costs costs;
    private final Watch watch;
    private final Tally tally = new Tally();
    private final Registers registers;
    private final Paging paging;
    private final CodeCache code;
    private final Interrupts interrupts;
    private final Units units;
    private final PendingStores stores;
    private final FloatRegisters floats = new FloatRegisters();
    private final Breakpoints breakpoints;
    private final VectorRegisters vectors = new VectorRegisters();
    private final Interpreter interpreter;
    private final PerformanceCounters counters;
    private final Quiet quiet;
    private final Stretch stretch;

    private Activity activity;
    private boolean paused;
    private boolean nmiWaits;
    private boolean nmiServed;

    /**
     * A core in its power-on state.
     *
     * @param id core number and local APIC id; core 0 is the boot processor
     * @param model which processor it is
     * @param order when others see its stores
     */
    public Core(
            int id,
            PhysicalMemory memory,
            Environment environment,
            Costs costs,
            TlbGeometry geometry,
            ProcessorModel model,
            Watch watch,
            MemoryOrder order) {
        this.id = id;
        this.memory = memory;
        this.environment = environment;
        this.costs = costs;
        this.watch = watch;
        registers = new Registers(model);
        breakpoints = new Breakpoints(registers);
        counters = new PerformanceCounters(id, registers, environment, tally, model);
        tally.listener(counters::ring);
        stores = new PendingStores(id, memory, watch, order);
        paging = new Paging(id, registers, memory, environment, costs, geometry, watch, tally, stores);
        code = new CodeCache(id, registers, paging, memory, environment, costs, model, stores);
        DataPath data = new DataPath(id, registers, paging, memory, environment, costs, watch, stores, breakpoints);
        units = new Units(
                id,
                registers,
                floats,
                vectors,
                data,
                paging,
                environment,
                costs,
                model,
                breakpoints,
                counters,
                watch,
                tally);
        interrupts = units.interrupts();
        interpreter = new Interpreter(
                id, registers, paging, code, memory, environment, costs, watch, stores.buffers(), floats, units);
        quiet = new Quiet(this, registers, interpreter, environment, costs.width());
        stretch = new Stretch(this, registers, interpreter, environment, watch, stores, quiet);
        reset();
    }

    public int id() {
        return id;
    }

    public Activity activity() {
        return activity;
    }

    /** The cycle counter, which RDTSC reads. */
    public long clock() {
        return registers.clock;
    }

    /** The core has done nothing until this time. */
    public void setClock(long clock) {
        tally.idleCycles += clock - registers.clock;
        registers.clock = clock;
    }

    /** Instructions completed since power-on. */
    public long retired() {
        return registers.retired;
    }

    /** Whether a turn would do anything: the core executes, or an interrupt ends its halt. */
    public boolean canRun() {
        return activity == Activity.RUNNING || activity == Activity.HALTED && (nmiReady() || interruptible());
    }

    /** Whether the last instruction was PAUSE. */
    public boolean paused() {
        return paused;
    }

    void paused(boolean whether) {
        paused = whether;
    }

    /** Linear address of the next instruction. */
    public int linearEip() {
        return registers.linearEip();
    }

    /** Someone outside writes a register, EIP or EFLAGS; numbered as {@link org.kernelscope.hw.Intervention.Register} says. */
    public void write(int register, int value) {
        registers.write(register, value);
    }

    /** The same register, read. */
    public int read(int register) {
        return registers.read(register);
    }

    /** What a segment register holds; numbered as {@link CoreState} says. */
    public int selector(int segment) {
        return registers.selector[segment];
    }

    /** Power-on state: waits at the reset vector in real mode. */
    public void reset() {
        registers.reset(id == 0);
        floats.reset();
        vectors.reset();
        registers.clock = 0;
        registers.retired = 0;
        tally.clear();
        counters.reset();
        stores.clear();
        activity = Activity.RUNNING;
        paused = false;
        paging.reset();
        code.leave();
    }

    /** The state in which Multiboot starts a kernel: flat segments, no paging, interrupts off. */
    public void enterProtectedFlat(int eip, int eax, int ebx) {
        StartStates.protectedFlat(registers, id == 0, eip, eax, ebx);
        activity = Activity.RUNNING;
        paged();
    }

    /** The state in which firmware starts a boot sector: real mode, every segment 0, interrupts on. */
    public void enterReal(int eip, int edx, int esp) {
        StartStates.real(registers, id == 0, eip, edx, esp);
        activity = Activity.RUNNING;
        paged();
    }

    /**
     * The state in which the 32-bit Linux boot protocol starts a kernel: code at 0x10 and data at 0x18 of a table in
     * memory, flat both, no paging, interrupts off.
     */
    public void enterLinux(int eip, int esi, int gdtBase, int gdtBytes) {
        StartStates.linux(registers, id == 0, eip, esi, gdtBase, gdtBytes);
        activity = Activity.RUNNING;
        paged();
    }

    /** INIT: waits for a start-up IPI. Clock and count of instructions go on. */
    public void init() {
        registers.reset(id == 0);
        counters.ring(0);
        activity = Activity.WAITING_FOR_STARTUP;
        paged();
    }

    /** Start-up IPI: real mode at physical {@code page << 12}; ignored unless the core waits for it. */
    public void startup(int page) {
        if (activity != Activity.WAITING_FOR_STARTUP) {
            return;
        }
        registers.setSegment(CS, (page & 0xFF) << 8, (page & 0xFF) << 12, 0xFFFF, Registers.DATA16);
        registers.eip = 0;
        activity = Activity.RUNNING;
    }

    /**
     * One turn: takes a pending interrupt, or executes one instruction (of a repeated one, one element). Does nothing when
     * the core cannot run.
     */
    public void step() {
        if (!canRun()) {
            return;
        }
        paused = false;
        int top = registers.r[ESP];
        int flags = registers.eflags;
        boolean shadow = registers.shadow;
        registers.shadow = false;
        registers.next = registers.eip;
        try {
            if (!shadow && nmiReady()) {
                activity = Activity.RUNNING;
                nmiWaits = false;
                nmiServed = true;
                interrupts.external(NMI);
            } else if (!shadow && interruptible()) {
                activity = Activity.RUNNING;
                interrupts.external(environment.acknowledgeInterrupt(id));
            } else {
                instruction();
            }
            registers.eip = registers.next;
        } catch (Fault fault) {
            raised(fault, top, flags);
        }
        completed(flags);
    }

    private void raised(Fault fault, int top, int flags) {
        if (!fault.switched()) {
            registers.r[ESP] = top;
            registers.eflags = flags;
        }
        registers.trap = 0;
        deliver(fault.vector(), fault.errorCode());
    }

    /** After an instruction under TF or RF, or one that a debug exception is to report: the traps (SDM 3B, 17.3). */
    private void completed(int flagsBefore) {
        if ((flagsBefore & (Flags.TF | Flags.RF) | registers.trap) == 0) {
            return;
        }
        int report = breakpoints.completed(flagsBefore);
        if (report != 0 && (activity == Activity.RUNNING || activity == Activity.HALTED)) {
            activity = Activity.RUNNING;
            registers.debug[6] |= report;
            deliver(Fault.DEBUG, 0);
            registers.trap = 0;
        }
    }

    /** The compiled regions of its code. */
    public Regions regions() {
        return interpreter.regions();
    }

    /** Its turns when nobody else has one. */
    public Stretch stretch() {
        return stretch;
    }

    /** Ends a turn of the fast path that found a fault. */
    void deliverRaised() {
        CallOut turn = interpreter.callOut();
        if (turn.raised()) {
            raised(registers.fault, turn.top(), turn.flagsBefore());
            completed(turn.flagsBefore());
        }
    }

    /** Its turns that change nothing but registers. */
    public Quiet quiet() {
        return quiet;
    }

    /** As {@link Stretch#run}, ending after each PAUSE. */
    long run(long turns, long before) {
        return stretch.run(turns, before, Long.MIN_VALUE);
    }

    /** Whether its next turn is the instruction that comes next, and nothing of it waits. */
    public boolean undisturbed() {
        return activity == Activity.RUNNING && !registers.shadow && !nmiReady() && !interruptible() && stores.isEmpty();
    }

    /** A non-maskable interrupt arrives; one waits at most (SDM 3A, 7.7). */
    public void nmi() {
        nmiWaits = true;
    }

    private boolean nmiReady() {
        return nmiWaits && !nmiServed;
    }

    private boolean interruptible() {
        return (registers.eflags & Flags.IF) != 0 && environment.interruptPending(id);
    }

    private void instruction() {
        if (registers.armed) {
            breakpoints.beforeInstruction();
        }
        Instruction in = code.fetch();
        int last = registers.eip + in.length() - 1;
        if (Integer.compareUnsigned(last, registers.limit[CS]) > 0 || in.length() > Decoder.MAX_LENGTH) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
        if (watch.probed(registers.linearEip())) {
            watch.tell(new Probed(id, registers.linearEip()));
        }
        registers.next = last + 1;
        registers.clock += in.cycles() - (completesWithOthers(in) ? costs.simple() : 0);
        if (in.operation().cost.drains) {
            registers.clock += environment.drain(id, registers.clock);
        }
        if (!stores.isEmpty() && Units.waitsForStores(in)) {
            stores.drain();
        }
        execute(in);
        if (registers.next != registers.eip || in.repeat() == 0) {
            registers.retired++;
        }
    }

    /** Of every group of instructions as wide as the core, one pays for all. */
    private boolean completesWithOthers(Instruction in) {
        return ((int) registers.retired & costs.width() - 1) != 0 && in.repeat() == 0;
    }

    private void execute(Instruction in) {
        units.execute(in);
        switch (in.operation()) {
            case IRET -> nmiServed = false;
            case PAUSE -> paused = true;
            case HLT -> activity = Activity.HALTED;
            default -> {}
        }
    }

    private void deliver(int vector, int errorCode) {
        if (!interrupts.deliver(vector, errorCode)) {
            activity = Activity.SHUT_DOWN;
            stores.drain();
        }
    }

    /** The visible state, with the counts of the core's memory traffic from outside; changes nothing. */
    public CoreState state(CoreState.Counters traffic) {
        return registers.state(id, activity, tally.complete(traffic));
    }

    /** Where the page tables lead a linear address; changes nothing and does not look into the translation buffer. */
    public OptionalInt translate(int linear) {
        return walk(linear).physical();
    }

    /** The way through the page tables as they are now; changes nothing. */
    public PageWalk walk(int linear) {
        return PageWalk.of(memory, registers.pagingControl(), linear);
    }

    /** What the translation buffers hold, those for data first; changes nothing. */
    public List<Translation> translations() {
        return paging.entries();
    }

    /** The stores that others do not see yet, oldest first; changes nothing. */
    public List<BufferedStore> bufferedStores() {
        return stores.entries();
    }

    /** When the oldest of them is due, {@link org.kernelscope.hw.Interleaving#NEVER} without one. */
    public long storeDue() {
        return stores.due();
    }

    /** Makes the oldest of them visible; there must be one. */
    public void drainOldestStore() {
        stores.drainOldest();
    }

    /** Whether the next instruction has 32-bit operands and addresses unless prefixed. */
    public boolean wide() {
        return registers.wideCode();
    }

    /** Writes everything that decides how the core goes on. */
    public void save(StateWriter out) {
        registers.save(out);
        floats.save(out);
        vectors.save(out);
        out.putInt(activity.number());
        out.putBoolean(paused);
        out.putBoolean(nmiWaits);
        out.putBoolean(nmiServed);
        paging.save(out);
        stores.save(out);
        tally.save(out);
        counters.save(out);
    }

    /** Restores what {@link #save} wrote. */
    public void load(StateReader in) throws ImageException {
        registers.load(in);
        floats.load(in);
        vectors.load(in);
        activity = Activity.at(in.getInt());
        paused = in.getBoolean();
        nmiWaits = in.getBoolean();
        nmiServed = in.getBoolean();
        paging.load(in);
        stores.load(in);
        tally.load(in);
        counters.load(in);
        breakpoints.refresh();
        code.leave();
    }

    /** What executes plain instructions, for tests of this package. */
    Interpreter interpreter() {
        return interpreter;
    }

    /** The registers themselves, for tests of this package. */
    Registers registers() {
        return registers;
    }

    /** The floating-point registers themselves, for tests of this package. */
    FloatRegisters floats() {
        return floats;
    }

    /** The vector registers themselves, for tests of this package. */
    VectorRegisters vectors() {
        return vectors;
    }

    private void paged() {
        stores.drain();
        paused = false;
        nmiWaits = false;
        nmiServed = false;
        paging.reset();
    }
}
