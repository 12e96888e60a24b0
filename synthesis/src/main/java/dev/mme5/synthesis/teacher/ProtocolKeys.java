package dev.mme5.synthesis.teacher;

import dev.mme5.core.Thinking;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/// The keys of the protocol: the components of [SinglePassAnswer] and of the records in it, in their order. Whoever reads, writes or
/// describes an answer takes them from here.
public final class ProtocolKeys {
    /// The five steps of the pass.
    public static final List<String> ANSWER = of(SinglePassAnswer.class);
    /// What is said of a picture.
    public static final List<String> INTERPRETATION = of(Thinking.Interpretation.class);
    /// The texts.
    public static final List<String> DRAFT = of(Thinking.Draft.class);
    /// What is judged.
    public static final List<String> EVALUATION = of(Thinking.SelfEvaluation.class);

    private ProtocolKeys() {}

    private static List<String> of(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    }
}
