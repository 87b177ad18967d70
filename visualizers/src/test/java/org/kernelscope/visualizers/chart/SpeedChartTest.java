/* Speeds as bars, also where some were too short to tell. */
package org.kernelscope.visualizers.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.data.category.CategoryDataset;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.bench.SpeedResult;
import org.kernelscope.engine.bench.SpeedRow;
import org.kernelscope.visualizers.drawing.Theme;

class SpeedChartTest {
    private static SpeedRow row(String workload, String place, double seconds) {
        return new SpeedRow(workload, true, place, List.of(), List.of(seconds), List.of(1.0), 1);
    }

    @Test
    void aWorkloadThatIsTooShortHasNoBars() {
        CategoryDataset bars = bars(
                row("calls", "compiled", 1),
                row("calls", "interpreted", 8),
                row("calls", "Bochs", 4),
                row("boot", "compiled", 2),
                row("boot", "interpreted", 4),
                row("boot", "Bochs", 0.01));
        assertEquals(List.of("compiled", "interpreted"), bars.getRowKeys());
        assertEquals(List.of("calls"), bars.getColumnKeys());
        assertEquals(4.0, bars.getValue("compiled", "calls"));
        assertEquals(0.5, bars.getValue("interpreted", "calls"));
    }

    @Test
    void withoutBochsTheInterpreterIsOne() {
        CategoryDataset bars =
                bars(row("calls", "compiled", 1), row("calls", "interpreted", 8), row("calls", "QEMU", 0.01));
        assertEquals(8.0, bars.getValue("compiled", "calls"));
        assertEquals(Double.NaN, bars.getValue("QEMU", "calls"));
    }

    private static CategoryDataset bars(SpeedRow... rows) {
        JFreeChart chart = SpeedChart.of(new SpeedResult(1, List.of(rows)), Theme.LIGHT);
        return chart.getCategoryPlot().getDataset();
    }
}
