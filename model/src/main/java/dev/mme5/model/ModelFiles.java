package dev.mme5.model;

import dev.mme5.model.nn.Parameter;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes a model's folder in Hugging Face's layout.
public final class ModelFiles {
    private ModelFiles() {}

    /// Writes the weights and copies the configuration and the tokenizer; the weights come last, so a folder with them is whole.
    ///
    /// @param companions folder of the configuration and the tokenizer
    /// @param type of the weights on disk
    public static void write(Encoder encoder, Path companions, Path target, DType type) {
        try (TensorScope _ = TensorScope.open("save-model");
                NoGrad _ = NoGrad.enter()) {
            Files.createDirectories(target);
            for (String name : encoder.companions()) {
                if (Files.exists(companions.resolve(name))) {
                    Files.copy(companions.resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Parameter parameter : encoder.weights().parameters()) {
                tensors.put(parameter.name(), parameter.value().to(type));
            }
            SafetensorsWriter.write(target.resolve("model.safetensors"), tensors, Map.of("format", "pt"));
        } catch (IOException e) {
            throw new UncheckedIOException(target + ": cannot write the model", e);
        }
    }
}
