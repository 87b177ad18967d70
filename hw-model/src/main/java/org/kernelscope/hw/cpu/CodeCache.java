/* Instruction fetch, with decoded instructions kept per physical page. */
package org.kernelscope.hw.cpu;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Decoded code of one core; derived from memory, never saved. */
final class CodeCache {
    private static final int PAGE = ~0xFFF;
    private static final int RECENT = 256;
    /** So many pages of each kind of code are kept; what would be one more begins anew. */
    private static final int MOST_PAGES = 2048;

    /** No decoded code. */
    static final MicroOp[] NONE = {};

    private static final class Page {
        final int number;
        final boolean wide;
        final MicroOp[] ops = new MicroOp[PhysicalMemory.PAGE_BYTES];
        int generation;

        Page(int number, boolean wide) {
            this.number = number;
            this.wide = wide;
        }
    }

    private final int core;
    private final Registers registers;
    private final Paging paging;
    private final PhysicalMemory memory;
    private final Environment environment;
    private final PendingStores stores;
    private final Decoder decoder;
    private final Map<Integer, Page> wide = new HashMap<>();
    private final Map<Integer, Page> narrow = new HashMap<>();
    private final Page[] recent = new Page[RECENT];

    private Page current = new Page(-1, false);
    private int currentLinear;
    private int currentChanges;
    private boolean currentUser;
    private boolean currentWide;
    private boolean valid;
    private int decodeLinear;
    private int decodePhysical;

    CodeCache(
            int core,
            Registers registers,
            Paging paging,
            PhysicalMemory memory,
            Environment environment,
            Costs costs,
            ProcessorModel model,
            PendingStores stores) {
        this.core = core;
        this.registers = registers;
        this.paging = paging;
        this.memory = memory;
        this.environment = environment;
        this.stores = stores;
        this.decoder = new Decoder(this::codeByte, costs, model);
    }

    /** Forgets where the core stands; what is decoded stays good as long as its page is not written. */
    void leave() {
        valid = false;
    }

    /** The instruction at CS:EIP; raises #PF and #GP as the fetch does. */
    Instruction fetch() {
        int linear = registers.linearEip();
        boolean wideCode = registers.wideCode();
        if (!standsAt(linear, wideCode, registers.cpl == 3) && !enter(linear, wideCode)) {
            return decode(linear, paging.translateCode(linear, registers.cpl == 3), wideCode);
        }
        Page page = current;
        if (!stores.isEmpty()) {
            stores.settle(page.number << PhysicalMemory.PAGE_SHIFT | linear & 0xFFF, Decoder.MAX_LENGTH);
        }
        int generation = memory.generation(page.number);
        if (page.generation != generation) {
            Arrays.fill(page.ops, null);
            page.generation = generation;
        }
        MicroOp op = page.ops[linear & 0xFFF];
        return op != null ? op.whole : decodeInto(page, linear, wideCode);
    }

    /**
     * What is decoded of the page of 32-bit code at a linear address, by offset; {@link #NONE} if the fetch there would
     * have to change anything. Good until a write to the page or a change of translations.
     */
    MicroOp[] ready(int linear) {
        boolean user = registers.cpl == 3;
        if (!standsAt(linear, true, user)) {
            int physical = paging.readyCode(linear, user);
            int number = physical >>> PhysicalMemory.PAGE_SHIFT;
            Page page = recent[number & RECENT - 1];
            if (number >= memory.pages() || page == null || page.number != number || !page.wide) {
                return NONE;
            }
            stand(page, linear, true, user);
        }
        return current.generation == memory.generation(current.number) ? current.ops : NONE;
    }

    private boolean standsAt(int linear, boolean wideCode, boolean user) {
        return valid
                && (linear & PAGE) == currentLinear
                && paging.codeChanges() == currentChanges
                && wideCode == currentWide
                && user == currentUser;
    }

    private void stand(Page page, int linear, boolean wideCode, boolean user) {
        current = page;
        currentLinear = linear & PAGE;
        currentChanges = paging.codeChanges();
        currentUser = user;
        currentWide = wideCode;
        valid = true;
    }

    private boolean enter(int linear, boolean wideCode) {
        boolean user = registers.cpl == 3;
        int physical = paging.translateCode(linear, user);
        valid = physical >= 0 && physical < memory.size();
        if (!valid) {
            return false;
        }
        int number = physical >>> PhysicalMemory.PAGE_SHIFT;
        Page page = recent[number & RECENT - 1];
        if (page == null || page.number != number || page.wide != wideCode) {
            page = page(number, wideCode);
            recent[number & RECENT - 1] = page;
        }
        stand(page, linear, wideCode, user);
        return true;
    }

    private Page page(int number, boolean wideCode) {
        Map<Integer, Page> pages = wideCode ? wide : narrow;
        if (pages.size() == MOST_PAGES && !pages.containsKey(number)) {
            pages.clear();
            Arrays.fill(recent, null);
        }
        return pages.computeIfAbsent(number, absent -> {
            Page page = new Page(number, wideCode);
            page.generation = memory.generation(number);
            return page;
        });
    }

    private Instruction decodeInto(Page page, int linear, boolean wideCode) {
        int physical = page.number << PhysicalMemory.PAGE_SHIFT | linear & 0xFFF;
        Instruction instruction = decode(linear, physical, wideCode);
        if ((linear & 0xFFF) + instruction.length() <= PhysicalMemory.PAGE_BYTES) {
            memory.holdCode(page.number);
            page.ops[linear & 0xFFF] = new MicroOp(instruction);
        }
        return instruction;
    }

    private Instruction decode(int linear, int physical, boolean wideCode) {
        decodeLinear = linear;
        decodePhysical = physical;
        return decoder.decode(wideCode);
    }

    private int codeByte(int offset) {
        int linear = decodeLinear + offset;
        boolean same = (linear & PAGE) == (decodeLinear & PAGE);
        int physical = same ? decodePhysical + offset : paging.translateCode(linear, registers.cpl == 3);
        boolean ram = physical >= 0 && physical < memory.size();
        if (!stores.isEmpty()) {
            stores.settle(physical, 1);
        }
        return ram ? memory.read8(physical) : environment.readDevice(core, physical, 1) & 0xFF;
    }
}
