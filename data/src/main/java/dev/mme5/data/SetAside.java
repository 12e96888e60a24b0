package dev.mme5.data;

import dev.mme5.core.DatasetException;
import dev.mme5.core.json.Json;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.data.layout.RowPlace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What becomes of rows that cannot be used: the first ends the work, or each is listed and left out. Not thread-safe.
public final class SetAside implements AutoCloseable {
    private final Optional<Path> list;
    private @Nullable Path temporary;
    private @Nullable BufferedWriter writer;
    private long count;

    private SetAside(Optional<Path> list) {
        this.list = list;
    }

    /// The first row that cannot be used ends the work.
    public static SetAside none() {
        return new SetAside(Optional.empty());
    }

    /// Rows that cannot be used are left out and listed, one `{"file", "line", "reason"}` on each line; without any there is no such file.
    public static SetAside into(Path jsonl) {
        return new SetAside(Optional.of(jsonl));
    }

    private record Line(String file, long line, String reason) {}

    /// @param reason `<column>: expected <this>, got <that>`
    /// @throws DatasetException if no row may be left out
    public void add(RowPlace place, String reason) {
        if (list.isEmpty()) {
            throw new DatasetException(place + ": " + reason + "; correct or remove the row, or leave such rows out with --on-error skip");
        }
        try {
            if (writer == null) {
                temporary = AtomicFiles.temporaryBeside(list.get());
                writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8);
            }
            writer.write(Json.write(new Line(place.file().toString(), place.row(), reason)) + "\n");
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many rows were left out.
    public long count() {
        return count;
    }

    /// Puts the list in its place, or removes an old one if there is nothing to list.
    @Override
    public void close() {
        try {
            if (writer != null && temporary != null) {
                writer.close();
                AtomicFiles.moveIntoPlace(temporary, list.orElseThrow());
                writer = null;
            } else if (list.isPresent() && count == 0) {
                Files.deleteIfExists(list.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
