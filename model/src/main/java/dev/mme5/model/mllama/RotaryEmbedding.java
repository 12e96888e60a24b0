package dev.mme5.model.mllama;

import dev.mme5.model.mllama.MllamaConfig.RopeScaling;
import dev.mme5.model.mllama.MllamaConfig.TextConfig;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import java.util.List;

/// Rotary positions with Llama-3's frequency scaling (reference: `MllamaRotaryEmbedding`, `_compute_llama3_parameters`). All in f32 and in
/// the reference's order: a frequency that differs in its last bit turns the thousandth token by another angle.
final class RotaryEmbedding {
    private final float[] frequencies;

    RotaryEmbedding(TextConfig config) {
        int half = config.headSize() / 2;
        frequencies = new float[half];
        for (int i = 0; i < half; i++) {
            float exponent = (float) (2 * i) / config.headSize();
            float plain = 1 / (float) Math.pow(config.ropeTheta(), exponent);
            frequencies[i] = config.rope().map(scaling -> scaled(plain, scaling)).orElse(plain);
        }
    }

    private static float scaled(float frequency, RopeScaling scaling) {
        float factor = (float) scaling.factor();
        float wavelength = (float) (2 * Math.PI) / frequency;
        if (wavelength < scaling.originalMaxPositions() / scaling.highFrequency()) {
            return frequency;
        }
        if (wavelength > scaling.originalMaxPositions() / scaling.lowFrequency()) {
            return frequency / factor;
        }
        float smooth = (scaling.originalMaxPositions() / wavelength - (float) scaling.lowFrequency())
                / (float) (scaling.highFrequency() - scaling.lowFrequency());
        return (1 - smooth) * frequency / factor + smooth * frequency;
    }

    /// Radians a position, one for each pair of features.
    float[] frequencies() {
        return frequencies.clone();
    }

    /// Cosines and sines for positions 0 to `length - 1`, each [T, D/H].
    Table table(long length, DType type) {
        int half = frequencies.length;
        float[] cos = new float[(int) length * half * 2];
        float[] sin = new float[cos.length];
        for (int position = 0; position < length; position++) {
            for (int i = 0; i < half; i++) {
                float angle = position * frequencies[i];
                int at = position * half * 2 + i;
                cos[at] = cos[at + half] = (float) Math.cos(angle);
                sin[at] = sin[at + half] = (float) Math.sin(angle);
            }
        }
        return new Table(Ops.of(cos, length, half * 2L).to(type), Ops.of(sin, length, half * 2L).to(type));
    }

    record Table(Tensor cos, Tensor sin) {
        /// @param x [B, H, T, D/H]
        Tensor rotate(Tensor x) {
            long half = x.size(-1) / 2;
            Tensor turned = Ops.cat(List.of(x.narrow(-1, half, half).neg(), x.narrow(-1, 0, half)), -1);
            return x.mul(cos).add(turned.mul(sin));
        }
    }
}
