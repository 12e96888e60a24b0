package dev.mme5.serving.vectors;

import dev.mme5.core.Embedding;
import dev.mme5.core.json.Json;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Vectors as JSON lines. Each number is the shortest that reads back as the same float.
final class JsonlVectors implements VectorSink {
    private final FileOutputStream file;
    private final BufferedWriter out;

    JsonlVectors(Path path) throws IOException {
        file = new FileOutputStream(path.toFile());
        out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8), 1 << 16);
    }

    @Override
    public void append(String id, Embedding embedding) throws IOException {
        StringBuilder line = new StringBuilder(16 * embedding.dimension());
        line.append("{\"id\":").append(Json.write(id)).append(",\"embedding\":");
        char separator = '[';
        for (float value : embedding.toArray()) {
            line.append(separator).append(value);
            separator = ',';
        }
        out.append(line.append("]}\n"));
    }

    @Override
    public void finish() throws IOException {
        out.flush();
        file.getChannel().force(true);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
