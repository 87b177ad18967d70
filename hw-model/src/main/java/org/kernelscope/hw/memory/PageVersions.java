/* Versions of a memory that share every page in which they do not differ. */
package org.kernelscope.hw.memory;

import java.util.Arrays;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateHash;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Takes and restores versions of one {@link PhysicalMemory}. Both copy only pages that differ from the version taken or
 * restored last. A content's identity is its version stamp.
 */
public final class PageVersions {
    private static final int GROUP_SHIFT = 7;
    private static final int GROUP_PAGES = 1 << GROUP_SHIFT;
    private static final Content ZERO = new Content(new byte[PhysicalMemory.PAGE_BYTES]);

    private final PhysicalMemory memory;
    private Version current;

    /** Watches over a memory that is still all zero and clean. */
    public PageVersions(PhysicalMemory memory) {
        this.memory = memory;
        Content[] zeros = new Content[GROUP_PAGES];
        Arrays.fill(zeros, ZERO);
        Group[] groups = new Group[(memory.pages() + GROUP_PAGES - 1) >>> GROUP_SHIFT];
        Arrays.fill(groups, new Group(zeros));
        current = new Version(groups);
    }

    /** The memory's content as it is now. */
    public Version take() {
        Draft draft = new Draft(current);
        for (int page = memory.nextDirty(0); page >= 0; page = memory.nextDirty(page + 1)) {
            memory.markClean(page);
            if (!memory.holds(page, current.content(page).bytes)) {
                draft.write(page, content(page));
            }
        }
        current = draft.finish();
        return current;
    }

    private Content content(int page) {
        return memory.holds(page, ZERO.bytes)
                ? ZERO
                : new Content(memory.copy(page << PhysicalMemory.PAGE_SHIFT, PhysicalMemory.PAGE_BYTES));
    }

    /** Makes the memory what it was in that version. */
    public void restore(Version version) {
        for (int number = 0; number < version.groups.length; number++) {
            if (version.groups[number] != current.groups[number]) {
                restoreClean(number, version.groups[number].pages, current.groups[number].pages);
            }
        }
        for (int page = memory.nextDirty(0); page >= 0; page = memory.nextDirty(page + 1)) {
            byte[] wanted = version.content(page).bytes;
            if (!memory.holds(page, wanted)) {
                restore(page, wanted);
            }
            memory.markClean(page);
        }
        current = version;
    }

    private void restoreClean(int group, Content[] wanted, Content[] present) {
        for (int index = 0; index < GROUP_PAGES; index++) {
            int page = group << GROUP_SHIFT | index;
            if (wanted[index] != present[index] && !memory.dirty(page)) {
                restore(page, wanted[index].bytes);
                memory.markClean(page);
            }
        }
    }

    private void restore(int page, byte[] bytes) {
        memory.fill(page << PhysicalMemory.PAGE_SHIFT, bytes, 0, PhysicalMemory.PAGE_BYTES);
    }

    /** A hash of the whole content; equal contents have equal hashes. */
    public long hash() {
        return take().hash();
    }

    /** Writes all pages that are not zero. */
    public void save(StateWriter out) {
        Version version = take();
        for (int page = 0; page < memory.pages(); page++) {
            if (version.content(page) != ZERO) {
                out.putInt(page);
                out.putBytes(version.content(page).bytes);
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
            if (pages[page] != null || memory.dirty(page) || current.content(page) != ZERO) {
                restore(page, bytes);
            }
        }
    }

    /** The content of a memory at one moment; immutable. */
    public static final class Version {
        private final Group[] groups;

        private Version(Group[] groups) {
            this.groups = groups;
        }

        /** How many pages differ from those of another version of the same memory. */
        public int pagesUnlike(Version other) {
            int pages = 0;
            for (int group = 0; group < groups.length; group++) {
                pages += groups[group] == other.groups[group] ? 0 : groups[group].pagesUnlike(other.groups[group]);
            }
            return pages;
        }

        private Content content(int page) {
            return groups[page >>> GROUP_SHIFT].pages[page & GROUP_PAGES - 1];
        }

        private long hash() {
            long hash = 0;
            for (int group = 0; group < groups.length; group++) {
                hash += groups[group].hash(group << GROUP_SHIFT);
            }
            return hash;
        }
    }

    /** A version in the making: groups of pages are copied when the first of their pages was written. */
    private static final class Draft {
        private final Version from;
        private final Group[] groups;
        private boolean changed;

        Draft(Version from) {
            this.from = from;
            groups = from.groups.clone();
        }

        void write(int page, Content content) {
            changed = true;
            int group = page >>> GROUP_SHIFT;
            if (groups[group] == from.groups[group]) {
                groups[group] = new Group(groups[group].pages.clone());
            }
            groups[group].pages[page & GROUP_PAGES - 1] = content;
        }

        Version finish() {
            return changed ? new Version(groups) : from;
        }
    }

    /** Neighbouring pages; its hash is found when it is first asked for. */
    private static final class Group {
        final Content[] pages;
        private volatile long hash;

        Group(Content[] pages) {
            this.pages = pages;
        }

        int pagesUnlike(Group other) {
            int unlike = 0;
            for (int page = 0; page < GROUP_PAGES; page++) {
                unlike += pages[page] == other.pages[page] ? 0 : 1;
            }
            return unlike;
        }

        /** Of these pages, the first of which has this number; 0 if all are zero. */
        long hash(int first) {
            long sum = hash;
            if (sum == 0) {
                for (int page = 0; page < GROUP_PAGES; page++) {
                    Content content = pages[page];
                    sum += content == ZERO ? 0 : StateHash.mix(content.hash() + first + page);
                }
                hash = sum;
            }
            return sum;
        }
    }

    /** The content of one page; its hash is found when it is first asked for. */
    private static final class Content {
        final byte[] bytes;
        private volatile long hash;

        Content(byte[] bytes) {
            this.bytes = bytes;
        }

        long hash() {
            long known = hash;
            if (known == 0) {
                known = StateHash.of(bytes);
                hash = known;
            }
            return known;
        }
    }
}
