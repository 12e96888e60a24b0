package dev.mme5.model;

import dev.mme5.model.adapter.Adapter;
import dev.mme5.model.nn.Parameter;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.safetensors.CheckpointWriter;
import dev.mme5.torch.safetensors.TensorInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Writes a model's folder in Hugging Face's layout.
public final class ModelFiles {
    private ModelFiles() {}

    /// Writes the weights and copies the configuration and the tokenizer; the weights come last, so a folder with them is whole.
    ///
    /// @param companions folder of the configuration and the tokenizer
    /// @param type of the weights on disk
    public static void write(Encoder encoder, Path companions, Path target, DType type) {
        write(encoder, _ -> Optional.empty(), companions, target, type);
    }

    /// The same with an adapter's layers merged, one at a time; the encoder's weights are not changed.
    ///
    /// @param adapter attached to the encoder
    public static void writeMerged(Encoder encoder, Adapter adapter, Path companions, Path target, DType type) {
        write(encoder, name -> adapter.merged(name.replaceFirst("\\.weight$", "")), companions, target, type);
    }

    private static void write(
            Encoder encoder, Function<String, Optional<Tensor>> instead, Path companions, Path target, DType type) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        List<TensorInfo> infos = new ArrayList<>();
        for (Parameter parameter : encoder.weights().parameters()) {
            parameters.put(parameter.name(), parameter);
            infos.add(new TensorInfo(parameter.name(), type, parameter.value().shape()));
        }
        copyCompanions(encoder.companions(), companions, target);
        write(target, infos, info -> instead.apply(info.name())
                .orElseGet(() -> Objects.requireNonNull(parameters.get(info.name())).value()).to(type));
    }

    /// Writes weights that are made one after the other.
    ///
    /// @param source makes a weight as its info says, in the scope that is then open
    static void write(Path target, List<TensorInfo> infos, Function<TensorInfo, Tensor> source) {
        try (NoGrad _ = NoGrad.enter()) {
            CheckpointWriter.write(target, infos, CheckpointWriter.SHARD_BYTES, source);
        }
    }

    static void copyCompanions(Set<String> names, Path companions, Path target) {
        try {
            Files.createDirectories(target);
            for (String name : names) {
                if (Files.exists(companions.resolve(name))) {
                    Files.copy(companions.resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(target + ": cannot write the model", e);
        }
    }
}
