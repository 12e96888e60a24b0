package dev.mme5.training;

/// Linear warm-up, a plateau, linear decay to zero.
///
/// @param steps of the whole run
/// @param warmup share of the run, in [0, 1]
/// @param decayFrom share of the run at which decay begins; at or before the end of warm-up there is no plateau
public record LearningRateSchedule(long steps, double warmup, double decayFrom) {

    public LearningRateSchedule {
        if (steps < 1 || warmup < 0 || warmup > 1 || decayFrom < 0 || decayFrom > 1) {
            throw new IllegalArgumentException("schedule: expected steps of at least 1 and shares in [0, 1], got steps " + steps
                    + ", warmup " + warmup + ", decayFrom " + decayFrom);
        }
    }

    /// The factor on the learning rate for a step, from 0.
    public double factor(long step) {
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
}
