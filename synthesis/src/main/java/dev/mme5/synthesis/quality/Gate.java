package dev.mme5.synthesis.quality;

import java.util.List;
import java.util.Optional;

/// One condition on rows.
public interface Gate {

    /// Its name in reports, in lower case with hyphens.
    String name();

    /// What is wrong with a row, `<where>: expected <this>, got <that>`; empty if nothing is.
    Optional<String> objection(Candidate candidate);

    /// The same for several rows, in order; for gates that are quicker with many.
    default List<Optional<String>> objections(List<Candidate> candidates) {
        return candidates.stream().map(this::objection).toList();
    }
}
