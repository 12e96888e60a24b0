package dev.mme5.serving.index;

import dev.mme5.core.Embedding;
import java.io.Closeable;
import java.io.IOException;

/// An index in the making. Not thread-safe. Nothing is to be seen at its place before [#finish()]; closed before, it leaves nothing.
public interface VectorIndexWriter extends Closeable {

    /// Adds a vector. The order of adding decides between equal scores.
    void add(IndexEntry entry, Embedding embedding) throws IOException;

    /// Puts the whole index in its place.
    ///
    /// @return what was written
    IndexManifest finish() throws IOException;
}
