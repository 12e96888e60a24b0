package dev.mme5.core;

import java.util.List;

/// How weights are adapted.
public sealed interface AdapterSpec {

    /// Low-rank adaptation, W + (alpha / rank) B A (arXiv 2106.09685).
    ///
    /// @param rank r, at least 1
    /// @param alpha the scale's numerator
    /// @param dropout probability on the adapter's input, in [0, 1)
    /// @param targets last name segments of the linear layers to adapt, such as `q_proj`
    record Lora(int rank, double alpha, double dropout, List<String> targets) implements AdapterSpec {
        public Lora {
            targets = List.copyOf(targets);
        }
    }

    /// Weight-decomposed low-rank adaptation: direction by LoRA, magnitude learned per output row (arXiv 2402.09353).
    record Dora(int rank, double alpha, double dropout, List<String> targets) implements AdapterSpec {
        public Dora {
            targets = List.copyOf(targets);
        }
    }

    /// Every weight is trained.
    record Full() implements AdapterSpec {}
}
