/* The parts of a machine's state that versions share: memory, cache tags, serial text, disks. */
package org.kernelscope.hw;

import java.util.List;
import org.kernelscope.hw.device.DiskSectors;
import org.kernelscope.hw.device.SerialText;
import org.kernelscope.hw.memory.PageVersions;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateHash;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Versions of them cost in proportion to what changed since the last one. */
final class LargeState {
    private final PageVersions memory;
    private final PageVersions tags;
    private final Board board;

    LargeState(PhysicalMemory memory, Board board) {
        this.memory = new PageVersions(memory);
        tags = new PageVersions(board.caches.tags());
        this.board = board;
    }

    /** All parts at one moment; immutable. */
    record Version(
            PageVersions.Version memory,
            PageVersions.Version tags,
            List<SerialText> texts,
            List<DiskSectors.Version> disks) {
        /** About how many bytes this holds that the other, of the same machine, does not. */
        long bytesUnlike(Version other) {
            long pages = memory.pagesUnlike(other.memory) + tags.pagesUnlike(other.tags);
            long bytes = pages * PhysicalMemory.PAGE_BYTES;
            for (int disk = 0; disk < disks.size(); disk++) {
                bytes += disks.get(disk).sectorsUnlike(other.disks.get(disk)) * DiskImage.SECTOR;
            }
            return bytes;
        }
    }

    Version take() {
        var disks = board.disks.stream().map(DiskSectors::take).toList();
        return new Version(memory.take(), tags.take(), texts(), disks);
    }

    void restore(Version version) {
        memory.restore(version.memory());
        tags.restore(version.tags());
        restoreTexts(version.texts());
        for (int disk = 0; disk < board.disks.size(); disk++) {
            board.disks.get(disk).restore(version.disks().get(disk));
        }
    }

    void save(StateWriter out) {
        texts().forEach(text -> out.putBytes(text.toBytes()));
        memory.save(out);
        tags.save(out);
        board.disks.forEach(disk -> disk.save(out));
    }

    /** Reads what {@link #save} wrote; where that fails, some parts may have changed. */
    void load(StateReader in) throws ImageException {
        restoreTexts(List.of(SerialText.of(in.getBytes()), SerialText.of(in.getBytes())));
        memory.load(in);
        tags.load(in);
        for (DiskSectors disk : board.disks) {
            disk.load(in);
        }
    }

    /** A hash of all parts and of what the given one stands for. */
    long hash(long small) {
        long hash = StateHash.mix(small ^ memory.hash());
        hash = StateHash.mix(hash ^ tags.hash());
        for (SerialText text : texts()) {
            hash = StateHash.mix(hash ^ text.hash());
        }
        for (DiskSectors disk : board.disks) {
            hash = StateHash.mix(hash ^ disk.hash());
        }
        return hash;
    }

    private List<SerialText> texts() {
        return List.of(board.serial.output(), board.secondSerial.output());
    }

    private void restoreTexts(List<SerialText> texts) {
        board.serial.restoreOutput(texts.getFirst().apart());
        board.secondSerial.restoreOutput(texts.getLast().apart());
    }
}
