package dev.mme5.serving.vectors;

import dev.mme5.core.Embedding;
import java.io.Closeable;
import java.io.IOException;

/// A file of vectors being written, in order. Not thread-safe.
///
/// The file is whole once [#finish()] has returned; a sink that is closed before leaves a file that must be thrown away.
public interface VectorSink extends Closeable {

    /// Writes the next row.
    ///
    /// @throws IllegalArgumentException if the embedding's dimension is not the file's
    void append(String id, Embedding embedding) throws IOException;

    /// Writes what is still to write, and forces it to the disk.
    void finish() throws IOException;
}
