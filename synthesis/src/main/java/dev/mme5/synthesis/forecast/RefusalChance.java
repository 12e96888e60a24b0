package dev.mme5.synthesis.forecast;

/// The chance that an answer for a row is refused. Each row has its own, which stays with it when the row is drawn anew; over many rows
/// they are distributed as Beta(alpha, beta). So rows refused once are refused more often than others, and some are refused each time.
record RefusalChance(double alpha, double beta) {
    private static final double LEAST = 1e-6;

    /// @param mean over all rows
    /// @param likeness from 0, where all rows are alike and each answer is a throw of its own, to 1, where a row is refused always or never
    static RefusalChance of(double mean, double likeness) {
        double within = Math.clamp(mean, LEAST, 1 - LEAST);
        double size = 1 / Math.clamp(likeness, LEAST, 1 - LEAST) - 1;
        return new RefusalChance(within * size, (1 - within) * size);
    }

    /// That of a row that was refused so often.
    RefusalChance after(int refusals) {
        return new RefusalChance(alpha + refusals, beta);
    }

    /// How likely a row is refused so often one after the other.
    double allRefused(int times) {
        double likely = 1;
        for (int i = 0; i < times; i++) {
            likely *= (alpha + i) / (alpha + beta + i);
        }
        return likely;
    }

    /// How likely it is that a row goes as this one went.
    double likelihood(PilotRow row) {
        double refused = allRefused(row.refusals());
        return row.isKept() ? refused * after(row.refusals()).beta / (alpha + row.refusals() + beta) : refused;
    }

    /// How many calls a row takes on average, until it is kept or was drawn so often.
    double calls(int most) {
        double calls = 0;
        for (int refusals = 0; refusals < most; refusals++) {
            calls += allRefused(refusals);
        }
        return calls;
    }

    /// How much a row's number of calls scatters, as a variance.
    double callVariance(int most) {
        double squares = 0;
        for (int refusals = 0; refusals < most; refusals++) {
            squares += (2 * refusals + 1) * allRefused(refusals);
        }
        double mean = calls(most);
        return Math.max(0, squares - mean * mean);
    }
}
