package dev.mme5.data;

import dev.mme5.core.Example;
import dev.mme5.core.dataset.ExampleWriter;
import java.nio.file.Path;

/// Rows into a native file. Pictures stay where they are; the rows name them from the file's folder.
final class NativeSink implements ExampleSink {
    private final ExampleWriter writer;
    private final Fingerprints ids = new Fingerprints();

    NativeSink(Path jsonl) {
        this.writer = new ExampleWriter(jsonl);
    }

    @Override
    public void append(Example example) {
        if (!ids.add(example.id())) {
            throw new IllegalArgumentException("id: expected an id of its own, got \"" + example.id() + "\" again");
        }
        writer.append(example);
    }

    @Override
    public void abandon() {
        writer.abandon();
    }

    @Override
    public void close() {
        writer.close();
    }
}
