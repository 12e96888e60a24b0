package dev.mme5.training;

/// Warm-up, a plateau, linear decay to zero.
///
/// @param steps of the whole run
/// @param warmup share of the run, in [0, 1]
/// @param decayFrom share of the run at which decay begins; at or before the end of warm-up there is no plateau
/// @param rule whose arithmetic
public record LearningRateSchedule(long steps, double warmup, double decayFrom, Rule rule) {

    /// Whose arithmetic the factors follow.
    public enum Rule {
        /// Ours: linear warm-up that counts the step that is taken, so that no step is lost.
        TRAPEZOID,
        /// `get_linear_schedule_with_warmup` of transformers: linear from 0, which is the first step's rate.
        TRANSFORMERS,
        /// `WarmupDecayLR` of DeepSpeed 0.14.4, which the reference's ds_config.json puts in the place of transformers' schedule: the first
        /// step at the full rate, the second at 0, then a logarithmic warm-up; always one step late, since it moves after the optimizer.
        DEEPSPEED
    }

    public LearningRateSchedule {
        if (steps < 1 || warmup < 0 || warmup > 1 || decayFrom < 0 || decayFrom > 1) {
            throw new IllegalArgumentException("schedule: expected steps of at least 1 and shares in [0, 1], got steps " + steps
                    + ", warmup " + warmup + ", decayFrom " + decayFrom);
        }
    }

    /// Ours.
    public LearningRateSchedule(long steps, double warmup, double decayFrom) {
        this(steps, warmup, decayFrom, Rule.TRAPEZOID);
    }

    /// The factor on the learning rate for a step, from 0.
    public double factor(long step) {
        return switch (rule) {
            case TRAPEZOID -> trapezoid(step);
            case TRANSFORMERS -> step < warmupSteps() ? (double) step / warmupSteps() : decayed(step, warmupSteps());
            case DEEPSPEED -> step == 0 ? 1 : deepspeed(step - 1);
        };
    }

    private double trapezoid(long step) {
        double warm = steps * warmup;
        double start = Math.max(warm, steps * decayFrom);
        if (step < warm) {
            return Math.min(1, (step + 1) / Math.max(1, warm));
        }
        if (step < start || start >= steps) {
            return 1;
        }
        return Math.max(0, (steps - step) / (steps - start));
    }

    private double deepspeed(long iteration) {
        long warm = Math.max(2, warmupSteps());
        return iteration < warm ? Math.log(iteration + 1) / Math.log(warm) : decayed(iteration, warm);
    }

    private double decayed(long step, long warm) {
        return Math.max(0, (double) (steps - step) / Math.max(1, steps - warm));
    }

    /// As `TrainingArguments.get_warmup_steps` counts them.
    private long warmupSteps() {
        return (long) Math.ceil(steps * warmup);
    }
}
