package dev.mme5.synthesis;

import java.time.Duration;
import java.util.Optional;

/// How a run goes about it; changes no row.
///
/// @param inFlight how many calls there are at a time at most
/// @param batches how jobs are handed in, where the teacher takes jobs; [Batches#DEFAULT] if left out
public record RunSpec(int inFlight, Optional<Batches> batches) {
    /// What holds if a recipe says nothing: enough for a teacher in this process or one server.
    public static final RunSpec DEFAULT = new RunSpec(8, Optional.empty());

    private static final int MOST = 100_000;

    /// @throws IllegalArgumentException if the number is out of its range
    public RunSpec {
        requireCount("inFlight", inFlight);
    }

    /// Jobs of many rows.
    ///
    /// @param rows how many in a job at most
    /// @param pollEvery how long to wait before asking again how far a job is
    public record Batches(int rows, Duration pollEvery) {
        /// What holds if a recipe says nothing.
        public static final Batches DEFAULT = new Batches(1000, Duration.ofMinutes(1));

        /// @throws IllegalArgumentException if a number is out of its range
        public Batches {
            requireCount("rows", rows);
            if (pollEvery.isNegative() || pollEvery.isZero()) {
                throw new IllegalArgumentException("pollEvery: expected a time above 0, got " + pollEvery);
            }
        }
    }

    private static void requireCount(String key, int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException(key + ": expected 1 to " + MOST + ", got " + count);
        }
    }
}
