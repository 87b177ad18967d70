/* Marks which frames differ from an earlier moment. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.view.MemoryView.FrameRun;

/** Compares two lists of runs over the same frames; a run that changed in part is cut. */
final class FrameChanges {
    private FrameChanges() {}

    static List<FrameRun> mark(List<FrameRun> before, List<FrameRun> now) {
        List<FrameRun> marked = new ArrayList<>();
        int index = 0;
        for (FrameRun run : now) {
            int end = run.first() + run.count();
            int first = run.first();
            while (first < end) {
                while (index < before.size() - 1 && end(before.get(index)) <= first) {
                    index++;
                }
                FrameRun old = before.get(index);
                int part = end(old) > first ? Math.min(end, end(old)) : end;
                add(marked, run, first, part, !alike(old, run));
                first = part;
            }
        }
        return marked;
    }

    private static void add(List<FrameRun> runs, FrameRun whole, int first, int end, boolean changed) {
        FrameRun last = runs.isEmpty() ? whole : runs.getLast();
        boolean continues = !runs.isEmpty() && end(last) == first && last.changed() == changed && alike(last, whole);
        if (continues) {
            runs.removeLast();
        }
        int start = continues ? last.first() : first;
        runs.add(new FrameRun(start, end - start, whole.kind(), whole.owner(), whole.references(), changed));
    }

    private static boolean alike(FrameRun a, FrameRun b) {
        return a.kind() == b.kind() && a.owner() == b.owner() && a.references() == b.references();
    }

    private static int end(FrameRun run) {
        return run.first() + run.count();
    }
}
