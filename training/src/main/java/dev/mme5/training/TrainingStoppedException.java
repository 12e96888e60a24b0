package dev.mme5.training;

/// The run's thread was interrupted. Everything up to the last whole step is in a checkpoint; the same command with `--resume` goes on.
public final class TrainingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingStoppedException(long step, long steps) {
        super("training: stopped after step " + step + " of " + steps + "; the same command with --resume goes on from there");
    }
}
