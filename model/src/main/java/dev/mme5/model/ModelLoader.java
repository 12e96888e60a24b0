package dev.mme5.model;

import dev.mme5.core.ModelFormatException;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.model.mllama.FreshWeights;
import dev.mme5.model.mllama.MllamaConfig;
import dev.mme5.model.mllama.MllamaEncoder;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.DType;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.CheckpointFiles;
import dev.mme5.torch.safetensors.WeightFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Opens a model's folder in Hugging Face's layout. The only class that knows the model families.
public final class ModelLoader {
    /// The most tokens of a prompt, unless another limit is asked for: far more than the published weights were trained on (256), and a
    /// pass that a small machine can still hold.
    public static final int USUAL_MAX_TOKENS = 4096;

    private ModelLoader() {}

    /// Reads a model, its prompts no longer than [#USUAL_MAX_TOKENS].
    ///
    /// @param type the type to compute in; weights of another type are converted
    /// @throws ModelFormatException if a file, a key or a weight is missing, left over or of the wrong shape
    public static Encoder open(Path folder, DType type) {
        return open(folder, type, USUAL_MAX_TOKENS);
    }

    /// Reads a model.
    ///
    /// @param type the type to compute in; weights of another type are converted
    /// @param maxTokens longer prompts lose text at the right, never a picture; the model's number of positions is a limit in any case
    /// @throws ModelFormatException if a file, a key or a weight is missing, left over or of the wrong shape
    public static Encoder open(Path folder, DType type, int maxTokens) {
        requireMllama(folder);
        return build(folder, maxTokens, () -> new Weights(folder.toString(), tensors(folder, type)));
    }

    /// A model with initial weights, in F32.
    ///
    /// @param folder with the configuration and the tokenizer; weights in it are not read
    public static Encoder fresh(Path folder, long seed) {
        requireMllama(folder);
        return build(folder, USUAL_MAX_TOKENS, () -> new Weights(folder.toString(), new FreshWeights(MllamaConfig.read(folder), seed)));
    }

    /// What the readers of the single files complain of is a fault of the folder; nothing stays in memory after it.
    private static Encoder build(Path folder, int maxTokens, Supplier<Weights> source) {
        try {
            Weights weights = source.get();
            try {
                return new MllamaEncoder(folder, weights, maxTokens);
            } catch (RuntimeException e) {
                weights.close();
                throw e;
            }
        } catch (JsonException e) {
            throw new ModelFormatException(e.getMessage() + "; check the model's folder", e);
        } catch (WeightFormatException e) {
            throw new ModelFormatException(e.getMessage(), e);
        }
    }

    /// Looks at the configuration before gigabytes of weights are read.
    private static void requireMllama(Path folder) {
        Path config = folder.resolve("config.json");
        if (!Files.isRegularFile(config)) {
            throw new ModelFormatException(config + ": expected a model's configuration, got nothing; check the path of the model's folder");
        }
        try {
            String family = Json.read(config).stringOr("model_type", "");
            if (!family.equals("mllama")) {
                throw new ModelFormatException(config + ": model_type: expected \"mllama\", got \"" + family
                        + "\"; this version reads the mllama family");
            }
        } catch (JsonException e) {
            throw new ModelFormatException(e.getMessage() + "; check the model's folder", e);
        }
    }

    private static Map<String, Tensor> tensors(Path folder, DType type) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (CheckpointFiles files = CheckpointFiles.open(folder);
                TensorScope _ = TensorScope.open("load")) {
            for (String name : files.names()) {
                Tensor mapped = files.tensor(name);
                // Pages of a weight that needs no conversion stay in the file until they are touched; writing never reaches it.
                tensors.put(name, TensorScope.detach(mapped.dtype() == type ? mapped : mapped.to(type)));
            }
        }
        return tensors;
    }
}
