package dev.mme5.cli.quickstart;

import dev.mme5.cli.report.FoundPictures;
import dev.mme5.cli.stage.Workplace;
import dev.mme5.core.Embedder;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.corpus.Split;
import dev.mme5.core.dataset.InputRow;
import dev.mme5.core.dataset.RowResult;
import dev.mme5.serving.embed.IndexRequest;
import dev.mme5.serving.embed.Indexer;
import dev.mme5.serving.embed.OnError;
import dev.mme5.serving.index.ExactIndex;
import dev.mme5.serving.index.Hit;
import dev.mme5.serving.index.ModelSource;
import dev.mme5.serving.search.SearchEngine;
import dev.mme5.serving.search.SearchQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Indexes the pictures of the style that no training saw, and searches them.
final class SearchStage {
    private static final int HITS = 7;
    private static final int ROWS_PER_CALL = 256;
    private static final String TRAINED_STYLE = "google";

    private final Workplace place;
    private final ConceptCorpus corpus;
    private final String style;
    private final Map<String, Concept> concepts;

    /// @param folder of the corpus
    /// @param style to index
    SearchStage(Workplace place, Path folder, String style) {
        this.place = place;
        this.corpus = ConceptCorpus.open(folder);
        this.style = style;
        this.concepts = corpus.concepts().stream()
                .filter(concept -> corpus.hasPicture(style, concept))
                .collect(Collectors.toMap(Concept::id, Function.identity()));
    }

    List<FoundPictures> run(Embedder embedder, ModelSource source, Path index) {
        try {
            new Indexer(embedder, ROWS_PER_CALL, place.progress())
                    .index(new IndexRequest(style, rows(), OnError.FAIL, index, source));
            try (ExactIndex opened = ExactIndex.open(index)) {
                SearchEngine engine = new SearchEngine(embedder, opened);
                return SampleSearch.all().stream().filter(this::isPossible).map(search -> find(search, engine)).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(index + ": expected to write an index, got " + e, e);
        }
    }

    private List<RowResult> rows() {
        List<RowResult> rows = new ArrayList<>();
        for (Concept concept : corpus.concepts()) {
            if (concepts.containsKey(concept.id())) {
                rows.add(new RowResult.Good(new InputRow(concept.id(), Optional.empty(), Optional.of(corpus.picture(style, concept)),
                        Optional.empty(), rows.size() + 1)));
            }
        }
        return rows;
    }

    private boolean isPossible(SampleSearch search) {
        return concepts.keySet().containsAll(search.wanted()) && search.picture().stream().allMatch(concepts::containsKey);
    }

    private FoundPictures find(SampleSearch search, SearchEngine engine) {
        Optional<ImageRef> image = search.picture().map(id -> corpus.picture(TRAINED_STYLE, concepts.get(id)));
        List<FoundPictures.Found> hits = engine.search(new SearchQuery(search.text(), image, search.instruction()), HITS).stream()
                .map(hit -> found(hit, search.wanted()))
                .toList();
        return new FoundPictures(search.text(), search.language(), search.gloss() + unseen(search), image, hits);
    }

    private String unseen(SampleSearch search) {
        boolean isUnseen = search.wanted().stream().noneMatch(id -> concepts.get(id).split() == Split.TRAIN);
        return isUnseen ? ", which no training saw" : "";
    }

    private FoundPictures.Found found(Hit hit, List<String> wanted) {
        Concept concept = concepts.get(hit.entry().id());
        return new FoundPictures.Found(concept.character(), concept.name(Language.ENGLISH).orElse(concept.id()),
                corpus.picture(style, concept), hit.score(), wanted.contains(concept.id()));
    }
}
