package dev.mme5.testkit;

import dev.mme5.core.json.Json;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.SafetensorsWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes an adapter of a [TinyMllama] in PEFT's layout: numbers that follow from the seed and the names, as `tools/goldens` makes them,
/// and magnitudes at the rows' lengths, where PEFT begins.
///
/// @param dora whether it has magnitudes
/// @param upScale factor on `lora_B`; 0 for an adapter that changes nothing yet
public record TinyAdapter(int rank, double alpha, double dropout, boolean dora, List<String> targets, double upScale) {
    private static final String PREFIX = "base_model.model.";

    /// @return the folder
    public Path write(Path folder, TinyMllama model, long modelSeed, long seed) {
        AtomicFiles.writeString(folder.resolve("adapter_config.json"), Json.write(Map.of(
                "peft_type", "LORA", "r", rank, "lora_alpha", alpha, "lora_dropout", dropout, "target_modules", targets, "use_dora", dora)));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (TensorScope _ = TensorScope.open("tiny-adapter")) {
            model.weights(modelSeed).forEach((name, weight) -> {
                String layer = name.replaceFirst("\\.weight$", "");
                if (name.endsWith(".weight") && targets.contains(layer.substring(layer.lastIndexOf('.') + 1))) {
                    put(tensors, layer + ".lora_A.weight", seed, 1, rank, weight.size(1));
                    put(tensors, layer + ".lora_B.weight", seed, upScale, weight.size(0), rank);
                    if (dora) {
                        tensors.put(PREFIX + layer + ".lora_magnitude_vector", weight.norm2(1, false));
                    }
                }
            });
            SafetensorsWriter.write(folder.resolve("adapter_model.safetensors"), tensors, Map.of());
        }
        return folder;
    }

    private static void put(Map<String, Tensor> tensors, String name, long seed, double scale, long... shape) {
        tensors.put(PREFIX + name, Ops.of(TinyMllama.weight(seed, name, shape), shape).mul(scale));
    }
}
