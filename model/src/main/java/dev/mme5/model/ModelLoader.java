package dev.mme5.model;

import dev.mme5.core.ModelFormatException;
import dev.mme5.core.json.Json;
import dev.mme5.model.mllama.FreshWeights;
import dev.mme5.model.mllama.MllamaConfig;
import dev.mme5.model.mllama.MllamaEncoder;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.DType;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.CheckpointFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Opens a model's folder in Hugging Face's layout. The only class that knows the model families.
public final class ModelLoader {
    private ModelLoader() {}

    /// Reads a model.
    ///
    /// @param type the type to compute in; weights of another type are converted
    /// @throws ModelFormatException if a file, a key or a weight is missing, left over or of the wrong shape
    public static Encoder open(Path folder, DType type) {
        if (!Files.isDirectory(folder)) {
            throw new ModelFormatException(folder + ": expected a model's folder, got nothing; check the path");
        }
        return open(folder, new Weights(folder.toString(), tensors(folder, type)));
    }

    /// A model with initial weights, in F32.
    ///
    /// @param folder with the configuration and the tokenizer; weights in it are not read
    public static Encoder fresh(Path folder, long seed) {
        requireMllama(folder);
        return new MllamaEncoder(folder, new Weights(folder.toString(), new FreshWeights(MllamaConfig.read(folder), seed)));
    }

    private static Encoder open(Path folder, Weights weights) {
        requireMllama(folder);
        return new MllamaEncoder(folder, weights);
    }

    private static void requireMllama(Path folder) {
        String family = Json.read(folder.resolve("config.json")).stringOr("model_type", "");
        if (!family.equals("mllama")) {
            throw new ModelFormatException(folder.resolve("config.json") + ": model_type: expected \"mllama\", got \"" + family
                    + "\"; this version reads the mllama family");
        }
    }

    private static Map<String, Tensor> tensors(Path folder, DType type) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (CheckpointFiles files = CheckpointFiles.open(folder);
                TensorScope _ = TensorScope.open("load")) {
            for (String name : files.names()) {
                Tensor mapped = files.tensor(name);
                tensors.put(name, TensorScope.detach(mapped.dtype() == type ? mapped.copy() : mapped.to(type)));
            }
        }
        return tensors;
    }
}
