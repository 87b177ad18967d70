/* One ATA channel: the ports that two disks share, and their interrupt line. */
package org.kernelscope.hw.device;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Command block and control block of T13/1321D as PCs have them: eight ports at the base, one 0x206 above it. Both disks
 * take what is written to the registers, the selected one answers; for a second disk that is absent the first answers
 * with zeros, for a first one that is absent the bus does.
 */
public final class AtaChannel implements PortDevice {
    /** Base ports and interrupt lines of the first and the second channel. */
    public static final int FIRST = 0x1F0;

    public static final int FIRST_LINE = 14;
    public static final int SECOND = 0x170;
    public static final int SECOND_LINE = 15;

    private static final int CONTROL = 0x206;
    private static final int DEVICE = 6;
    private static final int STATUS = 7;
    private static final int SECOND_DISK = 0x10;
    private static final int NO_INTERRUPT = 0x02;
    private static final int RESET = 0x04;
    private static final int DIAGNOSE = 0x90;

    private final int base;
    private final int line;
    private final InterruptLines lines;
    private final LongSupplier clock;
    private final List<Optional<AtaDrive>> drives;
    private int selected;
    private int control;

    /**
     * A channel with at least one disk.
     *
     * @param microsecond in cycles
     * @param clock the virtual time of the present access
     */
    public AtaChannel(
            int base,
            int line,
            InterruptLines lines,
            List<Optional<DiskSectors>> disks,
            int microsecond,
            LongSupplier clock) {
        this.base = base;
        this.line = line;
        this.lines = lines;
        this.clock = clock;
        drives = disks.stream()
                .map(disk -> disk.map(sectors -> new AtaDrive(sectors, microsecond)))
                .toList();
    }

    @Override
    public boolean at(int port) {
        return (port & ~7) == base || port == base + CONTROL;
    }

    @Override
    public int width() {
        return 4;
    }

    @Override
    public int read(int port, int size) {
        if (port != base) {
            return read(port);
        }
        if (drive().isEmpty()) {
            return -1;
        }
        int value = 0;
        for (int part = 0; part < size; part += 2) {
            value |= drive().get().readData() << part * 8;
            drive().get().transferred(clock.getAsLong());
        }
        return value;
    }

    @Override
    public int read(int port) {
        int value = 0;
        if (drive().isPresent()) {
            value = switch (port - base) {
                case CONTROL -> drive().get().status();
                case STATUS -> drive().get().takeStatus();
                default -> drive().get().read(port - base);
            };
        }
        settle();
        return value;
    }

    @Override
    public void write(int core, int port, int size, int value) {
        if (port != base) {
            write(core, port, value);
        } else if (drive().isPresent()) {
            for (int part = 0; part < size; part += 2) {
                drive().get().writeData(value >>> part * 8 & 0xFFFF);
                drive().get().transferred(clock.getAsLong());
            }
        }
    }

    @Override
    public void write(int core, int port, int value) {
        int low = value & 0xFF;
        switch (port - base) {
            case CONTROL -> control(low);
            case STATUS -> command(low);
            default -> {
                drives.forEach(each -> each.ifPresent(drive -> drive.write(port - base, low)));
                if (port - base == DEVICE) {
                    select(low);
                }
            }
        }
        settle();
    }

    private void select(int value) {
        selected = (value & SECOND_DISK) != 0 ? 1 : 0;
        drives.forEach(each -> each.ifPresent(drive -> drive.select(value)));
    }

    private void control(int value) {
        if ((value & RESET) != 0) {
            drives.forEach(each -> each.ifPresent(AtaDrive::reset));
            selected = 0;
        }
        control = value;
    }

    private void command(int command) {
        long now = clock.getAsLong();
        if (command == DIAGNOSE) {
            drives.forEach(each -> each.ifPresent(drive -> drive.diagnose(now)));
            select(0);
        } else if ((control & RESET) == 0) {
            drive().ifPresent(drive -> drive.command(command, now));
        }
    }

    private Optional<AtaDrive> drive() {
        return drives.get(selected);
    }

    private void settle() {
        boolean wanted = drive().isPresent() && drive().get().interrupt();
        lines.set(line, wanted && (control & NO_INTERRUPT) == 0);
    }

    @Override
    public long next() {
        long next = LocalApic.NEVER;
        for (Optional<AtaDrive> drive : drives) {
            next = drive.isPresent() ? Math.min(next, drive.get().due()) : next;
        }
        return next;
    }

    @Override
    public void deliver(long now) {
        drives.forEach(each -> each.filter(drive -> drive.due() <= now).ifPresent(AtaDrive::deliver));
        settle();
    }

    @Override
    public void save(StateWriter out) {
        drives.forEach(each -> each.ifPresent(drive -> drive.save(out)));
        out.putInt(selected);
        out.putInt(control);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        for (Optional<AtaDrive> drive : drives) {
            if (drive.isPresent()) {
                drive.get().load(in);
            }
        }
        selected = in.getInt() & 1;
        control = in.getInt() & 0xFF;
    }
}
