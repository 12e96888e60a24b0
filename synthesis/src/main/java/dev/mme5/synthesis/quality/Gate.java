package dev.mme5.synthesis.quality;

import dev.mme5.core.Verdict;
import java.util.Optional;

/// One condition on rows.
public interface Gate {

    /// Its name in reports, in lower case with hyphens.
    String name();

    /// What is wrong with a row, `<where>: expected <this>, got <that>`; empty if nothing is.
    Optional<String> objection(Candidate candidate);

    /// The same as a verdict.
    default Verdict judge(Candidate candidate) {
        return objection(candidate)
                .<Verdict>map(reason -> new Verdict.Rejected(name(), reason))
                .orElseGet(Verdict.Accepted::new);
    }
}
