package dev.mme5.model.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A vector depends on its content alone: not on how many rows are computed together, which, in which order, or with how much padding.
final class VectorChecks {
    private final Vectors vectors;
    private final double bound;
    private final boolean pictures;

    /// @param bound largest 1 - cosine; the last bits depend on the shape of a pass, since other kernels are chosen
    /// @param pictures whether to look at pictures too
    VectorChecks(Vectors vectors, double bound, boolean pictures) {
        this.vectors = vectors;
        this.bound = bound;
        this.pictures = pictures;
    }

    /// Alone, and as each of four equal rows.
    Finding batchOfOne() {
        double worst = 0;
        List<Probe> probes = new ArrayList<>(List.of(Probe.SHORT_TEXT));
        if (pictures) {
            probes.add(Probe.PICTURE_WITH_TEXT);
        }
        for (Probe probe : probes) {
            for (float[] row : vectors.together(probe, probe, probe, probe)) {
                worst = worse(worst, Vectors.distance(row, vectors.alone(probe)));
            }
        }
        return held("batch of 1 = batch of N", worst, "rows of one pass are mixed");
    }

    /// Alone, and beside a longer row.
    Finding padding() {
        List<float[]> texts = vectors.together(Probe.SHORT_TEXT, Probe.LONG_TEXT);
        double worst = Vectors.distance(texts.getFirst(), vectors.alone(Probe.SHORT_TEXT));
        worst = worse(worst, Vectors.distance(texts.getLast(), vectors.alone(Probe.LONG_TEXT)));
        if (pictures) {
            List<float[]> seen = vectors.together(Probe.PICTURE, Probe.PICTURE_WITH_TEXT);
            worst = worse(worst, Vectors.distance(seen.getFirst(), vectors.alone(Probe.PICTURE)));
        }
        return held("padding left out", worst, "padding is attended to or pooled");
    }

    /// Forwards and backwards.
    Finding order() {
        List<float[]> forwards = vectors.together(Probe.SHORT_TEXT, Probe.OTHER_TEXT, Probe.LONG_TEXT);
        List<float[]> backwards = vectors.together(Probe.LONG_TEXT, Probe.OTHER_TEXT, Probe.SHORT_TEXT);
        double worst = 0;
        for (int i = 0; i < forwards.size(); i++) {
            worst = worse(worst, Vectors.distance(forwards.get(i), backwards.get(forwards.size() - 1 - i)));
        }
        return held("order of the rows", worst, "a row's place in the batch enters its vector");
    }

    /// Beside a row of its own length, and beside a long one.
    Finding neighbours() {
        float[] besideShort = vectors.together(Probe.OTHER_TEXT, Probe.SHORT_TEXT).getFirst();
        float[] besideLong = vectors.together(Probe.OTHER_TEXT, Probe.LONG_TEXT).getFirst();
        return held("short and long neighbours", Vectors.distance(besideShort, besideLong), "a neighbour's length enters the vector");
    }

    private Finding held(String check, double distance, String fault) {
        String figure = String.format(Locale.ROOT, "1 - cosine %.1e", distance);
        String allowed = String.format(Locale.ROOT, "<= %.0e", bound);
        return distance <= bound
                ? Finding.pass(check, figure, allowed)
                : Finding.fail(check, figure, allowed, fault + ": a vector would depend on what it is computed with; do not use it, and"
                        + " report the model, the machine and this table");
    }

    /// Texts and pictures make a difference.
    Finding differences() {
        String check = "contents count";
        double texts = Vectors.distance(vectors.alone(Probe.SHORT_TEXT), vectors.alone(Probe.OTHER_TEXT));
        double seen = pictures ? Vectors.distance(vectors.alone(Probe.PICTURE), vectors.alone(Probe.OTHER_PICTURE)) : Double.NaN;
        String figure = String.format(Locale.ROOT, "two texts differ by %.4f", texts)
                + (pictures ? String.format(Locale.ROOT, ", two pictures by %.4f", seen) : "");
        String least = String.format(Locale.ROOT, "> %.0e", LEAST);
        if (!(texts > LEAST)) {
            return Finding.fail(check, figure, least, "two different texts have one vector; the weights are not trained or not whole");
        }
        if (pictures && !(seen > LEAST)) {
            return Finding.fail(check, figure, least, "two different pictures have one vector: the gates of the cross-attention layers are"
                    + " closed, as in a model that was never trained, or the vision weights are not whole");
        }
        return Finding.pass(check, figure, least);
    }

    private static final double LEAST = 1e-4;

    /// The greater, a NaN counting as greatest.
    static double worse(double a, double b) {
        return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : Math.max(a, b);
    }
}
