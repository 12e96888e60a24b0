package dev.mme5.synthesis.quality;

import dev.mme5.core.Thinking;
import dev.mme5.synthesis.quality.GatesSpec.NearDuplicatesSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// No row says nearly what one says that was accepted before, whatever their pictures: a teacher that repeats itself. Takes about 500
/// bytes a row; at a similarity of 0.8, about one near-duplicate in a hundred passes unseen.
final class NoNearDuplicate implements Gate {
    private final NearDuplicatesSpec spec;
    private final List<short[]> signatures = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final LongTable bands = new LongTable();

    NoNearDuplicate(NearDuplicatesSpec spec) {
        this.spec = spec;
    }

    @Override
    public String name() {
        return "no-near-duplicate";
    }

    @Override
    public Optional<String> objection(Candidate candidate) {
        Thinking.Draft texts = candidate.texts();
        List<String> parts = List.of(texts.query(), texts.positive(), texts.hardNegative());
        if (parts.stream().mapToInt(TextForms::letters).sum() < spec.minLetters()) {
            return Optional.empty();
        }
        Set<String> pieces = new HashSet<>();
        parts.stream().filter(text -> !text.isEmpty()).forEach(text -> pieces.addAll(TextForms.shingles(TextForms.folded(text), spec.shingle())));
        short[] signature = MinHash.of(pieces);
        for (int band = 0; band < MinHash.BANDS; band++) {
            int earlier = bands.get(MinHash.band(signature, band));
            if (earlier >= 0 && MinHash.similarity(signature, signatures.get(earlier)) >= spec.similarity()) {
                return Optional.of(String.format(Locale.ROOT, "row: expected texts unlike those before, got about %.0f %% of those of %s",
                        100 * MinHash.similarity(signature, signatures.get(earlier)), ids.get(earlier)));
            }
        }
        for (int band = 0; band < MinHash.BANDS; band++) {
            bands.putIfAbsent(MinHash.band(signature, band), signatures.size());
        }
        signatures.add(signature);
        ids.add(candidate.example().id());
        return Optional.empty();
    }
}
