package dev.mme5.core;

import java.util.Set;

/// What a caller may know of an [Embedder].
///
/// @param name for people
/// @param fingerprint changes whenever vectors may change: hash of weights, adapter and preprocessing
/// @param dimension length of its embeddings
/// @param modalities the kinds of content it takes
public record EmbedderInfo(String name, String fingerprint, int dimension, Set<Modality> modalities) {
    public EmbedderInfo {
        modalities = Set.copyOf(modalities);
    }
}
