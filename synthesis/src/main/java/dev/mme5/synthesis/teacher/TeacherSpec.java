package dev.mme5.synthesis.teacher;

import java.nio.file.Path;

/// Which teacher writes the rows.
public sealed interface TeacherSpec {

    /// What its tokens cost.
    Prices prices();

    /// Answers from the corpus's own names and groups, without a network.
    record Offline() implements TeacherSpec {
        @Override
        public Prices prices() {
            return Prices.FREE;
        }
    }

    /// Answers as a recorded run's teacher did, from its journal.
    ///
    /// @param run its folder
    record Replay(Path run) implements TeacherSpec {
        @Override
        public Prices prices() {
            return Prices.FREE;
        }
    }
}
