package dev.mme5.cli;

import dev.mme5.core.Embedder;
import dev.mme5.serving.index.ModelSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of every command that embeds.
final class ModelOptions {
    @Option(names = {"-m", "--model"}, required = true, paramLabel = "MODEL",
            description = "A model's folder in Hugging Face's layout, or the name of a shipped model such as nano.")
    String model = "";

    @Option(names = "--adapter", paramLabel = "DIR", description = "An adapter's folder in PEFT's layout, put on top of the model.")
    @Nullable Path adapter;

    @Option(names = "--dtype", paramLabel = "auto|f32|bf16", defaultValue = "auto",
            description = "The type to compute in; auto is f32 up to a billion parameters, then the type of the weights (default: auto).")
    ModelOpener.ComputeType dtype = ModelOpener.ComputeType.AUTO;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "64",
            description = "Most rows of one pass through the model (default: 64). Lower it if memory runs out.")
    int batch;

    private final CutTexts cuts = new CutTexts();

    Embedder open(Models models) {
        return open(models, OptionalInt.empty());
    }

    /// @param maxTokens absent for the usual limit
    Embedder open(Models models, OptionalInt maxTokens) {
        requireBatch();
        return models.open(model, Optional.ofNullable(adapter), dtype, batch, new TextLimit(maxTokens, cuts));
    }

    /// The texts that were cut so far.
    CutTexts cuts() {
        return cuts;
    }

    /// Where a search finds the model again.
    ModelSource source(Models models) {
        Optional<String> with = Optional.ofNullable(adapter).map(path -> path.toAbsolutePath().normalize().toString());
        return new ModelSource(models.lasting(model), with, dtype.name().toLowerCase(Locale.ROOT));
    }

    /// Rows to hand to the model at once: enough for a pass on each core.
    int rowsPerCall() {
        requireBatch();
        return Math.multiplyExact(batch, Runtime.getRuntime().availableProcessors());
    }

    private void requireBatch() {
        if (batch < 1 || batch > 100_000) {
            throw new IllegalArgumentException("--batch: expected 1 to 100000, got " + batch);
        }
    }
}
