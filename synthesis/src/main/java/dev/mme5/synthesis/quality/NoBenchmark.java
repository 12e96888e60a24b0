package dev.mme5.synthesis.quality;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.synthesis.corpus.Rasters;
import dev.mme5.synthesis.quality.GatesSpec.BenchmarksSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Nothing of a benchmark is in a row: no run of words of its texts, no picture that looks like one of its. Texts first: they cost less.
final class NoBenchmark implements Gate {
    private final BenchmarkTexts texts;
    private final BenchmarkPictures pictures;

    /// Reads what the benchmarks have.
    ///
    /// @throws dev.mme5.core.DatasetException if something of it is not there
    NoBenchmark(BenchmarksSpec spec, Rasters rasters) {
        texts = new BenchmarkTexts(spec.words(), spec.minLetters());
        spec.texts().forEach(texts::read);
        pictures = new BenchmarkPictures(rasters, spec.bits());
        spec.pictures().forEach(pictures::read);
    }

    @Override
    public String name() {
        return "no-benchmark";
    }

    @Override
    public Optional<String> objection(Candidate candidate) {
        return Slots.first(candidate, slot -> texts.find(slot.text())
                        .map(run -> slot.name() + ": expected nothing of a benchmark, got \"" + run + "\", which is of one"))
                .or(() -> picture(candidate.example()));
    }

    private Optional<String> picture(Example example) {
        List<Content> contents = new ArrayList<>(List.of(example.query(), example.positive()));
        contents.addAll(example.hardNegatives());
        for (Content content : contents) {
            for (ImageRef image : content.images()) {
                Optional<String> found = pictures.find(image);
                if (found.isPresent()) {
                    return Optional.of("picture: expected none of a benchmark, got one that looks like its " + found.get());
                }
            }
        }
        return Optional.empty();
    }
}
