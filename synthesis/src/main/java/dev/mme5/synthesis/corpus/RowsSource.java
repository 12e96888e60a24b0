package dev.mme5.synthesis.corpus;

import dev.mme5.core.DatasetException;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.ImageRef;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Rows `{"image": path, "id": …?, "caption": …?, "licence": …?, "source": …?}`, one a line; other keys are passed over.
///
/// @param file relative paths start from its folder; a picture's id is `id`, or else the path
record RowsSource(Path file) implements PictureSource {

    @Override
    public void read(PictureSink sink) {
        Path folder = file.getParent() == null ? Path.of("") : file.getParent();
        try (JsonLines lines = JsonLines.open(file)) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                read(line.get(), folder, sink);
            }
        } catch (JsonException e) {
            throw new DatasetException(e.getMessage(), e);
        }
    }

    private static void read(JsonLines.Line line, Path folder, PictureSink sink) {
        try {
            JsonObject row = line.object();
            String location = row.string("image");
            ImageRef image = ImageRef.parse(location, folder);
            byte[] bytes = head(image);
            if (!PictureFormat.isPicture(Arrays.copyOf(bytes, Math.min(bytes.length, PictureFormat.HEAD_BYTES)))) {
                sink.setAside(line.where(), "image: expected a picture (png, jpeg, gif, bmp, webp), got another kind of file at " + location);
                return;
            }
            sink.accept(new CorpusPicture(row.stringOr("id", location), image, size(image, bytes), Facts.of(row)));
        } catch (JsonException e) {
            sink.setAside(line.where(), e.detail());
        } catch (IllegalArgumentException e) {
            sink.setAside(line.where(), "image: expected a path, got one that is malformed (" + e.getMessage() + ")");
        } catch (IOException e) {
            sink.setAside(line.where(), "image: expected a picture that can be read, got " + FileTrouble.of(e));
        }
    }

    /// The first bytes of a file, all of a member of an archive.
    private static byte[] head(ImageRef image) throws IOException {
        if (image instanceof ImageRef.FileImage(Path path)) {
            try (InputStream in = Files.newInputStream(path)) {
                return in.readNBytes(PictureFormat.HEAD_BYTES);
            }
        }
        return image.bytes();
    }

    private static long size(ImageRef image, byte[] bytes) throws IOException {
        return image instanceof ImageRef.FileImage(Path path) ? Files.size(path) : bytes.length;
    }
}
