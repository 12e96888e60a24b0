package dev.mme5.cli;

import dev.mme5.cli.stage.ModelFolder;
import dev.mme5.core.Embedder;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelEmbedder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.adapter.Adapter;
import dev.mme5.model.adapter.PeftFiles;
import dev.mme5.torch.DType;
import java.util.Locale;

/// Opens models from their folders. An adapter is merged into the weights, which gives the same vectors and costs nothing afterwards.
final class FolderModels {
    private FolderModels() {}

    /// @throws dev.mme5.core.ModelFormatException if the folder is not a model, or the adapter not one of this model
    static Embedder open(ModelOpener.Request request) {
        ModelFolder folder = new ModelFolder(request.folder(), request.adapter());
        Encoder encoder = ModelLoader.open(request.folder(), dtype(request.dtype()));
        try {
            request.adapter().ifPresent(path -> {
                try (Adapter adapter = PeftFiles.attach(encoder.weights(), path)) {
                    adapter.mergeInto(encoder.weights());
                }
            });
            ModelEmbedder.Options usual = ModelEmbedder.Options.defaults();
            return new ModelEmbedder(encoder, name(request), folder.fingerprint(request.dtype().name().toLowerCase(Locale.ROOT)),
                    new ModelEmbedder.Options(request.batch(), usual.batchTokens(), usual.workers()));
        } catch (Throwable e) {
            encoder.close();
            throw e;
        }
    }

    private static String name(ModelOpener.Request request) {
        return request.name() + request.adapter().map(adapter -> " with " + adapter.getFileName()).orElse("");
    }

    static DType dtype(ModelOpener.ComputeType type) {
        return switch (type) {
            case F32 -> DType.F32;
            case BF16 -> DType.BF16;
        };
    }
}
