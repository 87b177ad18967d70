/* Makes runs of like frames from the bytes of the kernel's table of frames. */
package org.kernelscope.engine.frame;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.guest.Unreadable;
import org.kernelscope.engine.view.MemoryView.FrameRun;
import org.kernelscope.engine.view.MemoryView.FrameRun.Kind;
import org.kernelscope.kernel.StructType;

/** The layout of one {@code struct frame_entry}; offsets and sizes in bytes. */
final class FrameTable {
    private final int stride;
    private final Field usable;
    private final Field allocated;
    private final Field owner;
    private final Field references;

    private record Field(int offset, int size) {
        static Field of(StructType entry, String name) throws Unreadable {
            StructType.Member member =
                    entry.member(name).orElseThrow(() -> new Unreadable(entry.name() + " has no member " + name));
            if (member.bitSize() > 0
                    || member.type().size() < 1
                    || member.type().size() > Integer.BYTES) {
                throw new Unreadable("member " + name + " of " + entry.name() + " is no number");
            }
            return new Field(member.offset(), member.type().size());
        }

        int value(byte[] bytes, int start) {
            int value = 0;
            for (int i = 0; i < size; i++) {
                value |= (bytes[start + offset + i] & 0xFF) << Byte.SIZE * i;
            }
            return value;
        }
    }

    FrameTable(StructType entry) throws Unreadable {
        stride = entry.size();
        usable = Field.of(entry, "usable");
        allocated = Field.of(entry, "allocated");
        owner = Field.of(entry, "owner");
        references = Field.of(entry, "references");
    }

    List<FrameRun> runs(byte[] bytes, int frames) {
        List<FrameRun> runs = new ArrayList<>();
        int first = 0;
        while (first < frames) {
            FrameRun alone = one(bytes, first);
            int next = first + 1;
            while (next < frames && like(alone, bytes, next)) {
                next++;
            }
            runs.add(new FrameRun(first, next - first, alone.kind(), alone.owner(), alone.references(), false));
            first = next;
        }
        return runs;
    }

    private FrameRun one(byte[] bytes, int frame) {
        Kind kind = kind(bytes, frame);
        boolean taken = kind == Kind.ALLOCATED;
        return new FrameRun(
                frame,
                1,
                kind,
                taken ? owner.value(bytes, frame * stride) : 0,
                taken ? Integer.toUnsignedLong(references.value(bytes, frame * stride)) : 0,
                false);
    }

    private boolean like(FrameRun other, byte[] bytes, int frame) {
        Kind kind = kind(bytes, frame);
        return kind == other.kind()
                && (kind != Kind.ALLOCATED
                        || owner.value(bytes, frame * stride) == other.owner()
                                && Integer.toUnsignedLong(references.value(bytes, frame * stride))
                                        == other.references());
    }

    private Kind kind(byte[] bytes, int frame) {
        if (usable.value(bytes, frame * stride) == 0) {
            return Kind.RESERVED;
        }
        return allocated.value(bytes, frame * stride) == 0 ? Kind.FREE : Kind.ALLOCATED;
    }
}
