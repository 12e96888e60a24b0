package dev.mme5.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.cli.stage.TrainingCurve;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LossChartTest {
    private static TrainingCurve curve(double... losses) {
        return new TrainingCurve(IntStream.range(0, losses.length)
                .mapToObj(i -> new TrainingCurve.Point(i + 1, losses[i], 0.1, i))
                .toList());
    }

    @Test
    void drawsAPointForEachStepInsideTheFrame() {
        String svg = LossChart.svg(curve(5, 4, 3.5, 3.7, 2, 1.5));

        for (String line : List.of("raw", "smooth")) {
            String points = svg.replaceAll("(?s).*class=\"" + line + "\" points=\"([^\"]*)\".*", "$1");
            assertThat(points.split(" ")).as(line).hasSize(6).allSatisfy(point -> {
                double[] xy = Stream.of(point.split(",")).mapToDouble(Double::parseDouble).toArray();
                assertThat(xy[0]).isBetween(0.0, 860.0);
                assertThat(xy[1]).isBetween(0.0, 280.0);
            });
        }
        assertThat(svg).contains(">1<", ">5<");
    }

    @Test
    void aSingleStepAndALevelLossAreDrawnToo() {
        assertThat(LossChart.svg(curve(3))).contains("points=\"").doesNotContain("NaN", "Infinity");
        assertThat(LossChart.svg(curve(2, 2, 2))).doesNotContain("NaN", "Infinity");
    }
}
