package dev.mme5.synthesis;

import java.util.function.Supplier;

/// The run's thread was interrupted, wherever it was. Every answer that came back is in the journal; the same command goes on.
public final class SynthesisStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SynthesisStoppedException(int answers) {
        super("synthesis: stopped; all " + answers + " answers are saved, the same command goes on from there");
    }

    private SynthesisStoppedException(Throwable cause) {
        super("synthesis: stopped; every answer that came is saved, the same command goes on from there", cause);
    }

    /// Does a part of a run. An interrupt ends it in many ways, for files close under an interrupted thread wherever it reads or writes;
    /// they all become this one exception.
    ///
    /// @throws SynthesisStoppedException if the part fails while the thread is interrupted
    public static <T> T insteadOfFailing(Supplier<T> part) {
        try {
            return part.get();
        } catch (SynthesisStoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new SynthesisStoppedException(e);
            }
            throw e;
        }
    }
}
