/* One entry of a core's translation buffers, as a value. */
package org.kernelscope.hw;

/**
 * What a translation buffer remembers of one page (SDM 3A, 4.10.2). It may differ from the page tables: that is an
 * invalidation that software forgot, or has not done yet.
 *
 * @param code whether the entry serves instruction fetches; data accesses have their own entries
 * @param page linear address of the page
 * @param frame physical address that it leads to
 * @param bytes size of the page: 4096 or 4194304
 * @param writable whether both tables allowed writes when the entry was filled
 * @param user whether both tables allowed ring 3
 * @param dirty whether the page was marked dirty; the first write through an entry that is not walks again
 * @param global whether it outlives a load of CR3
 */
public record Translation(
        boolean code, int page, int frame, int bytes, boolean writable, boolean user, boolean dirty, boolean global) {}
