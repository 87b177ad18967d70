/* Every kind of build keeps its promises with 1 to 16 processors, here, on QEMU and on Bochs. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kernelscope.kernel.Variant;
import org.kernelscope.kernel.Variant.Alignment;
import org.kernelscope.kernel.Variant.Guarding;
import org.kernelscope.kernel.Variant.Lock;
import org.kernelscope.kernel.Variant.Optimisation;
import org.kernelscope.kernel.Variant.Preemption;

class KernelMatrixTest {
    private static final long TURNS = 2_000_000_000L;
    private static final String TESTS = "run=tests";
    private static final String PROGRAM = "run=user -- usertest";
    private static final String TREE = "run=user -- treetest";

    /** Of any two columns but the last, every pair of values stands in some row. */
    private static final String SELECTION = """
            1  ticket  fine  O1  cooperative  padded
            1  mcs     big   O2  preemptive   padded
            2  ticket  big   O1  preemptive   padded
            2  mcs     fine  O2  cooperative  padded
            4  ticket  fine  O2  preemptive   padded
            4  mcs     big   O1  cooperative  packed
            8  ticket  big   O2  cooperative  padded
            8  mcs     fine  O1  preemptive   padded
            """;

    @TempDir
    private Path folder;

    /** A build and the number of processors it is to run on. */
    record Row(int cores, Variant variant) {
        static Row of(String text) {
            String[] words = text.strip().toUpperCase(Locale.ROOT).split(" +");
            return new Row(
                    Integer.parseInt(words[0]),
                    new Variant(
                            Lock.valueOf(words[1]),
                            Guarding.valueOf(words[2]),
                            Preemption.valueOf(words[4]),
                            Alignment.valueOf(words[5]),
                            Optimisation.valueOf(words[3])));
        }

        List<Object> columns() {
            return List.of(cores, variant.lock(), variant.guarding(), variant.optimisation(), variant.preemption());
        }

        WholeKernel kernel() throws Exception {
            return WholeKernel.of(variant).withCores(cores);
        }
    }

    private static Stream<Row> selection() {
        return SELECTION.lines().map(Row::of);
    }

    private static Stream<Row> fewCores() {
        return selection().filter(row -> row.cores() <= 2);
    }

    private static Stream<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (int cores : List.of(1, 2, 4, 8)) {
            variants().forEach(variant -> rows.add(new Row(cores, variant)));
        }
        return rows.stream();
    }

    private static Stream<Row> allOnFourCores() {
        return all().filter(row -> row.cores() == 4);
    }

    private static List<Variant> variants() {
        List<Variant> variants = new ArrayList<>();
        for (Lock lock : Lock.values()) {
            for (Guarding guarding : Guarding.values()) {
                for (Optimisation optimisation : Optimisation.values()) {
                    for (Preemption preemption : Preemption.values()) {
                        variants.add(new Variant(lock, guarding, preemption, Alignment.PADDED, optimisation));
                    }
                }
            }
        }
        variants.add(
                new Variant(Lock.TICKET, Guarding.FINE, Preemption.COOPERATIVE, Alignment.PACKED, Optimisation.O1));
        return variants;
    }

    @Test
    void theSelectionHoldsEveryPairOfTheMatrix() {
        assertEquals(pairs(all()), pairs(selection()));
    }

    private void sameOnQemu(Row row, String words) throws Exception {
        List<String> here = row.kernel().run(words, TURNS).passed().lines();
        assertEquals(here, new Emulators(folder).onQemu(row.kernel(), words));
    }

    private static Set<List<Object>> pairs(Stream<Row> rows) {
        Set<List<Object>> pairs = new HashSet<>();
        rows.map(Row::columns).forEach(columns -> {
            for (int i = 0; i < columns.size(); i++) {
                for (int j = 0; j < i; j++) {
                    pairs.add(List.of(columns.get(i), columns.get(j)));
                }
            }
        });
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("fewCores")
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyLayerPassesItsTests(Row row) throws Exception {
        sameOnQemu(row, TESTS);
    }

    @ParameterizedTest
    @MethodSource("selection")
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everySystemCallKeepsItsPromises(Row row) throws Exception {
        sameOnQemu(row, PROGRAM);
        sameOnQemu(row, TREE);
    }

    /** As many processors as the kernel numbers. */
    private static final String MOST = """
            16  ticket  fine  O1  preemptive   padded
            16  mcs     fine  O1  cooperative  padded
            """;

    private static Stream<Row> mostCores() {
        return MOST.lines().map(Row::of);
    }

    @ParameterizedTest
    @MethodSource("mostCores")
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everySystemCallKeepsItsPromisesOnSixteen(Row row) throws Exception {
        sameOnQemu(row, PROGRAM);
        sameOnQemu(row, TREE);
    }

    @ParameterizedTest
    @MethodSource("mostCores")
    @Tag("slow")
    void everyLayerPassesItsTestsOnSixteen(Row row) throws Exception {
        row.kernel().run(TESTS, TURNS).passed();
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everySystemCallKeepsItsPromisesOnBochs() throws Exception {
        Row row = Row.of("4  mcs  fine  O1  preemptive  padded");
        for (String words : List.of(PROGRAM, TREE)) {
            List<String> here = row.kernel().run(words, TURNS).passed().lines();
            assertEquals(here, new Emulators(folder).onBochs(row.kernel(), words));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("slow")
    void allBuildsPassEverything(Row row) throws Exception {
        row.kernel().run(TESTS, TURNS).passed();
        row.kernel().run(PROGRAM, TURNS).passed();
        row.kernel().run(TREE, TURNS).passed();
    }

    @ParameterizedTest
    @MethodSource("allOnFourCores")
    @Tag("slow")
    void allBuildsPrintTheSameOnQemuAndBochs(Row row) throws Exception {
        for (String words : List.of(TESTS, PROGRAM, TREE)) {
            List<String> here = row.kernel().run(words, TURNS).passed().lines();
            Emulators others = new Emulators(folder);
            assertEquals(here, others.onQemu(row.kernel(), words));
            assertEquals(here, others.onBochs(row.kernel(), words));
        }
    }
}
