/* Versions of a memory that share every page in which they do not differ. */
package org.kernelscope.hw.memory;

import java.util.Arrays;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateHash;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Takes and restores versions of one {@link PhysicalMemory}. Both copy only pages that differ from the version taken or
 * restored last. A page object's identity is its version stamp: the next take after a write makes another, which shares its
 * bytes with the one before if they are the same again.
 */
public final class PageVersions {
    private static final int GROUP_SHIFT = 7;
    private static final int GROUP_PAGES = 1 << GROUP_SHIFT;
    private static final Page ZERO = new Page(new byte[PhysicalMemory.PAGE_BYTES]);

    private final PhysicalMemory memory;
    private Version current;

    /** Watches over a memory that is still all zero and clean. */
    public PageVersions(PhysicalMemory memory) {
        this.memory = memory;
        Page[] zeros = new Page[GROUP_PAGES];
        Arrays.fill(zeros, ZERO);
        Page[][] groups = new Page[(memory.pages() + GROUP_PAGES - 1) >>> GROUP_SHIFT][];
        Arrays.fill(groups, zeros);
        current = new Version(groups, 0);
    }

    /** The memory's content as it is now. */
    public Version take() {
        Draft draft = new Draft(current);
        for (int page = 0; page < memory.pages(); page++) {
            if (memory.dirty(page)) {
                memory.markClean(page);
                draft.change(page, memory.copy(page << PhysicalMemory.PAGE_SHIFT, PhysicalMemory.PAGE_BYTES));
            }
        }
        if (draft.changed) {
            current = new Version(draft.groups, draft.hash);
        }
        return current;
    }

    /** Makes the memory what it was in that version. */
    public void restore(Version version) {
        for (int page = 0; page < memory.pages(); page++) {
            Page wanted = version.page(page);
            if (memory.dirty(page) || !same(current.page(page).bytes, wanted.bytes)) {
                memory.fill(page << PhysicalMemory.PAGE_SHIFT, wanted.bytes, 0, PhysicalMemory.PAGE_BYTES);
                memory.markClean(page);
            }
        }
        current = version;
    }

    /** A hash of the whole content; equal contents have equal hashes. */
    public long hash() {
        return take().hash;
    }

    /** Writes all pages that are not zero. */
    public void save(StateWriter out) {
        Version version = take();
        for (int page = 0; page < memory.pages(); page++) {
            if (!same(version.page(page).bytes, ZERO.bytes)) {
                out.putInt(page);
                out.putBytes(version.page(page).bytes);
            }
        }
        out.putInt(-1);
    }

    /** Reads what {@link #save} wrote into a memory of the same size. */
    public void load(StateReader in) throws ImageException {
        byte[][] pages = new byte[memory.pages()][];
        for (int page = in.getInt(); page != -1; page = in.getInt()) {
            byte[] bytes = in.getBytes();
            if (page < 0 || page >= pages.length || bytes.length != PhysicalMemory.PAGE_BYTES) {
                throw new ImageException("saved state holds a memory page that this machine does not have");
            }
            pages[page] = bytes;
        }
        for (int page = 0; page < pages.length; page++) {
            byte[] bytes = pages[page] == null ? ZERO.bytes : pages[page];
            if (pages[page] != null || memory.dirty(page) || current.page(page) != ZERO) {
                memory.fill(page << PhysicalMemory.PAGE_SHIFT, bytes, 0, PhysicalMemory.PAGE_BYTES);
            }
        }
    }

    /** Of arrays: whether they are one and the same. */
    private static boolean same(Object one, Object other) {
        return one.equals(other);
    }

    /** The content of a memory at one moment; immutable. */
    public static final class Version {
        private final Page[][] groups;
        private final long hash;

        private Version(Page[][] groups, long hash) {
            this.groups = groups;
            this.hash = hash;
        }

        /** How many pages differ from those of another version of the same memory. */
        public int pagesUnlike(Version other) {
            int pages = 0;
            for (int group = 0; group < groups.length; group++) {
                for (int page = 0; !same(groups[group], other.groups[group]) && page < GROUP_PAGES; page++) {
                    pages += same(groups[group][page].bytes, other.groups[group][page].bytes) ? 0 : 1;
                }
            }
            return pages;
        }

        /**
         * Whether nothing was written to these bytes' pages between this moment and the other, later, of the same run;
         * false also where that is not known.
         */
        public boolean untouched(Version later, int address, int length) {
            for (int page = address >>> PhysicalMemory.PAGE_SHIFT;
                    page <= address + length - 1 >>> PhysicalMemory.PAGE_SHIFT;
                    page++) {
                if (page(page) != later.page(page)) {
                    return false;
                }
            }
            return true;
        }

        private Page page(int page) {
            return groups[page >>> GROUP_SHIFT][page & GROUP_PAGES - 1];
        }
    }

    /** A version in the making: groups of pages are copied when the first of their pages changes. */
    private static final class Draft {
        final Page[][] groups;
        final boolean[] own;
        long hash;
        boolean changed;

        Draft(Version from) {
            groups = from.groups.clone();
            own = new boolean[groups.length];
            hash = from.hash;
        }

        void change(int page, byte[] bytes) {
            int group = page >>> GROUP_SHIFT;
            Page before = groups[group][page & GROUP_PAGES - 1];
            if (!own[group]) {
                groups[group] = groups[group].clone();
                own[group] = true;
            }
            Page after = Page.of(bytes, before);
            groups[group][page & GROUP_PAGES - 1] = after;
            hash += after.weight(page) - before.weight(page);
            changed = true;
        }
    }

    private static final class Page {
        final byte[] bytes;
        final long hash;

        Page(byte[] bytes) {
            this(bytes, StateHash.of(bytes));
        }

        private Page(byte[] bytes, long hash) {
            this.bytes = bytes;
            this.hash = hash;
        }

        /** These bytes, shared with the page before or with zero if they are the same. */
        static Page of(byte[] bytes, Page before) {
            if (Arrays.equals(before.bytes, bytes)) {
                return new Page(before.bytes, before.hash);
            }
            return Arrays.equals(ZERO.bytes, bytes) ? new Page(ZERO.bytes, ZERO.hash) : new Page(bytes);
        }

        long weight(int page) {
            return same(bytes, ZERO.bytes) ? 0 : StateHash.mix(hash + page);
        }
    }
}
