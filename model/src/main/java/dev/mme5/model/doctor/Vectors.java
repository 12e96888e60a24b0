package dev.mme5.model.doctor;

import dev.mme5.core.Content;
import dev.mme5.model.Encoder;
import dev.mme5.model.Prepared;
import dev.mme5.model.nn.Pass;
import dev.mme5.torch.DType;
import dev.mme5.torch.InferenceMode;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Vectors of one encoder, in passes whose rows the checks choose. What was embedded alone is remembered. Not thread-safe.
final class Vectors {
    private final Encoder encoder;
    private final Map<String, float[]> alone = new HashMap<>();

    Vectors(Encoder encoder) {
        this.encoder = encoder;
    }

    /// A probe in a pass of its own, as the model gives it: not of unit length.
    float[] alone(Probe probe) {
        return alone.computeIfAbsent(probe.name(), _ -> together(List.of(probe.content())).getFirst());
    }

    /// Probes in one pass; all have the same number of pictures.
    List<float[]> together(Probe... probes) {
        return together(List.of(probes).stream().map(Probe::content).toList());
    }

    private List<float[]> together(List<Content> contents) {
        try (TensorScope _ = TensorScope.open("doctor");
                InferenceMode _ = InferenceMode.enter()) {
            List<Prepared> rows = contents.stream().map(content -> encoder.prepare(content, UnaryOperator.identity())).toList();
            Tensor states = encoder.encode(rows, Pass.inference()).to(DType.F32); // [B, D]
            List<float[]> vectors = new ArrayList<>();
            for (int row = 0; row < contents.size(); row++) {
                vectors.add(states.select(0, row).toFloatArray());
            }
            return vectors;
        }
    }

    /// 1 minus the cosine; NaN if a vector has no direction.
    static double distance(float[] a, float[] b) {
        double dot = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            squaresOfA += (double) a[i] * a[i];
            squaresOfB += (double) b[i] * b[i];
        }
        return 1 - dot / Math.sqrt(squaresOfA * squaresOfB);
    }
}
