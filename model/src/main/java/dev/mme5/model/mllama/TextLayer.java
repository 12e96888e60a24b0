package dev.mme5.model.mllama;

import dev.mme5.model.nn.Pass;
import dev.mme5.torch.Tensor;
import java.util.Optional;

/// One layer of the decoder.
sealed interface TextLayer permits SelfAttentionLayer, CrossAttentionLayer {

    /// @param x [B, T, D]
    Tensor forward(Tensor x, TextContext context, Pass pass);

    /// What every layer of a pass shares.
    ///
    /// @param causalMask [T, T], added to the scores
    /// @param vision absent when the rows have no picture
    record TextContext(RotaryEmbedding.Table rotary, Tensor causalMask, Optional<Vision> vision) {}

    /// What the rows see of their pictures.
    ///
    /// @param states projected features [B, S, D]
    /// @param mask [B, 1, T, S], added to the scores; all zero where a row's token may see no picture (the reference's behaviour)
    /// @param seeing [B, T, 1], 1 where the token may see a picture
    record Vision(Tensor states, Tensor mask, Tensor seeing) {}
}
