package dev.mme5.cli;

import dev.mme5.core.Embedder;
import dev.mme5.core.ImageRef;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.serving.index.ExactIndex;
import dev.mme5.serving.index.Hit;
import dev.mme5.serving.index.ModelSource;
import dev.mme5.serving.search.HitGallery;
import dev.mme5.serving.search.SearchEngine;
import dev.mme5.serving.search.SearchQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mme5 search`: a question in words, a picture or both; the nearest entries of an index.
@Command(name = "search", description = {
        "Searches an index by words, by a picture, or by a picture and what should be different.", "",
        "The model that made the index is opened again; say --model and --adapter if it has moved."},
        footer = {"", "Examples:", "  mme5 search --index runs/my-pictures --text \"Hund am Strand\" -k 5",
            "  mme5 search --index runs/my-pictures --image dog.jpg --html hits.html"})
final class SearchCommand implements Callable<Integer> {
    private final Environment environment;

    @Option(names = "--index", required = true, paramLabel = "INDEX", description = "A folder that `mme5 index` made.")
    Path index = Path.of("");

    @Option(names = {"-t", "--text"}, paramLabel = "T", description = "Words, in any language the model knows.")
    @Nullable String text;

    @Option(names = "--image", paramLabel = "F", description = "A picture: a file, or archive.zip!/entry.png.")
    @Nullable String image;

    @Option(names = {"-k", "--top-k"}, paramLabel = "K", defaultValue = "10", description = "Most hits (default: 10).")
    int k;

    @Option(names = "--instruction", paramLabel = "I", description = "What kind of answer is wanted, in English, instead of the built-in one.")
    @Nullable String instruction;

    @Option(names = {"-m", "--model"}, paramLabel = "MODEL", description = "The index's model, if it is not where it was.")
    @Nullable String model;

    @Option(names = "--adapter", paramLabel = "DIR", description = "The index's adapter, if it is not where it was.")
    @Nullable Path adapter;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write the hits as a page with the pictures in it.")
    @Nullable Path html;

    @Mixin
    Console console = new Console();

    SearchCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        SearchQuery query = new SearchQuery(Optional.ofNullable(text).filter(words -> !words.isBlank()),
                Optional.ofNullable(image).map(location -> ImageRef.parse(location, Path.of(""))), Optional.ofNullable(instruction));
        try (ExactIndex opened = ExactIndex.open(index);
                Embedder embedder = open(opened.manifest().source())) {
            opened.manifest().requireModel(embedder.info(), index.toString());
            List<Hit> hits = new SearchEngine(embedder, opened).search(query, k);
            if (html != null) {
                AtomicFiles.writeString(html, HitGallery.html(query, hits));
            }
            SearchResult result = SearchResult.of(query, hits);
            console.result(result, result::table);
        }
        return ExitCode.OK;
    }

    private Embedder open(ModelSource source) {
        Optional<Path> with = Optional.ofNullable(adapter).or(() -> model == null ? source.adapter().map(Path::of) : Optional.empty());
        return new Models(environment).open(model == null ? source.model() : model, with, ModelOpener.ComputeType.of(source.dtype()), 1);
    }
}
