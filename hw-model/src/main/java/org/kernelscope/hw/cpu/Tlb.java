/* The translations that one core keeps for one purpose, code or data: pages of both sizes. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.TranslationBuffer.DIRTY;
import static org.kernelscope.hw.cpu.TranslationBuffer.GLOBAL;
import static org.kernelscope.hw.cpu.TranslationBuffer.LARGE;
import static org.kernelscope.hw.cpu.TranslationBuffer.USER;
import static org.kernelscope.hw.cpu.TranslationBuffer.WRITABLE;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Translation;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Two translation buffers, and beside them the translations used last, by 4 KiB: what is in {@link #recentKeys} is in a
 * buffer too. That table makes a hit fast and is no state of the machine.
 */
final class Tlb {
    static final int RECENT = 512;

    private static final int PAGE = ~0xFFF;
    private static final int FLAGS = 0xFFF;
    private static final int SMALL_SHIFT = 12;
    /** Large pages have 4 MiB. */
    static final int LARGE_SHIFT = 22;
    /** With PAE they have 2 MiB. */
    static final int PAE_LARGE_SHIFT = 21;

    /** Linear page and flags; 0 for none. */
    final int[] recentKeys = new int[RECENT];
    /** Physical page. */
    final int[] recentFrames = new int[RECENT];

    private final boolean code;
    private final TranslationBuffer small;
    private final TranslationBuffer large;
    private int changes;
    private int largeShift = LARGE_SHIFT;

    Tlb(boolean code, TlbGeometry.Size small, TlbGeometry.Size large) {
        this.code = code;
        this.small = new TranslationBuffer(small, SMALL_SHIFT);
        this.large = new TranslationBuffer(large, LARGE_SHIFT);
    }

    /** Large pages have {@code 1 << shift} bytes from now on; there must be none. */
    void largeShift(int shift) {
        largeShift = shift;
        large.shift(shift);
    }

    /** Rises whenever an entry comes or goes: whoever keeps a translation compares. */
    int changes() {
        return changes;
    }

    /** Whether there is an entry for an address; if so, it is among the recent ones afterwards. */
    boolean find(int linear) {
        int index = small.find(linear);
        if (index >= 0) {
            remember(linear, small.key(index), small.frame(index));
            return true;
        }
        index = large.find(linear);
        if (index >= 0) {
            remember(linear, large.key(index), large.frame(index) | linear & (1 << largeShift) - 1 & PAGE);
            return true;
        }
        return false;
    }

    /** Takes in what a walk found, in place of what there was. */
    void fill(PageWalk walk, boolean dirty) {
        int linear = walk.linear();
        drop(linear);
        int flags = TranslationBuffer.VALID
                | (walk.writable() ? WRITABLE : 0)
                | (walk.user() ? USER : 0)
                | (dirty ? DIRTY : 0)
                | (walk.global() ? GLOBAL : 0)
                | (walk.large() ? LARGE : 0);
        int physical = walk.physical().orElseThrow();
        boolean whole = walk.large() && large.present();
        int shift = whole ? largeShift : SMALL_SHIFT;
        int left = (whole ? large : small).insert(linear >>> shift << shift | flags, physical >>> shift << shift);
        if (whole && left != 0) {
            forgetRecent();
        } else if (left != 0) {
            forget(left);
        }
        remember(linear, linear & PAGE | flags, physical & PAGE);
        changes++;
    }

    /** Drops the entries for an address (SDM 3A, 4.10.4.1): of a large page, all of it. */
    void invalidate(int linear) {
        drop(linear);
        if (small.drop(key -> (key & LARGE) != 0 && (key ^ linear) >>> largeShift == 0)) {
            forgetRecent();
        }
        changes++;
    }

    /** Drops all entries; the global ones only if {@code globalsToo}. */
    void flush(boolean globalsToo) {
        small.drop(key -> globalsToo || (key & GLOBAL) == 0);
        large.drop(key -> globalsToo || (key & GLOBAL) == 0);
        forgetRecent();
        changes++;
    }

    /** The entries, those of 4 KiB first; changes nothing. */
    List<Translation> entries() {
        return Stream.concat(entries(small, SMALL_SHIFT), entries(large, largeShift))
                .toList();
    }

    private Stream<Translation> entries(TranslationBuffer buffer, int shift) {
        return IntStream.range(0, buffer.entries())
                .filter(i -> buffer.key(i) != 0)
                .mapToObj(i -> entry(buffer.key(i), buffer.frame(i), 1 << shift));
    }

    private Translation entry(int key, int frame, int bytes) {
        return new Translation(
                code,
                key & ~FLAGS,
                frame,
                bytes,
                (key & WRITABLE) != 0,
                (key & USER) != 0,
                (key & DIRTY) != 0,
                (key & GLOBAL) != 0);
    }

    void save(StateWriter out) {
        small.save(out);
        large.save(out);
    }

    void load(StateReader in) throws ImageException {
        small.load(in);
        large.load(in);
        forgetRecent();
        changes++;
    }

    private void drop(int linear) {
        if (small.drop(linear)) {
            forget(linear);
        }
        if (large.drop(linear)) {
            forgetRecent();
        }
    }

    private void remember(int linear, int key, int frame) {
        int slot = slot(linear);
        recentKeys[slot] = linear & PAGE | key & FLAGS;
        recentFrames[slot] = frame;
    }

    private void forget(int linear) {
        int slot = slot(linear);
        if ((recentKeys[slot] & PAGE) == (linear & PAGE)) {
            recentKeys[slot] = 0;
        }
    }

    private void forgetRecent() {
        Arrays.fill(recentKeys, 0);
    }

    static int slot(int linear) {
        return linear >>> SMALL_SHIFT & RECENT - 1;
    }
}
