package dev.mme5.model;

import dev.mme5.core.ModelFormatException;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.run.Progress;
import dev.mme5.model.mllama.FreshWeights;
import dev.mme5.model.mllama.MllamaConfig;
import dev.mme5.model.mllama.MllamaEncoder;
import dev.mme5.model.mllama.PublishedFiles;
import dev.mme5.model.mllama.RepeatedNoise;
import dev.mme5.model.mllama.WeightList;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.DType;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.CheckpointFiles;
import dev.mme5.torch.safetensors.TensorInfo;
import dev.mme5.torch.safetensors.WeightFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
        return open(folder, Loading.in(type));
    }

    /// Reads a model.
    ///
    /// @throws ModelFormatException if a file, a key or a weight is missing, left over or of the wrong shape
    public static Encoder open(Path folder, Loading loading) {
        return open(folder, loading, USUAL_MAX_TOKENS);
    }

    /// Reads a model.
    ///
    /// @param maxTokens longer prompts lose text at the right, never a picture; the model's number of positions is a limit in any case
    /// @throws ModelFormatException if a file, a key or a weight is missing, left over or of the wrong shape
    public static Encoder open(Path folder, Loading loading, int maxTokens) {
        requireMllama(folder);
        Encoder encoder = build(folder, maxTokens, () -> new Weights(folder.toString(), mapped(folder)));
        convert(encoder, loading);
        return encoder;
    }

    /// A model with initial weights, in F32.
    ///
    /// @param folder with the configuration and the tokenizer; weights in it are not read
    public static Encoder fresh(Path folder, long seed) {
        requireMllama(folder);
        return build(folder, USUAL_MAX_TOKENS, () -> new Weights(folder.toString(), new FreshWeights(MllamaConfig.read(folder), seed)));
    }

    /// Writes a model with new weights, one weight after the other: a model larger than the memory can be made.
    ///
    /// @param companions a folder with the configuration and the tokenizer; it may be `target`
    /// @param progress told of each weight's bytes
    public static void init(Path companions, Path target, NewModel model, Progress progress) {
        requireMllama(companions);
        MllamaConfig config = MllamaConfig.read(companions);
        ModelFiles.copyCompanions(MllamaEncoder.COMPANIONS, companions, target);
        switch (model.start()) {
            case LEARNABLE -> {
                FreshWeights fresh = new FreshWeights(config, model.seed());
                write(target, WeightList.of(config, model.type()), info -> fresh.tensor(info.name(), info.shape()).to(info.dtype()), progress);
            }
            case NOISE -> {
                try (RepeatedNoise noise = new RepeatedNoise(model.seed())) {
                    write(target, WeightList.withHead(config, model.type()), noise::make, progress);
                }
            }
        }
    }

    private static void write(Path target, List<TensorInfo> infos, Function<TensorInfo, Tensor> source, Progress progress) {
        long total = infos.stream().mapToLong(TensorInfo::bytes).sum();
        try (Progress.Stage stage = progress.begin("writing weights (MB)", total / 1_000_000)) {
            ModelFiles.write(target, infos, info -> {
                Tensor made = source.apply(info);
                stage.advance(info.bytes() / 1_000_000);
                return made;
            });
        }
    }

    /// Writes the files of the published 11 B model that are not weights, with a stand-in for its tokenizer.
    ///
    /// @param pieces a model's folder whose tokenizer lends its pieces
    public static void writePublishedFiles(Path pieces, Path target) {
        PublishedFiles.write(pieces, target);
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

    /// Pages stay in the file until they are touched; writing never reaches it.
    private static Map<String, Tensor> mapped(Path folder) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (CheckpointFiles files = CheckpointFiles.open(folder);
                TensorScope _ = TensorScope.open("load")) {
            for (String name : files.names()) {
                tensors.put(name, TensorScope.detach(files.tensor(name)));
            }
        }
        return tensors;
    }

    /// Weights that the model does not run, such as a language-model head, stay as they are.
    private static void convert(Encoder encoder, Loading loading) {
        Set<Parameter> stored = Collections.newSetFromMap(new IdentityHashMap<>());
        switch (loading.linear()) {
            case CONVERTED -> {}
            case AS_STORED -> {
                encoder.weights().linears().values().forEach(linear -> stored.add(linear.weight()));
                stored.add(encoder.tokenTable());
            }
        }
        for (Parameter parameter : encoder.weights().used()) {
            Tensor old = parameter.value();
            if (old.dtype() == loading.type() || stored.contains(parameter)) {
                continue;
            }
            try (TensorScope _ = TensorScope.open("convert")) {
                parameter.set(TensorScope.detach(old.to(loading.type())));
                old.close();
            }
        }
    }
}
