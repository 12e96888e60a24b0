package dev.mme5.model.mllama;

import dev.mme5.torch.Tensor;

/// The pictures of a batch of rows, M of them in each row.
///
/// @param pixels [B, M, N, C, S, S], N the model's greatest number of tiles; unused tiles are zero
/// @param aspectRatioIds [B, M], the canvas of each picture; 0 is padding
/// @param tileMask [B, M, N], 1 where a tile is used, in the pixels' type
public record PixelBatch(Tensor pixels, Tensor aspectRatioIds, Tensor tileMask) {}
