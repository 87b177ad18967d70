/* An address space as the views show it. */
package org.kernelscope.engine.view;

import java.util.List;

/**
 * The user part of an address space, read from its page directory.
 *
 * @param id its number
 * @param name of the thread of the same number
 * @param directory frame of the page directory
 * @param activeOn cores that have it loaded, as the kernel notes
 * @param tables the page tables, by address
 */
public record SpaceView(int id, String name, int directory, List<Integer> activeOn, List<Table> tables) {
    public SpaceView {
        activeOn = List.copyOf(activeOn);
        tables = List.copyOf(tables);
    }

    /**
     * A page table: 4 MiB of linear addresses.
     *
     * @param index of its entry in the directory
     * @param frame where it lies
     * @param address the first linear address
     * @param mappings present entries, by address
     */
    public record Table(int index, int frame, int address, List<Mapping> mappings) {
        public Table {
            mappings = List.copyOf(mappings);
        }
    }

    /**
     * A page.
     *
     * @param address linear
     * @param frame behind it
     * @param changed whether its entry differs from the previous stop
     */
    public record Mapping(
            int address, int frame, boolean writable, boolean user, boolean accessed, boolean dirty, boolean changed) {}
}
