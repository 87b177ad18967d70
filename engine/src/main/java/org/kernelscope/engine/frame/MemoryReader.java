/* Reads frames, containers and shared pages. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.guest.Place;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.engine.view.MemoryView;
import org.kernelscope.engine.view.MemoryView.ContainerView;
import org.kernelscope.engine.view.MemoryView.FrameRun;
import org.kernelscope.engine.view.MemoryView.ShareView;
import org.kernelscope.engine.view.ThreadView;
import org.kernelscope.kernel.StructType;
import org.kernelscope.kernel.Type;

/** The table of frames is read as one block, and looked through again only if it is another than the last time. */
final class MemoryReader {
    /** enum share_state */
    private static final int PENDING = 1;

    private static final int READY = 2;

    private final Guest guest;
    private byte[] lastTable = new byte[0];
    private List<FrameRun> lastRuns = List.of();

    MemoryReader(Guest guest) {
        this.guest = guest;
    }

    MemoryView read(List<ThreadView> threads, MemoryView before) throws Unreadable {
        List<FrameRun> now = runs();
        List<FrameRun> runs =
                before.runs().isEmpty() || before.runs().equals(now) ? now : FrameChanges.mark(before.runs(), now);
        int frames =
                runs.isEmpty() ? 0 : runs.getLast().first() + runs.getLast().count();
        int free = runs.stream()
                .filter(run -> run.kind() == FrameRun.Kind.FREE)
                .mapToInt(FrameRun::count)
                .sum();
        Map<Integer, String> names = threads.stream().collect(Collectors.toMap(ThreadView::id, ThreadView::name));
        return new MemoryView(frames, free, runs, containers(names, before.containers()), shares());
    }

    private List<FrameRun> runs() throws Unreadable {
        Place table = guest.variable("frame_table");
        int frames = Math.clamp(guest.variable("frame_table_size").number(), 0, table.count());
        if (!(table.type() instanceof Type.Array array) || !(array.element() instanceof StructType entry)) {
            throw new Unreadable("frame_table is no array of structs");
        }
        byte[] bytes = table.raw(frames * entry.size());
        if (!Arrays.equals(bytes, lastTable)) {
            lastRuns = new FrameTable(entry).runs(bytes, frames);
            lastTable = bytes;
        }
        return lastRuns;
    }

    private List<ContainerView> containers(Map<Integer, String> names, List<ContainerView> before) throws Unreadable {
        Place table = guest.variable("containers");
        List<Integer> used = new ArrayList<>();
        for (int id = 0; id < table.count(); id++) {
            if (table.at(id).member("used").word() != 0) {
                used.add(id);
            }
        }
        List<ContainerView> containers = new ArrayList<>();
        for (int id : used) {
            Place container = table.at(id);
            List<Integer> children = new ArrayList<>();
            for (int other : used) {
                if (other != id && table.at(other).member("parent").word() == id) {
                    children.add(other);
                }
            }
            var now = new ContainerView(
                    id,
                    id == 0 ? "root" : names.getOrDefault(id, ""),
                    container.member("parent").word(),
                    container.member("quota").word(),
                    container.member("usage").word(),
                    container.member("ids").word(),
                    container.member("ids_used").word(),
                    children,
                    false);
            containers.add(compared(now, before));
        }
        return containers;
    }

    private static ContainerView compared(ContainerView now, List<ContainerView> before) {
        Optional<ContainerView> old =
                before.stream().filter(other -> other.id() == now.id()).findFirst();
        boolean same = old.filter(other -> other.quota() == now.quota()
                        && other.usage() == now.usage()
                        && other.idsUsed() == now.idsUsed()
                        && other.parent() == now.parent()
                        && other.children().equals(now.children()))
                .isPresent();
        return new ContainerView(
                now.id(),
                now.name(),
                now.parent(),
                now.quota(),
                now.usage(),
                now.ids(),
                now.idsUsed(),
                now.children(),
                !before.isEmpty() && !same);
    }

    private List<ShareView> shares() throws Unreadable {
        List<ShareView> shares = new ArrayList<>();
        if (!guest.has("shares")) {
            return shares;
        }
        Place table = guest.variable("shares").copied();
        for (int from = 0; from < table.count(); from++) {
            Place row = table.at(from);
            byte[] bytes = row.raw(row.type().size());
            for (int to = 0; to < row.count() && !allZero(bytes); to++) {
                share(from, to, row.at(to)).ifPresent(shares::add);
            }
        }
        return shares;
    }

    private static boolean allZero(byte[] bytes) {
        return Arrays.mismatch(bytes, new byte[bytes.length]) < 0;
    }

    private static Optional<ShareView> share(int from, int to, Place share) throws Unreadable {
        int state = share.member("state").word();
        if (state != PENDING && state != READY) {
            return Optional.empty();
        }
        return Optional.of(new ShareView(
                from,
                to,
                state == PENDING ? ShareView.State.PENDING : ShareView.State.READY,
                share.member("seen").word() != 0,
                share.member("address").word()));
    }
}
