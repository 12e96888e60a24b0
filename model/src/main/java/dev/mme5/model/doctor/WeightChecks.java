package dev.mme5.model.doctor;

import dev.mme5.torch.DType;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.CheckpointFiles;
import dev.mme5.torch.safetensors.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Looks at the weights on disk, whether or not the model can be opened.
final class WeightChecks {
    private static final String FINITE = "finite weights";
    private static final String SPREAD = "spread of the weights";
    private static final String RECORDED = "weights" + HealthRecord.COMPARED;
    private static final long CHUNK = 1 << 22;
    private static final double WIDEST = 30;

    private final CheckpointFiles files;
    private final boolean quick;

    /// @param quick look at the beginning of each weight only
    WeightChecks(CheckpointFiles files, boolean quick) {
        this.files = files;
        this.quick = quick;
    }

    /// Every number is finite; and a matrix of a layer varies about as much as the same matrix of other layers. One reading for both.
    List<Finding> numbers() {
        List<String> broken = new ArrayList<>();
        Map<String, Double> deviations = new TreeMap<>();
        long seen = 0;
        for (String name : files.names()) {
            TensorInfo info = files.info(name);
            double meanSquare = meanSquare(name, info);
            seen += quick ? Math.min(CHUNK, info.elements()) : info.elements();
            if (!Double.isFinite(meanSquare)) {
                broken.add(name);
            } else if (info.shape().length == 2 && info.shape()[0] > 1 && info.shape()[1] > 1) {
                deviations.put(name, Math.sqrt(meanSquare));
            }
        }
        return List.of(finite(broken, seen), spread(deviations));
    }

    private double meanSquare(String name, TensorInfo info) {
        double sum = 0;
        long count = quick ? Math.min(CHUNK, info.elements()) : info.elements();
        for (long from = 0; from < count; from += CHUNK) {
            try (TensorScope _ = TensorScope.open("look-at-weight")) {
                Tensor part = files.tensor(name).reshape(-1).narrow(0, from, Math.min(CHUNK, count - from));
                sum += part.to(DType.F32).square().sum().item();
            }
        }
        return sum / Math.max(1, count);
    }

    private Finding finite(List<String> broken, long seen) {
        String figure = String.format(java.util.Locale.ROOT, "%d weights of %d not finite, %,d numbers%s", broken.size(),
                files.names().size(), seen, quick ? " looked at" : "");
        return broken.isEmpty()
                ? Finding.pass(FINITE, figure, "0")
                : Finding.fail(FINITE, figure, "0", broken.getFirst() + " holds NaN, infinity or a number near the end of f32's range"
                        + "; fetch the weights again, or train with another seed or rate if they were trained here");
    }

    /// Layers by what their names have in common without numbers: the worst ratio to the median of its kind.
    private static Finding spread(Map<String, Double> deviations) {
        Map<String, List<Double>> kinds = new TreeMap<>();
        deviations.forEach((name, deviation) -> kinds.computeIfAbsent(kind(name), _ -> new ArrayList<>()).add(deviation));
        String worst = "";
        double ratio = 1;
        for (Map.Entry<String, Double> weight : deviations.entrySet()) {
            double usual = median(Objects.requireNonNull(kinds.get(kind(weight.getKey()))));
            double off = Math.max(weight.getValue() / usual, usual / weight.getValue());
            if (!(off <= ratio)) { // also where both are zero
                ratio = off;
                worst = weight.getKey();
            }
        }
        String figure = String.format(java.util.Locale.ROOT, "at most %.1f times its kind's", ratio);
        return ratio <= WIDEST
                ? Finding.pass(SPREAD, figure, "<= " + (int) WIDEST)
                : Finding.fail(SPREAD, figure, "<= " + (int) WIDEST, worst + " is all zero, or on another scale than its like in other"
                        + " layers; fetch the weights again");
    }

    private static String kind(String name) {
        return name.replaceAll("\\.\\d+\\.", ".N.");
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /// Every weight is the one that was recorded.
    Finding asRecorded(HealthRecord record) {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, String> weight : record.weights().entrySet()) {
            if (!files.names().contains(weight.getKey()) || !WeightHashes.of(files, weight.getKey()).equals(weight.getValue())) {
                changed.add(weight.getKey());
            }
        }
        String figure = changed.size() + " of " + record.weights().size() + " differ";
        return changed.isEmpty()
                ? Finding.pass(RECORDED, figure, "0")
                : Finding.fail(RECORDED, figure, "0", change(changed.getFirst(), record) + "; fetch the weights again, or record the model"
                        + " anew if it was changed on purpose: mme5 doctor --record");
    }

    private String change(String name, HealthRecord record) {
        if (!files.names().contains(name)) {
            return name + " is missing";
        }
        String recorded = Objects.requireNonNull(record.weights().get(name));
        TensorInfo info = files.info(name);
        if (!recorded.startsWith(WeightHashes.describe(info) + " ")) {
            return name + " is " + WeightHashes.describe(info) + ", recorded was " + recorded.substring(0, recorded.indexOf(' '));
        }
        boolean square = info.shape().length == 2 && Arrays.stream(info.shape()).distinct().count() == 1;
        if (square && WeightHashes.ofTransposed(files, name).equals(recorded)) {
            return name + " is transposed";
        }
        return name + " has other numbers than were recorded";
    }
}
