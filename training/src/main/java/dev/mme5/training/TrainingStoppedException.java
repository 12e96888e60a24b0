package dev.mme5.training;

/// The run's thread was interrupted. Everything up to the last whole step is in a checkpoint; the same command goes on (`train` with `--resume`).
public final class TrainingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingStoppedException(long step, long steps) {
        super("training: stopped after step " + step + " of " + steps + ", which is saved; the same command goes on from there (train needs --resume)");
    }
}
