package dev.mme5.cli.report;

import dev.mme5.cli.stage.TrainingCurve;
import java.util.List;
import java.util.Locale;

/// The loss over the steps, drawn: each step faintly, their running mean strongly.
final class LossChart {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 280;
    private static final int LEFT = 46;
    private static final int RIGHT = 14;
    private static final int TOP = 14;
    private static final int BOTTOM = 42;
    private static final double SMOOTHING = 0.85;

    private final List<TrainingCurve.Point> points;
    private final double low;
    private final double high;
    private final double tick;
    private final long steps;

    private LossChart(List<TrainingCurve.Point> points) {
        this.points = points;
        this.steps = Math.max(2, points.getLast().step());
        double least = points.stream().mapToDouble(TrainingCurve.Point::loss).min().orElse(0);
        double most = points.stream().mapToDouble(TrainingCurve.Point::loss).max().orElse(1);
        this.tick = niceTick((most - least) / 4);
        this.low = Math.floor(least / tick) * tick;
        this.high = Math.max(low + tick, Math.ceil(most / tick) * tick);
    }

    /// @param curve with at least one point
    static String svg(TrainingCurve curve) {
        return new LossChart(curve.points()).draw();
    }

    private String draw() {
        StringBuilder svg = new StringBuilder("<svg class=\"chart\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" role=\"img\" aria-label=\"training loss by step\">\n");
        for (double value = low; value <= high + tick / 2; value += tick) {
            svg.append(format("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, y(value), y(value)));
            svg.append(format("<text class=\"axis end\" x=\"%d\" y=\"%.1f\">%s</text>\n", LEFT - 8, y(value) + 4, label(value)));
        }
        long every = Math.max(1, (long) niceTick(steps / 6.0));
        for (long step = 0; step <= steps; step += every) {
            svg.append(format("<text class=\"axis mid\" x=\"%.1f\" y=\"%d\">%d</text>\n", x(step), HEIGHT - 22, step));
        }
        svg.append(format("<text class=\"axis end\" x=\"%d\" y=\"%d\">step</text>\n", WIDTH - RIGHT, HEIGHT - 5));
        svg.append("<polyline class=\"raw\" points=\"").append(line(0)).append("\"/>\n");
        svg.append("<polyline class=\"smooth\" points=\"").append(line(SMOOTHING)).append("\"/>\n");
        return svg.append("</svg>\n").toString();
    }

    /// @param smoothing weight of the past in the running mean
    private String line(double smoothing) {
        StringBuilder line = new StringBuilder();
        double mean = 0;
        double weight = 0;
        for (TrainingCurve.Point point : points) {
            mean = smoothing * mean + (1 - smoothing) * point.loss();
            weight = smoothing * weight + (1 - smoothing);
            line.append(format("%.1f,%.1f ", x(point.step()), y(mean / weight)));
        }
        return line.toString().strip();
    }

    private double x(long step) {
        return LEFT + (double) step / steps * (WIDTH - LEFT - RIGHT);
    }

    private double y(double loss) {
        return TOP + (high - loss) / (high - low) * (HEIGHT - TOP - BOTTOM);
    }

    /// 1, 2 or 5 times a power of ten, at least the given width.
    private static double niceTick(double width) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(width, 1e-6))));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= width) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private String label(double value) {
        return format(tick >= 1 ? "%.0f" : tick >= 0.1 ? "%.1f" : "%.2f", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
