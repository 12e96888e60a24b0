package dev.mme5.synthesis;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Thinking;
import dev.mme5.core.Verdict;
import dev.mme5.core.json.Json;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.synthesis.corpus.PictureFacts;
import dev.mme5.synthesis.plan.PicturePool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Counts the licences of the pictures in the rows that are kept, each picture once. Not thread-safe.
final class PictureCredits implements Judge.Sink {
    private static final String UNKNOWN = "not stated";

    private final Judge.Sink next;
    private final PicturePool pictures;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> licences = new TreeMap<>();
    private int withSource;

    /// The file's content.
    ///
    /// @param withSource pictures whose origin the corpus tells
    /// @param licences pictures by licence
    private record Credits(int pictures, int withSource, Map<String, Integer> licences) {}

    /// @param next is told everything too
    PictureCredits(Judge.Sink next, PicturePool pictures) {
        this.next = next;
        this.pictures = pictures;
    }

    @Override
    public void kept(Reply reply, Example example) {
        List<Content> contents = new ArrayList<>(List.of(example.query(), example.positive()));
        contents.addAll(example.hardNegatives());
        contents.stream().flatMap(content -> content.images().stream()).forEach(this::count);
        next.kept(reply, example);
    }

    private void count(ImageRef image) {
        if (seen.add(image.location())) {
            PictureFacts facts = pictures.facts(image);
            licences.merge(facts.licence().orElse(UNKNOWN), 1, Integer::sum);
            withSource += facts.source().isPresent() ? 1 : 0;
        }
    }

    @Override
    public void refused(Reply reply, Verdict.Rejected verdict, Optional<Thinking.Draft> texts) {
        next.refused(reply, verdict, texts);
    }

    void write(Path file) {
        AtomicFiles.writeString(file, Json.writePretty(new Credits(seen.size(), withSource, licences)));
    }
}
