package dev.mme5.core.dataset;

import dev.mme5.core.Example;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.run.AtomicFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/// Writes a training set. The rows gather in a temporary file beside the final one; [#close()] moves it into place when it is whole.
/// Whoever fails between two rows calls [#abandon()] before; after a row that could not be written, `close` drops the file by itself.
/// Not thread-safe.
///
/// Paths of pictures are written relative to the file's folder.
public final class ExampleWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final Path temporary;
    private final FileChannel channel;
    private final OutputStream out;
    private final ExampleRow rows;
    private final Set<String> ids = new HashSet<>();
    private boolean whole = true;
    private boolean closed;

    /// @throws UncheckedIOException if the folder cannot be written
    public ExampleWriter(Path jsonl) {
        file = jsonl;
        rows = new ExampleRow(ImageLocations.folderOf(jsonl));
        try {
            temporary = AtomicFiles.temporaryBeside(jsonl);
            channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
            out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Writes a row.
    ///
    /// @throws IllegalArgumentException if the id was written before, or a content is not at most one picture and then one text
    public void append(Example example) {
        boolean written = false;
        try {
            if (!ids.add(example.id())) {
                throw new IllegalArgumentException(file + ": id: expected an id of its own, got \"" + example.id() + "\" again");
            }
            out.write(rows.write(example).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
            written = true;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            whole &= written;
        }
    }

    /// Drops what was written; the file is as it was before. Closing afterwards does nothing.
    public void abandon() {
        whole = false;
        close();
    }

    /// Puts the file in its place. Closing again does nothing.
    @Override
    public void close() {
        closeAs(file);
    }

    /// The same under another name in the same folder; the file is as it was before.
    public void closeAs(Path other) {
        if (closed) {
            return;
        }
        closed = true;
        try {
            try (channel) {
                if (whole) {
                    out.flush();
                    channel.force(true);
                }
            }
            if (whole) {
                AtomicFiles.moveIntoPlace(temporary, other);
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            temporary.toFile().delete();
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(file + ": expected to write the file, got " + FileTrouble.of(e), e);
    }
}
