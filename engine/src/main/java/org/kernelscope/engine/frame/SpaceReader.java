/* Reads address spaces: page directories and page tables of users. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.guest.Place;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.engine.view.SpaceView;
import org.kernelscope.engine.view.SpaceView.Mapping;
import org.kernelscope.engine.view.SpaceView.Table;
import org.kernelscope.engine.view.ThreadView;

/** What the tables say now, whatever processors remember. */
final class SpaceReader {
    /** User addresses: directory entries from 0x40000000 up to 0xf0000000. */
    private static final int FIRST_ENTRY = 256;

    private static final int END_ENTRY = 960;

    private final Guest guest;
    private final Tables tables;

    SpaceReader(Guest guest, Tables tables) {
        this.guest = guest;
        this.tables = tables;
    }

    List<SpaceView> read(List<ThreadView> threads, List<SpaceView> before) throws Unreadable {
        Place all = guest.variable("spaces");
        List<SpaceView> spaces = new ArrayList<>();
        for (int id = 0; id < all.count(); id++) {
            int directory = all.at(id).member("directory").word();
            if (directory != 0) {
                int number = id;
                String name = threads.stream()
                        .filter(thread -> thread.id() == number)
                        .findFirst()
                        .map(ThreadView::name)
                        .orElse("");
                Optional<SpaceView> old =
                        before.stream().filter(space -> space.id() == number).findFirst();
                spaces.add(new SpaceView(
                        id,
                        name,
                        directory,
                        cores(all.at(id).member("active").word()),
                        tables(directory, old, !before.isEmpty())));
            }
        }
        return spaces;
    }

    private static List<Integer> cores(int mask) {
        return IntStream.range(0, Integer.SIZE)
                .filter(bit -> (mask & 1 << bit) != 0)
                .boxed()
                .toList();
    }

    private List<Table> tables(int directory, Optional<SpaceView> before, boolean comparable) {
        Map<Integer, Mapping> old = new HashMap<>();
        before.ifPresent(space -> space.tables()
                .forEach(table -> table.mappings().forEach(mapping -> old.put(mapping.address(), mapping))));
        List<Table> found = new ArrayList<>();
        int[] entries = tables.entries(directory);
        for (int index = FIRST_ENTRY; index < END_ENTRY; index++) {
            if (Tables.table(entries[index])) {
                int frame = Tables.frame(entries[index]);
                found.add(new Table(index, frame, index << 22, mappings(index << 22, frame, old, comparable)));
            }
        }
        return found;
    }

    private List<Mapping> mappings(int start, int frame, Map<Integer, Mapping> old, boolean comparable) {
        List<Mapping> mappings = new ArrayList<>();
        int[] entries = tables.entries(frame);
        for (int index = 0; index < Tables.ENTRIES; index++) {
            if (Tables.present(entries[index])) {
                Mapping now = mapping(start + (index << 12), entries[index], false);
                Mapping before = old.get(now.address());
                boolean same = before != null && unmarked(before).equals(now);
                mappings.add(comparable && !same ? mapping(now.address(), entries[index], true) : now);
            }
        }
        return mappings;
    }

    private static Mapping mapping(int address, int entry, boolean changed) {
        return new Mapping(
                address,
                Tables.frame(entry),
                (entry & Tables.WRITABLE) != 0,
                (entry & Tables.USER) != 0,
                (entry & Tables.ACCESSED) != 0,
                (entry & Tables.DIRTY) != 0,
                changed);
    }

    private static Mapping unmarked(Mapping of) {
        return new Mapping(of.address(), of.frame(), of.writable(), of.user(), of.accessed(), of.dirty(), false);
    }
}
