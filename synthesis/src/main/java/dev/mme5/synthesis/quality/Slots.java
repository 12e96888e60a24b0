package dev.mme5.synthesis.quality;

import dev.mme5.core.Language;
import dev.mme5.core.Thinking;
import dev.mme5.synthesis.plan.RowAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The texts of a row with the language each is planned in.
final class Slots {
    private Slots() {}

    /// @param name as it begins an objection
    record Slot(String name, String text, Language language) {}

    /// Instruction, query, positive, hard negative; also those that are empty.
    static List<Slot> of(Candidate candidate) {
        Thinking.Draft texts = candidate.texts();
        RowAttributes attributes = candidate.kind().attributes();
        return List.of(
                new Slot("instruction", texts.instruction(), Language.ENGLISH),
                new Slot("query", texts.query(), attributes.queryLanguage()),
                new Slot("positive", texts.positive(), attributes.documentLanguage()),
                new Slot("hardNegative", texts.hardNegative(), attributes.documentLanguage()));
    }

    /// The first objection to a text, in their order.
    static Optional<String> first(Candidate candidate, Function<Slot, Optional<String>> check) {
        return of(candidate).stream().map(check).flatMap(Optional::stream).findFirst();
    }
}
