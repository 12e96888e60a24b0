package dev.mme5.synthesis.corpus;

import dev.mme5.core.DatasetException;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.ImageRef;
import dev.mme5.data.parquet.ParquetColumn;
import dev.mme5.data.parquet.ParquetReader;
import dev.mme5.data.parquet.ParquetRow;
import dev.mme5.data.parquet.ParquetType;
import dev.mme5.data.parquet.ParquetValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rows of a Parquet file: a column `image` (or `image_path`, `path`, `jpg`, `png`) with pictures as the hub carries them, their bytes,
/// or their paths from the file's folder; `id` or `key`, and the facts, as in JSONL. Pictures that are bytes are handed over inline.
///
/// @param idPrefix before an id that is only a row's number
record ParquetSource(Path file, String idPrefix) implements PictureSource {
    private static final List<String> IMAGE = List.of("image", "image_path", "path", "jpg", "png");
    private static final List<String> ID = List.of("id", "key");

    @Override
    public void read(PictureSink sink) {
        String column = imageColumn(ParquetReader.columns(file));
        try (ParquetReader rows = ParquetReader.open(file)) {
            for (Optional<ParquetRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                read(row.get(), column, sink);
            }
        }
    }

    private String imageColumn(List<ParquetColumn> columns) {
        for (String name : IMAGE) {
            for (ParquetColumn column : columns) {
                boolean usable = column.type() == ParquetType.PICTURE || column.type() == ParquetType.BYTES || column.type() == ParquetType.TEXT;
                if (column.name().equals(name) && usable) {
                    return name;
                }
            }
        }
        throw new DatasetException(file + ": expected a column of pictures, one of " + IMAGE + ", got "
                + columns.stream().map(ParquetColumn::name).toList() + "; rename the column");
    }

    private void read(ParquetRow row, String column, PictureSink sink) {
        try {
            Optional<ImageRef> image = image(row.value(column));
            if (image.isEmpty()) {
                sink.setAside(row.where(), column + ": expected a picture, got none");
                return;
            }
            byte[] bytes = image.get().bytes();
            if (!PictureFormat.isPicture(Arrays.copyOf(bytes, Math.min(bytes.length, PictureFormat.HEAD_BYTES)))) {
                sink.setAside(row.where(), column + ": expected a picture (png, jpeg, gif, bmp, webp), got " + bytes.length + " bytes of another kind");
                return;
            }
            String id = first(row, ID).orElse(idPrefix + row.number());
            sink.accept(new CorpusPicture(id, image.get(), bytes.length,
                    new PictureFacts(first(row, Facts.CAPTION), first(row, Facts.LICENCE), first(row, Facts.SOURCE))));
        } catch (IOException e) {
            sink.setAside(row.where(), column + ": expected a picture that can be read, got " + FileTrouble.of(e));
        }
    }

    private Optional<ImageRef> image(ParquetValue value) {
        return switch (value) {
            case ParquetValue.Picture(Optional<ParquetValue.Bytes> bytes, Optional<String> path) ->
                bytes.map(ParquetSource::inline).or(() -> path.map(this::file));
            case ParquetValue.Bytes bytes -> Optional.of(inline(bytes));
            case ParquetValue.Text(String path) -> Optional.of(file(path));
            case ParquetValue.Texts _, ParquetValue.Absent _ -> Optional.empty();
        };
    }

    private static ImageRef inline(ParquetValue.Bytes bytes) {
        return new ImageRef.InlineImage("image/" + PictureFormat.subtype(bytes.bytes()), bytes.bytes());
    }

    private ImageRef file(String path) {
        Path folder = file.getParent() == null ? Path.of("") : file.getParent();
        return new ImageRef.FileImage(folder.resolve(path).normalize());
    }

    private static Optional<String> first(ParquetRow row, List<String> names) {
        return names.stream()
                .map(row::value)
                .flatMap(value -> value instanceof ParquetValue.Text(String text) && !text.isBlank() ? Stream.of(text) : Stream.empty())
                .findFirst();
    }
}
