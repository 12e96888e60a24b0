package dev.mme5.synthesis.teacher;

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
}
