package dev.mme5.synthesis.quality;

import dev.mme5.core.Thinking;
import dev.mme5.synthesis.quality.GatesSpec.CopiesSpec;
import java.util.Optional;
import java.util.Set;

/// Query and positive do not repeat each other, or matching would take no understanding; nor does a hard negative that is only a text
/// repeat the positive, or it would not be wrong.
final class NoCopies implements Gate {
    private final CopiesSpec spec;

    NoCopies(CopiesSpec spec) {
        this.spec = spec;
    }

    @Override
    public String name() {
        return "no-copies";
    }

    @Override
    public Optional<String> objection(Candidate candidate) {
        Thinking.Draft texts = candidate.texts();
        Optional<String> copied = check("positive", texts.positive(), "query", texts.query());
        boolean onlyText = !candidate.kind().modality().document().hasImage();
        return onlyText ? copied.or(() -> repeats(texts.positive(), texts.hardNegative())) : copied;
    }

    private Optional<String> check(String name, String text, String otherName, String other) {
        if (TextForms.letters(text) < spec.minLetters() || TextForms.letters(other) < spec.minLetters()) {
            return Optional.empty();
        }
        Set<String> pieces = TextForms.shingles(TextForms.folded(text), spec.shingle());
        Set<String> others = TextForms.shingles(TextForms.folded(other), spec.shingle());
        double share = (double) common(pieces, others) / Math.min(pieces.size(), others.size());
        return share >= spec.share()
                ? Optional.of(name + ": expected a text of its own, got one of which " + Math.round(100 * share) + " % is in the " + otherName
                        + ": \"" + text + "\"")
                : Optional.empty();
    }

    /// By what both have of all: a wrong answer may be the right one with a word changed, but not more or less of the same.
    private Optional<String> repeats(String positive, String negative) {
        if (TextForms.letters(positive) < spec.minLetters() || TextForms.letters(negative) < spec.minLetters()) {
            return Optional.empty();
        }
        Set<String> pieces = TextForms.shingles(TextForms.folded(positive), spec.shingle());
        Set<String> others = TextForms.shingles(TextForms.folded(negative), spec.shingle());
        int common = common(pieces, others);
        double share = (double) common / (pieces.size() + others.size() - common);
        return share >= spec.share()
                ? Optional.of("hardNegative: expected another text than the positive, got one that shares " + Math.round(100 * share)
                        + " % with it: \"" + negative + "\"")
                : Optional.empty();
    }

    private static int common(Set<String> left, Set<String> right) {
        Set<String> smaller = left.size() < right.size() ? left : right;
        Set<String> larger = smaller == left ? right : left;
        return (int) smaller.stream().filter(larger::contains).count();
    }
}
