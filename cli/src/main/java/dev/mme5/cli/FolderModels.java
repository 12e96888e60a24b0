package dev.mme5.cli;

import dev.mme5.cli.stage.ModelFolder;
import dev.mme5.core.Embedder;
import dev.mme5.model.Encoder;
import dev.mme5.model.Loading;
import dev.mme5.model.ModelEmbedder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.adapter.Adapter;
import dev.mme5.model.adapter.PeftFiles;
import dev.mme5.torch.DType;
import dev.mme5.torch.safetensors.WeightFormatException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Opens models from their folders. An adapter is merged into the weights of a small model, which gives the same vectors and costs nothing
/// afterwards.
final class FolderModels {
    private FolderModels() {}

    /// @throws dev.mme5.core.ModelFormatException if the folder is not a model, or the adapter not one of this model
    static Embedder open(ModelOpener.Request request) {
        ModelFolder folder = new ModelFolder(request.folder(), request.adapter());
        Loading loading = loading(request);
        int maxTokens = request.limit().maxTokens().orElse(ModelLoader.USUAL_MAX_TOKENS);
        Encoder encoder = ModelLoader.open(request.folder(), loading, maxTokens);
        try {
            request.adapter().ifPresent(path -> adapt(encoder, path, loading));
            ModelEmbedder.Options usual = loading.isLarge() ? ModelEmbedder.Options.large() : ModelEmbedder.Options.defaults();
            return new ModelEmbedder(encoder, name(request), folder.fingerprint(computation(request, loading)),
                    usual.with(request.batch(), request.limit().cuts()));
        } catch (Throwable e) {
            encoder.close();
            throw e;
        }
    }

    /// Merging into mapped weights would copy every page of them: a large model keeps the adapter beside them.
    private static void adapt(Encoder encoder, Path path, Loading loading) {
        Adapter adapter = PeftFiles.attach(encoder.weights(), path);
        if (!loading.isLarge()) {
            adapter.mergeInto(encoder.weights());
            adapter.close();
        }
    }

    private static Loading loading(ModelOpener.Request request) {
        try {
            return Loading.fitting(request.folder(), dtype(request.dtype()));
        } catch (WeightFormatException e) {
            return Loading.in(DType.F32); // the loader says what is wrong, beginning with the configuration
        }
    }

    /// What changes vectors besides the files.
    private static String computation(ModelOpener.Request request, Loading loading) {
        String type = loading.type().name().toLowerCase(Locale.ROOT);
        OptionalInt limit = request.limit().maxTokens();
        return limit.isEmpty() ? type : type + ", at most " + limit.getAsInt() + " tokens";
    }

    private static String name(ModelOpener.Request request) {
        return request.name() + request.adapter().map(adapter -> " with " + adapter.getFileName()).orElse("");
    }

    private static Optional<DType> dtype(ModelOpener.ComputeType type) {
        return switch (type) {
            case AUTO -> Optional.empty();
            case F32 -> Optional.of(DType.F32);
            case BF16 -> Optional.of(DType.BF16);
        };
    }
}
