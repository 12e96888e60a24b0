/// The words of the domain: content, examples, languages, embeddings and the [Embedder] port. No I/O beyond reading a picture's
/// bytes, no native code, no HTTP. Start at [Content] and [Embedder].
@NullMarked
package dev.mme5.core;

import org.jspecify.annotations.NullMarked;
