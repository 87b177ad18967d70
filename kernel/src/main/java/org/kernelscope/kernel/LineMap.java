/* Which source line each address comes from, and back. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kernelscope.kernel.dwarf.DebugSections;
import org.kernelscope.kernel.dwarf.LineTable;
import org.kernelscope.kernel.elf.FormatException;

/** Which source line each address comes from, and back. */
final class LineMap {
    private final List<LineRow> rows;
    private final Map<String, List<Integer>> addresses;

    private LineMap(List<LineRow> rows, Map<String, List<Integer>> addresses) {
        this.rows = rows;
        this.addresses = addresses;
    }

    static LineMap read(DebugSections sections) throws FormatException {
        List<LineTable.Row> table = LineTable.read(sections);
        List<LineRow> rows = new ArrayList<>();
        Map<String, List<Integer>> addresses = new HashMap<>();
        boolean begins = true;
        for (int i = 0; i + 1 < table.size(); i++) {
            LineTable.Row row = table.get(i);
            LineTable.Row next = table.get(i + 1);
            if (!row.endsSequence()) {
                SourceLine place = new SourceLine(row.file(), row.line(), row.column(), row.isStatement());
                int length = Math.clamp(next.address() - row.address(), 0, Integer.MAX_VALUE);
                rows.add(new LineRow((int) row.address(), length, place));
                if (row.isStatement() && (begins || !isSameLine(table.get(i - 1), row))) {
                    addresses
                            .computeIfAbsent(place.toString(), line -> new ArrayList<>())
                            .add((int) row.address());
                }
            }
            begins = row.endsSequence();
        }
        rows.sort(Comparator.comparing(LineRow::address, Integer::compareUnsigned));
        return new LineMap(List.copyOf(rows), addresses);
    }

    private static boolean isSameLine(LineTable.Row one, LineTable.Row other) {
        return one.line() == other.line() && one.file().equals(other.file());
    }

    List<LineRow> rows() {
        return rows;
    }

    Optional<SourceLine> at(int address) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(rows.get(middle).address(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= 0; i--) {
            LineRow row = rows.get(i);
            if (row.length() > 0) {
                boolean isInside = address - row.address() < row.length() && address - row.address() >= 0;
                return isInside ? Optional.of(row.place()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    List<Integer> addressesOf(String file, int line) {
        return addresses.getOrDefault(file + ":" + line, List.of()).stream()
                .distinct()
                .sorted(Integer::compareUnsigned)
                .toList();
    }
}
