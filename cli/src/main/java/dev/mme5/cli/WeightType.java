package dev.mme5.cli;

import dev.mme5.core.json.Json;
import dev.mme5.torch.DType;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flag of commands that write a model.
final class WeightType {
    @Option(names = "--dtype", paramLabel = "f32|bf16", description = "The type of the weights on disk (default: what config.json says).")
    ModelOpener.@Nullable ComputeType dtype;

    DType dtype(Path model) {
        if (dtype != null) {
            return dtype == ModelOpener.ComputeType.F32 ? DType.F32 : DType.BF16;
        }
        return Json.read(model.resolve("config.json")).stringOr("torch_dtype", "bfloat16").equals("float32") ? DType.F32 : DType.BF16;
    }

    /// @throws IllegalArgumentException if a model would be written over the one it is made from
    static void requireOther(Path out, Path from) {
        if (out.toAbsolutePath().normalize().equals(from.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("--out: expected another folder than the model's own, got " + out);
        }
    }
}
