package dev.mme5.synthesis.corpus;

import dev.mme5.core.FileTrouble;
import dev.mme5.core.ImageRef;
import dev.mme5.core.archive.TarWriter;
import dev.mme5.core.run.AtomicFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts pictures that have no file of their own into a tar, where they can be found again. The tar is there only once it is whole, and
/// only if there was such a picture. Not thread-safe.
final class UnpackedPictures implements AutoCloseable {
    private final Path file;
    private @Nullable Path temporary;
    private @Nullable TarWriter writer;
    private int count;

    /// @param file of the tar
    UnpackedPictures(Path file) {
        this.file = file;
    }

    /// Where the picture is from now on: the same if it has a file.
    ImageRef place(ImageRef image) {
        if (!(image instanceof ImageRef.InlineImage inline)) {
            return image;
        }
        byte[] bytes = inline.bytes();
        String name = String.format(Locale.ROOT, "%08d.%s", count++, PictureFormat.subtype(bytes));
        try {
            writer().add(name, bytes);
        } catch (IOException e) {
            throw failed(e);
        }
        return new ImageRef.TarImage(file, name);
    }

    private TarWriter writer() throws IOException {
        TarWriter open = writer;
        if (open == null) {
            Path beside = AtomicFiles.temporaryBeside(file);
            open = new TarWriter(new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16));
            temporary = beside;
            writer = open;
        }
        return open;
    }

    /// Puts the tar in its place.
    void finish() {
        try {
            if (writer != null && temporary != null) {
                writer.close();
                AtomicFiles.moveIntoPlace(temporary, file);
                temporary = null;
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Drops what was not finished.
    @Override
    public void close() {
        try {
            if (temporary != null) {
                if (writer != null) {
                    writer.close();
                }
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(file + ": expected to write the corpus's pictures, got " + FileTrouble.of(e), e);
    }
}
