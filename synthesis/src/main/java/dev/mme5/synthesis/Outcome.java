package dev.mme5.synthesis;

import dev.mme5.core.Example;
import dev.mme5.core.Thinking;
import dev.mme5.core.Verdict;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import java.util.Optional;

/// What became of one attempt at a row.
sealed interface Outcome {

    record Kept(Example example, SinglePassAnswer answer) implements Outcome {}

    /// @param texts what the teacher wrote, unless it gave nothing that could be read
    record Refused(Verdict.Rejected verdict, Optional<Thinking.Draft> texts) implements Outcome {}
}
