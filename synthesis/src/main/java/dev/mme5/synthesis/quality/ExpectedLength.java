package dev.mme5.synthesis.quality;

import dev.mme5.core.TaskKind;
import dev.mme5.synthesis.plan.QueryLength;
import dev.mme5.synthesis.plan.WritingStyle;
import dev.mme5.synthesis.quality.GatesSpec.LengthSpec;
import java.util.Locale;
import java.util.Optional;

/// Texts are about as long as the row's style asks: queries and documents of retrieval; labels and answers are short.
final class ExpectedLength implements Gate {
    private final LengthSpec spec;

    ExpectedLength(LengthSpec spec) {
        this.spec = spec;
    }

    @Override
    public String name() {
        return "expected-length";
    }

    @Override
    public Optional<String> objection(Candidate candidate) {
        return Slots.first(candidate, slot -> slot.text().isEmpty() ? Optional.empty() : check(candidate, slot));
    }

    private Optional<String> check(Candidate candidate, Slots.Slot slot) {
        WritingStyle style = candidate.kind().attributes().style();
        boolean retrieval = candidate.kind().task() == TaskKind.RETRIEVAL;
        return switch (slot.name()) {
            case "query" -> retrieval ? query(slot, style.queryLength()) : Optional.empty();
            case "positive", "hardNegative" ->
                retrieval ? atLeast(slot, style.documentWords() * spec.slack()) : atMost(slot, spec.mostLabelWords());
            default -> Optional.empty();
        };
    }

    private Optional<String> query(Slots.Slot slot, QueryLength length) {
        return atLeast(slot, length.fewest() * spec.slack()).or(() -> atMost(slot, length.most() / spec.slack()));
    }

    private static Optional<String> atLeast(Slots.Slot slot, double words) {
        double count = TextForms.wordCount(slot.text());
        return count < words ? Optional.of(objection(slot, "at least", words, count)) : Optional.empty();
    }

    private static Optional<String> atMost(Slots.Slot slot, double words) {
        double count = TextForms.wordCount(slot.text());
        return count > words ? Optional.of(objection(slot, "at most", words, count)) : Optional.empty();
    }

    private static String objection(Slots.Slot slot, String bound, double words, double count) {
        return String.format(Locale.ROOT, "%s: expected %s %.1f words, got %.1f: \"%s\"", slot.name(), bound, words, count, slot.text());
    }
}
