package dev.mme5.model.adapter;

import dev.mme5.core.AdapterSpec;
import dev.mme5.core.ModelFormatException;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.SafetensorsFile;
import dev.mme5.torch.safetensors.SafetensorsWriter;
import dev.mme5.torch.safetensors.WeightFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An adapter on disk in PEFT's layout: `adapter_config.json` and `adapter_model.safetensors` (reference: PEFT 0.14
/// `get_peft_model_state_dict`).
public final class PeftFiles {
    private static final String PREFIX = "base_model.model.";
    private static final String TENSORS = "adapter_model.safetensors";
    private static final String CONFIG = "adapter_config.json";

    private PeftFiles() {}

    /// The keys PEFT needs to load the adapter, by its names.
    @SuppressWarnings("checkstyle:RecordComponentName")
    private record Config(
            String base_model_name_or_path,
            String bias,
            boolean fan_in_fan_out,
            boolean inference_mode,
            String init_lora_weights,
            double lora_alpha,
            double lora_dropout,
            String peft_type,
            int r,
            List<String> target_modules,
            String task_type,
            boolean use_dora,
            boolean use_rslora) {}

    /// Writes the adapter; the tensors come last, so a folder with them is whole.
    public static void write(Adapter adapter, Path folder, String baseModel) {
        AtomicFiles.writeString(folder.resolve(CONFIG), Json.writePretty(config(adapter.spec(), baseModel)) + "\n");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : adapter.parameters()) {
            tensors.put(PREFIX + parameter.name(), parameter.value());
        }
        SafetensorsWriter.write(folder.resolve(TENSORS), tensors, Map.of("format", "pt"));
    }

    private static Config config(AdapterSpec spec, String baseModel) {
        return switch (spec) {
            case AdapterSpec.Lora l -> config(baseModel, l.rank(), l.alpha(), l.dropout(), l.targets(), false);
            case AdapterSpec.Dora d -> config(baseModel, d.rank(), d.alpha(), d.dropout(), d.targets(), true);
            case AdapterSpec.Full _ -> throw new IllegalArgumentException("adapter: expected lora or dora, got full");
        };
    }

    private static Config config(String base, int rank, double alpha, double dropout, List<String> targets, boolean dora) {
        return new Config(
                base, "none", false, true, "gaussian", alpha, dropout, "LORA", rank, targets, "FEATURE_EXTRACTION", dora, false);
    }

    /// Reads an adapter and puts it on a model.
    ///
    /// @throws ModelFormatException if a file is missing, a tensor does not fit the model, or the adapter is of a kind not known here
    public static Adapter attach(Weights weights, Path folder) {
        try {
            return attach(weights, spec(Json.read(folder.resolve(CONFIG))), folder.resolve(TENSORS));
        } catch (JsonException e) {
            throw new ModelFormatException(e.getMessage() + "; check the adapter's folder", e);
        } catch (WeightFormatException e) {
            throw new ModelFormatException(e.getMessage(), e);
        }
    }

    private static Adapter attach(Weights weights, AdapterSpec spec, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException(file + ": expected the adapter's tensors, got nothing; check the adapter's folder");
        }
        try (SafetensorsFile tensors = SafetensorsFile.open(file);
                TensorScope _ = TensorScope.open("read-adapter")) {
            Map<String, Tensor> byName = new LinkedHashMap<>();
            for (String name : tensors.names()) {
                if (!name.startsWith(PREFIX)) {
                    throw new ModelFormatException(file + ": " + name + ": expected a name that begins with " + PREFIX
                            + "; is this an adapter that PEFT wrote?");
                }
                byName.put(name.substring(PREFIX.length()), tensors.tensor(name));
            }
            return Adapter.attach(weights, spec, byName, file.toString());
        }
    }

    private static AdapterSpec spec(JsonObject json) {
        requirePlain(json);
        int rank = json.integer("r");
        double alpha = json.number("lora_alpha");
        double dropout = json.numberOr("lora_dropout", 0);
        List<String> targets = json.strings("target_modules");
        return json.boolOr("use_dora", false)
                ? new AdapterSpec.Dora(rank, alpha, dropout, targets)
                : new AdapterSpec.Lora(rank, alpha, dropout, targets);
    }

    /// PEFT's variants that would give other vectors without a word.
    private static void requirePlain(JsonObject json) {
        if (json.boolOr("use_rslora", false)) {
            throw json.error("use_rslora", "expected false, got true");
        }
        if (json.boolOr("fan_in_fan_out", false)) {
            throw json.error("fan_in_fan_out", "expected false, got true");
        }
        for (String pattern : List.of("alpha_pattern", "rank_pattern")) {
            if (json.optionalObject(pattern).filter(object -> !object.keys().isEmpty()).isPresent()) {
                throw json.error(pattern, "expected one rank and alpha for all layers, got some of their own");
            }
        }
    }
}
