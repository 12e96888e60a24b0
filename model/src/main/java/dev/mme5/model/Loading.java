package dev.mme5.model;

import dev.mme5.torch.DType;
import dev.mme5.torch.safetensors.CheckpointFiles;
import java.nio.file.Path;
import java.util.Optional;

/// How a model's weights are brought into memory.
///
/// @param type the type to compute in
/// @param linear how the weights of linear layers, nearly all of a model, lie in memory
public record Loading(DType type, LinearWeights linear) {
    /// From this many parameters on a model is large: it is not copied into another type.
    public static final long LARGE = 1_000_000_000;

    /// How the weights of linear layers lie in memory.
    public enum LinearWeights {
        /// In the type to compute in. Where the file has that type its pages are mapped, otherwise they are copied.
        CONVERTED,
        /// As in the file, mapped, and converted pass by pass.
        AS_STORED
    }

    /// In one type throughout.
    public static Loading in(DType type) {
        return new Loading(type, LinearWeights.CONVERTED);
    }

    /// What fits the model's size: a small one computes in F32, a large one in the type it is stored in; a large one that is to compute
    /// in another type converts its weights pass by pass.
    ///
    /// @param wanted the type to compute in, if it matters
    /// @throws dev.mme5.torch.safetensors.WeightFormatException if the weights cannot be read
    public static Loading fitting(Path folder, Optional<DType> wanted) {
        try (CheckpointFiles files = CheckpointFiles.open(folder)) {
            if (files.elements() < LARGE) {
                return in(wanted.orElse(DType.F32));
            }
            return new Loading(wanted.orElse(files.dominantType()), LinearWeights.AS_STORED);
        }
    }

    /// Whether the model is one that was found too large to be copied.
    public boolean isLarge() {
        return linear != LinearWeights.CONVERTED;
    }
}
