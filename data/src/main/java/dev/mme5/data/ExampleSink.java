package dev.mme5.data;

import dev.mme5.core.Example;

/// Takes training rows into a layout. Nothing is in place before [#close()]; whoever fails calls [#abandon()] first. Not thread-safe.
public interface ExampleSink extends AutoCloseable {

    /// @throws IllegalArgumentException if the layout cannot hold the row, for one because a picture cannot be read; the sink may still be
    ///         given other rows
    void append(Example example);

    /// Drops everything.
    void abandon();

    @Override
    void close();
}
