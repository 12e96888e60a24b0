package dev.mme5.synthesis;

/// The run's thread was interrupted. Every answer that came back is in the journal; the same command goes on.
public final class SynthesisStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SynthesisStoppedException(int answers) {
        super("synthesis: stopped; all " + answers + " answers are saved, the same command goes on from there");
    }
}
