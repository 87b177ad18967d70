/* The machine benchmark: how fast the emulated machine is on this host, beside other emulators. */
package org.kernelscope.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.Place.Desk;
import org.kernelscope.engine.bench.Place.Run;
import org.kernelscope.kernel.ToolchainException;

/**
 * Runs each workload at every place, one place after the other, several times. What starting takes is measured by a run of
 * its own each time, and taken away.
 *
 * @param workloads what is run
 * @param disks for emulators that start from disks alone
 * @param samples how often each is measured
 * @param places where
 */
public record MachineSpeed(List<Workload> workloads, Place.Disks disks, int samples, List<Place> places) {
    public MachineSpeed {
        workloads = List.copyOf(workloads);
        places = List.copyOf(places);
    }

    /** All places of this host. */
    public static List<Place> everywhere() {
        return Stream.<Place>concat(Stream.of(Way.values()), Peer.installed().stream())
                .toList();
    }

    /**
     * Measures everything.
     *
     * @param progress told one sentence before each workload
     */
    public SpeedResult run(Consumer<String> progress)
            throws UserMistake, ToolchainException, IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kscope-machine");
        try {
            List<SpeedRow> rows = new ArrayList<>();
            for (Workload workload : workloads) {
                List<Place> taking = places.stream()
                        .filter(place -> place.takes(workload.start())
                                && place.takes(workload.guest().apply(1)))
                        .toList();
                progress.accept("workload " + workload.name() + ": "
                        + String.join(", ", taking.stream().map(Place::label).toList()));
                Desk desk = new Desk(folder, disks);
                rows.addAll(measure(workload, able(workload, taking, desk, progress), desk));
            }
            return new SpeedResult(samples, rows);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /**
     * Runs what starting is measured by once, so that files and classes are loaded before anything counts; and a guest of
     * which nothing is known, as other emulators may not run it to its end: those are left out.
     */
    private static List<Place> able(Workload workload, List<Place> taking, Desk desk, Consumer<String> progress)
            throws UserMistake, ToolchainException, IOException, InterruptedException {
        List<Place> able = new ArrayList<>();
        for (Place place : taking) {
            place.run(workload.start(), desk);
            if (place instanceof Way || workload.rounds() > 1) {
                able.add(place);
                continue;
            }
            try {
                place.run(workload.guest().apply(1), desk);
                able.add(place);
            } catch (UserMistake lacking) {
                progress.accept("rest without " + place.label() + ". " + lacking.getMessage());
            }
        }
        return able;
    }

    private List<SpeedRow> measure(Workload workload, List<Place> taking, Desk desk)
            throws UserMistake, ToolchainException, IOException, InterruptedException {
        Map<Place, List<Run>> runs = new LinkedHashMap<>();
        for (int sample = 0; sample < samples; sample++) {
            for (Place place : taking) {
                Run start = place.run(workload.start(), desk);
                Run whole = place.run(workload.guest().apply(workload.rounds(place)), desk);
                boolean isOfItself = workload.rounds() > 1 || place instanceof Peer;
                runs.computeIfAbsent(place, _ -> new ArrayList<>()).add(isOfItself ? whole.beyond(start) : whole);
            }
        }
        return taking.stream()
                .map(place -> SpeedRow.of(workload, place, runs.get(place), counted(workload, place, runs)))
                .toList();
    }

    /** Runs of this project's machine that executed as many instructions as a place did. */
    private static List<Run> counted(Workload workload, Place place, Map<Place, List<Run>> runs) {
        if (place instanceof Way) {
            return runs.get(place);
        }
        return Stream.of(Way.values())
                .filter(way -> workload.isSteady() && way.isFast() == place.isFast() && runs.containsKey(way))
                .findFirst()
                .map(runs::get)
                .orElse(List.of());
    }
}
