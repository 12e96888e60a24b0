package dev.mme5.synthesis.corpus;

import dev.mme5.core.ImageRef;

/// A picture of a corpus.
///
/// @param id its own in the corpus
/// @param bytes how many it takes, encoded
public record CorpusPicture(String id, ImageRef image, long bytes, PictureFacts facts) {}
