package dev.mme5.core;

import java.util.List;

/// Turns content into vectors. The port that keeps evaluation and serving free of any particular model.
///
/// Implementations are safe for use by several threads unless they say otherwise. A content's vector does not depend on what it is
/// embedded with, nor on the order. Nothing is embedded in part: if one content fails, the call fails and says which.
public interface Embedder extends AutoCloseable {

    EmbedderInfo info();

    /// Embeds each content.
    ///
    /// @return one embedding for each content, in the same order
    /// @throws ContentException if a content cannot be embedded: a broken picture, a modality the model does not take
    List<Embedding> embed(List<Content> contents);

    @Override
    void close();
}
