package dev.mme5.synthesis.journal;

import dev.mme5.core.FileTrouble;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/// Reads a journal: all of it in order, or one record at a place. Thread-safe. Not by a [java.nio.channels.FileChannel], which an
/// interrupted thread would close under all others.
final class JournalReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int FIRST_READ_BYTES = 1 << 13;

    private final Path file;
    private final RandomAccessFile in;
    private final ReentrantLock lock = new ReentrantLock();

    /// @throws IOException if there is no such file
    JournalReader(Path file) throws IOException {
        this.file = file;
        this.in = new RandomAccessFile(file.toFile(), "r");
    }

    /// Takes the records in order.
    @FunctionalInterface
    interface Visitor {
        void record(long offset, JournalRecord record);
    }

    /// How a journal was found.
    ///
    /// @param wholeBytes up to the end of the last whole line; a killed process or machine may leave part of a line behind it
    /// @param damaged lines within that are no records
    record Scan(long wholeBytes, int damaged) {}

    /// Reads everything. What is no record is passed over: the call it stood for will be asked again.
    Scan scan(Visitor visitor) {
        long lineStart = 0;
        int damaged = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                int from = 0;
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        line.write(buffer, from, i - from);
                        damaged += visit(lineStart, line, visitor) ? 0 : 1;
                        lineStart += line.size() + 1;
                        line.reset();
                        from = i + 1;
                    }
                }
                line.write(buffer, from, count - from);
            }
            return new Scan(lineStart, damaged);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private boolean visit(long offset, ByteArrayOutputStream line, Visitor visitor) {
        try {
            visitor.record(offset, parse(line.toString(StandardCharsets.UTF_8), offset));
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    /// The record that begins at a place.
    JournalRecord read(long offset) {
        lock.lock();
        try {
            return parse(line(offset), offset);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }

    private String line(long offset) throws IOException {
        in.seek(offset);
        byte[] buffer = new byte[FIRST_READ_BYTES];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, 0, i);
                    return line.toString(StandardCharsets.UTF_8);
                }
            }
            line.write(buffer, 0, count);
        }
        throw new IOException("the file ends within a record");
    }

    private JournalRecord parse(String line, long offset) {
        return JournalLine.read(Json.parse(line, file + "@" + offset));
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(file + ": expected to read the journal, got " + FileTrouble.of(e), e);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
