package dev.mme5.training;

import dev.mme5.core.AdapterSpec;
import dev.mme5.torch.DType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A training run as a document.
///
/// @param seed decides everything random
/// @param compute the type the model computes in: `f32` or `bf16`; masters, optimizer state and adapters are always F32
/// @param adapter what is trained: every weight (`full`), `lora` or `dora`
/// @param ema decay of the running average of the parameters that is saved in their place; 0 for none
/// @param interpolation how far from where training began to where it ended the parameters that are saved lie, in (0, 1]: below 1
///     something of what was learned is given for what was known before (WiSE-FT, arXiv 2109.01903)
public record TrainingRecipe(
        long seed,
        Compute compute,
        AdapterSpec adapter,
        TaskSpec task,
        Batch batch,
        Optimizer optimizer,
        Schedule schedule,
        double ema,
        double interpolation,
        Checkpoints checkpoints) {
    public TrainingRecipe {
        if (!(interpolation > 0 && interpolation <= 1)) {
            throw new IllegalArgumentException("interpolation: expected a number in (0, 1], got " + interpolation);
        }
    }

    /// The type of the model's arithmetic.
    public enum Compute {
        F32,
        BF16
    }

    /// The type of weights that are not trained.
    DType typeOfFrozen() {
        return compute == Compute.BF16 && !(adapter instanceof AdapterSpec.Full) ? DType.BF16 : DType.F32;
    }

    /// The type in which gradients are taken for the trained parameters.
    DType typeOfTrained() {
        return compute == Compute.BF16 && adapter instanceof AdapterSpec.Full ? DType.BF16 : DType.F32;
    }

    /// All that decides a run's numbers: the recipe, but for how often its state is saved.
    String deciding() {
        return List.of(seed, compute, adapter, task, batch, optimizer, schedule, ema, interpolation).toString();
    }

    /// How a step is cut into batches and passes.
    ///
    /// @param accumulation batches of a step, one after the other; each has its own loss, and their gradients are averaged, so more
    ///     of them make a step steadier but give no query more negatives
    /// @param workers threads that run passes side by side
    /// @param tokens most tokens of a pass, padding included
    /// @param pictures most pictures of a pass
    /// @param recompute whether passes are run a second time for their gradients, so that only one graph for each worker is in memory;
    ///     no if left out
    public record Batch(int accumulation, int workers, int tokens, int pictures, Optional<Boolean> recompute) {
        /// Without recomputation.
        public Batch(int accumulation, int workers, int tokens, int pictures) {
            this(accumulation, workers, tokens, pictures, Optional.empty());
        }

        /// Whether passes are run a second time for their gradients.
        public boolean recomputes() {
            return recompute.orElse(false);
        }

        public Batch {
            if (accumulation < 1) {
                throw new IllegalArgumentException("accumulation: expected at least 1, got " + accumulation);
            }
            if (workers < 1 || tokens < 1 || pictures < 1) {
                throw new IllegalArgumentException("expected workers, tokens and pictures of at least 1, got " + workers + ", " + tokens
                        + ", " + pictures);
            }
        }
    }

    /// AdamW.
    ///
    /// @param weightDecay applied to matrices, not to vectors and gates
    /// @param maxGradNorm gradients are scaled down to this norm
    /// @param learningRateScales factors on the learning rate for parameters whose names contain a key; the first match counts
    public record Optimizer(
            double learningRate,
            double beta1,
            double beta2,
            double eps,
            double weightDecay,
            double maxGradNorm,
            Map<String, Double> learningRateScales) {
        public Optimizer {
            if (!(learningRate > 0)) {
                throw new IllegalArgumentException("learningRate: expected a number above 0, got " + learningRate);
            }
            if (!(maxGradNorm > 0)) {
                throw new IllegalArgumentException("maxGradNorm: expected a number above 0, got " + maxGradNorm);
            }
            learningRateScales = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(learningRateScales));
        }

        double scaleOf(String parameter) {
            return learningRateScales.entrySet().stream()
                    .filter(entry -> parameter.contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(1.0);
        }
    }

    /// @param steps optimizer steps of the run; 0 means `epochs` decide
    /// @param epochs passes over the data where `steps` is 0
    /// @param warmup share of the run
    /// @param decayFrom share of the run at which the linear decay to zero begins
    /// @param rule whose arithmetic the learning rate follows; `trapezoid` if left out
    public record Schedule(long steps, double epochs, double warmup, double decayFrom, Optional<LearningRateSchedule.Rule> rule) {
        /// With the rule `trapezoid`.
        public Schedule(long steps, double epochs, double warmup, double decayFrom) {
            this(steps, epochs, warmup, decayFrom, Optional.empty());
        }

        /// The factors on the learning rate.
        ///
        /// @param total steps of the run
        LearningRateSchedule over(long total) {
            return new LearningRateSchedule(total, warmup, decayFrom, rule.orElse(LearningRateSchedule.Rule.TRAPEZOID));
        }

        public Schedule {
            if (steps < 0 || (steps == 0 && !(epochs > 0))) {
                throw new IllegalArgumentException("expected steps above 0, or steps 0 and epochs above 0, got " + steps + " and " + epochs);
            }
            if (rule.filter(chosen -> chosen != LearningRateSchedule.Rule.TRAPEZOID).isPresent() && decayFrom != warmup) {
                throw new IllegalArgumentException("decayFrom: expected " + warmup + ", the end of the warm-up, from which the rule decays, got "
                        + decayFrom);
            }
        }
    }

    /// @param every steps between two checkpoints
    /// @param keep how many of the newest are kept
    public record Checkpoints(long every, int keep) {
        public Checkpoints {
            if (every < 1 || keep < 1) {
                throw new IllegalArgumentException("expected every and keep of at least 1, got " + every + " and " + keep);
            }
        }
    }
}
