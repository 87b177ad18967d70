/* What surrounds the cores: caches, interrupt controllers, and the one list of devices behind ports. */
package org.kernelscope.hw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.cache.CacheSystem;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.cpu.Environment;
import org.kernelscope.hw.cpu.Watch;
import org.kernelscope.hw.device.ApicBus;
import org.kernelscope.hw.device.AtaChannel;
import org.kernelscope.hw.device.DebugExit;
import org.kernelscope.hw.device.Device;
import org.kernelscope.hw.device.DiskSectors;
import org.kernelscope.hw.device.InputScript;
import org.kernelscope.hw.device.IntervalTimer;
import org.kernelscope.hw.device.IoApic;
import org.kernelscope.hw.device.IsaWiring;
import org.kernelscope.hw.device.KeyboardController;
import org.kernelscope.hw.device.LocalApic;
import org.kernelscope.hw.device.PciConfiguration;
import org.kernelscope.hw.device.PicPair;
import org.kernelscope.hw.device.PortDevice;
import org.kernelscope.hw.device.PostCode;
import org.kernelscope.hw.device.PowerManagement;
import org.kernelscope.hw.device.RealTimeClock;
import org.kernelscope.hw.device.SerialPort;
import org.kernelscope.hw.device.TextScreen;
import org.kernelscope.hw.firmware.Firmware;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Passes every request of a core to the part that answers it. */
final class Board implements Environment {
    private static final int MOST_MEGAHERTZ = 50_000;

    final CacheSystem caches;
    final ApicBus apics;
    final SerialPort serial;
    final SerialPort secondSerial;
    final TextScreen screen = new TextScreen();
    final InputScript inputs;
    final List<DiskSectors> disks;

    private final IoApic ioApic;
    private final List<PortDevice> ports;
    private final List<Device> devices;
    private long now;
    private long next;
    private int changes;
    private Runnable guard = () -> {};

    Board(MachineConfig config, PhysicalMemory memory, Core[] processors, Watch watch, Ends ends)
            throws ImageException {
        HardwareProfile profile = config.profile();
        caches = new CacheSystem(config.cores(), profile, (core, line, source, kind, cycles) -> {
            if (watch.watched(line)) {
                watch.tell(new MachineEvent.LineMoved(core, line, source, kind, cycles));
            }
        });
        Topology topology = Topology.from(config.cores(), profile);
        apics = new ApicBus(topology, ByDistance.from(profile, "ipi.latency", topology), new CoreSignals(processors));
        ioApic = new IoApic(config.cores(), apics, () -> now);
        PicPair pics = new PicPair(high -> {
            apics.lint0(high);
            ioApic.set(0, high);
        });
        apics.legacy(pics::acknowledge);
        apics.virtualWire();
        IsaWiring lines = new IsaWiring(pics, ioApic);
        long hertz = hertz(profile);
        serial = new SerialPort(
                0x3F8, 4, lines, (core, value) -> watch.tell(new MachineEvent.SerialOutput(core, value)));
        secondSerial = new SerialPort(0x2F8, 3, lines, (core, value) -> {});
        KeyboardController keyboard = new KeyboardController(lines, ends::reset);
        inputs = new InputScript(input -> {
            switch (input.kind()) {
                case SERIAL -> serial.receive(input.value() & 0xFF);
                case KEYBOARD -> keyboard.key(input.value() & 0xFF);
            }
        });
        disks = config.disks().stream().map(DiskSectors::new).toList();
        ports = new ArrayList<>(List.of(
                serial,
                pics,
                new PostCode(),
                new IntervalTimer(hertz, lines, () -> now),
                keyboard,
                screen,
                secondSerial,
                new RealTimeClock(config.memoryMiB(), hertz, () -> now),
                new PciConfiguration(ends::reset),
                new PowerManagement(hertz, lines, () -> now, ends::switchOff),
                new DebugExit(ends::exit)));
        int microsecond = profile.value("clock");
        ports.addAll(channels(lines, microsecond));
        ports.add(new Firmware(memory, core -> new CoreCaller(processors[core]), firmwarePorts(), disks, microsecond));
        devices = Stream.of(List.of(apics, ioApic), ports, List.of(inputs))
                .<Device>flatMap(List::stream)
                .toList();
        inputs.replace(config.inputs());
        settle();
    }

    /** Disks 0 and 1 on the first channel, 2 and 3 on the second; a channel without a disk is absent. */
    private List<AtaChannel> channels(IsaWiring lines, int microsecond) {
        List<AtaChannel> channels = new ArrayList<>();
        for (int channel = 0; channel * 2 < disks.size(); channel++) {
            var pair = IntStream.of(channel * 2, channel * 2 + 1)
                    .mapToObj(
                            disk -> disk < disks.size() ? Optional.of(disks.get(disk)) : Optional.<DiskSectors>empty())
                    .toList();
            int base = channel == 0 ? AtaChannel.FIRST : AtaChannel.SECOND;
            int line = channel == 0 ? AtaChannel.FIRST_LINE : AtaChannel.SECOND_LINE;
            channels.add(new AtaChannel(base, line, lines, pair, microsecond, () -> now));
        }
        return channels;
    }

    /** What the guest can ask of the whole machine. */
    interface Ends {
        /** To end with this code. */
        void exit(int core, int code);

        void reset(int core);

        void switchOff(int core);
    }

    private Firmware.PortAccess firmwarePorts() {
        return new Firmware.PortAccess() {
            @Override
            public int read(int port) {
                return readPort(0, port, 1);
            }

            @Override
            public void write(int port, int value) {
                writePort(0, port, 1, value);
            }
        };
    }

    private static long hertz(HardwareProfile profile) throws ImageException {
        int megahertz = profile.value("clock");
        if (megahertz < 1 || megahertz > MOST_MEGAHERTZ) {
            throw new ImageException(
                    "profile " + profile.name() + ": clock must be 1 to " + MOST_MEGAHERTZ + " MHz, not " + megahertz);
        }
        return megahertz * 1_000_000L;
    }

    @Override
    public void now(long time) {
        now = Math.max(now, time);
    }

    @Override
    public int access(int core, int physical, Access kind, long time) {
        return caches.access(core, physical, kind, time);
    }

    @Override
    public Optional<CacheSystem> caches() {
        return Optional.of(caches);
    }

    @Override
    public CoreState.Counters traffic(int core) {
        return caches.counters(core);
    }

    @Override
    public int drain(int core, long time) {
        return caches.drain(core, time);
    }

    /** Who hears before a core asks anything of the board that may change something. */
    void guard(Runnable next) {
        guard = next;
    }

    /** When something happens by itself; {@link LocalApic#NEVER} if nothing will. */
    long next() {
        return next;
    }

    /** The same, counting only what could wake a machine in which no core runs. */
    long nextWake() {
        long wake = LocalApic.NEVER;
        for (Device device : devices) {
            wake = Math.min(wake, device.nextWake());
        }
        return wake;
    }

    /** Lets all happen that is due at this time, in the order of the devices. */
    void deliver(long time) {
        now = time;
        for (Device device : devices) {
            device.deliver(time);
        }
        settle();
    }

    /** Something changed that may have its own next event. */
    void settle() {
        long earliest = LocalApic.NEVER;
        for (Device device : devices) {
            earliest = Math.min(earliest, device.next());
        }
        next = earliest;
        changes++;
    }

    @Override
    public int changes() {
        return changes;
    }

    @Override
    public int readPort(int core, int port, int size) {
        guard.run();
        PortDevice device = at(port);
        int value = 0;
        if (size <= device.width()) {
            value = device.read(port, size) & mask(size);
        } else {
            for (int part = 0; part < size; part++) {
                int single = port + part & 0xFFFF;
                value |= (at(single).read(single) & 0xFF) << part * 8;
            }
        }
        settle();
        return value;
    }

    @Override
    public void writePort(int core, int port, int size, int value) {
        guard.run();
        PortDevice device = at(port);
        if (size <= device.width()) {
            device.write(core, port, size, value & mask(size));
        } else {
            for (int part = 0; part < size; part++) {
                int single = port + part & 0xFFFF;
                at(single).write(core, single, value >>> part * 8 & 0xFF);
            }
        }
        settle();
    }

    private PortDevice at(int port) {
        for (PortDevice device : ports) {
            if (device.at(port)) {
                return device;
            }
        }
        return NOTHING;
    }

    @Override
    public int readDevice(int core, int physical, int size) {
        if (ApicBus.at(physical)) {
            return apics.read(core, physical, now) & mask(size);
        }
        return IoApic.at(physical) ? ioApic.read(physical) & mask(size) : mask(size);
    }

    @Override
    public void writeDevice(int core, int physical, int size, int value) {
        guard.run();
        if (ApicBus.at(physical)) {
            apics.write(core, physical, value & mask(size), now);
        } else if (IoApic.at(physical)) {
            ioApic.write(physical, value & mask(size));
        }
        settle();
    }

    @Override
    public boolean interruptPending(int core) {
        return apics.apic(core).pending();
    }

    @Override
    public int acknowledgeInterrupt(int core) {
        guard.run();
        int vector = apics.acknowledge(core);
        settle();
        return vector;
    }

    void save(StateWriter out) {
        caches.save(out);
        for (Device device : devices) {
            device.save(out);
        }
    }

    void load(StateReader in) throws ImageException {
        now = 0;
        caches.load(in);
        for (Device device : devices) {
            device.load(in);
        }
        settle();
    }

    /** What answers at ports where nothing is. */
    private static final PortDevice NOTHING = new PortDevice() {
        @Override
        public boolean at(int port) {
            return true;
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public int read(int port) {
            return -1;
        }

        @Override
        public void write(int core, int port, int value) {}

        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    };

    private static int mask(int size) {
        return size == 4 ? -1 : (1 << size * 8) - 1;
    }
}
