/* What surrounds the cores: caches, interrupt controllers, and the one list of devices behind ports. */
package org.kernelscope.hw;

import java.util.List;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.cache.CacheSystem;
import org.kernelscope.hw.cpu.Environment;
import org.kernelscope.hw.cpu.Watch;
import org.kernelscope.hw.device.ApicBus;
import org.kernelscope.hw.device.DebugExit;
import org.kernelscope.hw.device.InterruptMasks;
import org.kernelscope.hw.device.PortDevice;
import org.kernelscope.hw.device.PostCode;
import org.kernelscope.hw.device.SerialPort;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Passes every request of a core to the part that answers it. */
final class Board implements Environment {
    final CacheSystem caches;
    final ApicBus apics;
    final SerialPort serial;

    private final List<PortDevice> devices;
    private long now;

    Board(MachineConfig config, Watch watch, ApicBus.Cores cores, DebugExit.Sink exit) throws ImageException {
        caches = new CacheSystem(config.cores(), config.profile(), (core, line, source, kind, cycles) -> {
            if (watch.watched(line)) {
                watch.tell(new MachineEvent.LineMoved(core, line, source, kind, cycles));
            }
        });
        apics = new ApicBus(config.cores(), config.profile().value("ipi.latency"), cores);
        serial = new SerialPort((core, value) -> watch.tell(new MachineEvent.SerialOutput(core, value)));
        devices = List.of(serial, new InterruptMasks(), new PostCode(), new DebugExit(exit));
    }

    /** The virtual time at which the requests to come are made. */
    void now(long time) {
        now = time;
    }

    @Override
    public int access(int core, int physical, Access kind, long time) {
        return caches.access(core, physical, kind, time);
    }

    @Override
    public int drain(int core, long time) {
        return caches.drain(core, time);
    }

    @Override
    public int readPort(int core, int port, int size) {
        for (PortDevice device : devices) {
            if (device.at(port)) {
                return device.read(port) & mask(size);
            }
        }
        return mask(size);
    }

    @Override
    public void writePort(int core, int port, int size, int value) {
        for (PortDevice device : devices) {
            if (device.at(port)) {
                device.write(core, port, value & mask(size));
                return;
            }
        }
    }

    @Override
    public int readDevice(int core, int physical, int size) {
        return ApicBus.at(physical) ? apics.read(core, physical, now) & mask(size) : mask(size);
    }

    @Override
    public void writeDevice(int core, int physical, int size, int value) {
        if (ApicBus.at(physical)) {
            apics.write(core, physical, value & mask(size), now);
        }
    }

    @Override
    public boolean interruptPending(int core) {
        return apics.apic(core).pending();
    }

    @Override
    public int acknowledgeInterrupt(int core) {
        return apics.acknowledge(core);
    }

    void save(StateWriter out) {
        caches.save(out);
        apics.save(out);
        for (PortDevice device : devices) {
            device.save(out);
        }
    }

    void load(StateReader in) throws ImageException {
        caches.load(in);
        apics.load(in);
        for (PortDevice device : devices) {
            device.load(in);
        }
    }

    private static int mask(int size) {
        return size == 4 ? -1 : (1 << size * 8) - 1;
    }
}
