package dev.mme5.synthesis.quality;

import dev.mme5.core.Language;
import dev.mme5.synthesis.quality.GatesSpec.LanguageSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Each text is in its language, as far as sequences of letters tell: no other language explains it much better. Languages that are
/// nearly one in writing count as one. Of a language that the model does not know, only English is told apart: that is what teachers
/// fall back into.
final class ExpectedLanguage implements Gate {
    private static final List<List<String>> ALIKE =
            List.of(List.of("no", "nb", "nn"), List.of("bs", "hr", "sr"), List.of("id", "ms"), List.of("xh", "zu"));
    private static final String ENGLISH = Language.ENGLISH.tag();

    private final LanguageSpec spec;
    private final LanguageModel model = LanguageModel.shipped();

    ExpectedLanguage(LanguageSpec spec) {
        this.spec = spec;
    }

    @Override
    public String name() {
        return "expected-language";
    }

    @Override
    public Optional<String> objection(Candidate candidate) {
        return Slots.first(candidate, this::check);
    }

    private Optional<String> check(Slots.Slot slot) {
        int letters = TextForms.letters(slot.text());
        if (letters < spec.minLetters()) {
            return Optional.empty();
        }
        LanguageModel.Scores scores = model.score(slot.text());
        String best = scores.best();
        List<String> planned = known(slot.language());
        double own = planned.isEmpty() ? secondBest(scores, best) : planned.stream().mapToDouble(scores::of).max().orElseThrow();
        boolean wrong = scores.of(best) - own > spec.margin() * letters && (!planned.isEmpty() || best.equals(ENGLISH));
        return wrong
                ? Optional.of(slot.name() + ": expected " + slot.language().englishName() + ", got what looks like "
                        + new Language(best).englishName() + String.format(Locale.ROOT, " (%.2f nats a letter likelier)",
                                (scores.of(best) - own) / letters) + ": \"" + slot.text() + "\"")
                : Optional.empty();
    }

    /// How well the best language but one explains the text: how sure the best is where there is nothing to compare it with.
    private double secondBest(LanguageModel.Scores scores, String best) {
        double second = Double.NEGATIVE_INFINITY;
        for (String tag : model.tags()) {
            second = tag.equals(best) ? second : Math.max(second, scores.of(tag));
        }
        return second;
    }

    /// The model's languages that a planned one may look like; empty if it knows none.
    private List<String> known(Language language) {
        String tag = switch (language.tag()) {
            case "fil" -> "tl";
            case String other -> Locale.forLanguageTag(other).getLanguage();
        };
        return ALIKE.stream()
                .filter(group -> group.contains(tag))
                .findFirst()
                .orElseGet(() -> model.knows(tag) ? List.of(tag) : List.of());
    }
}
