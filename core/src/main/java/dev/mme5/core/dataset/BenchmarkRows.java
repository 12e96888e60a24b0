package dev.mme5.core.dataset;

import dev.mme5.core.ImageRef;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.AtomicFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads and writes a benchmark's rows as JSONL with MMEB's columns: `qry_text` and `qry_img_path` are strings, `tgt_text` and
/// `tgt_img_path` lists of strings, equally long; an empty string stands for none. Further columns are passed over. An instance walks a
/// file and holds one row in memory; it is not thread-safe.
public final class BenchmarkRows implements AutoCloseable {
    private final JsonLines lines;
    private final Path images;

    private BenchmarkRows(JsonLines lines, Path images) {
        this.lines = lines;
        this.images = images;
    }

    /// Opens a file to walk its rows.
    ///
    /// @param images the folder that pictures lie relative to
    /// @throws dev.mme5.core.DatasetException if there is no such file
    public static BenchmarkRows open(Path jsonl, Path images) {
        try {
            return new BenchmarkRows(JsonLines.open(jsonl), images);
        } catch (JsonException e) {
            throw RowErrors.of(e);
        }
    }

    /// The next row, empty at the end.
    ///
    /// @throws dev.mme5.core.DatasetException `file:line: key: …` for a bad row; the walk may go on
    public Optional<BenchmarkRow> next() {
        try {
            return lines.next().map(line -> row(line, images));
        } catch (JsonException e) {
            throw RowErrors.of(e);
        }
    }

    @Override
    public void close() {
        lines.close();
    }

    /// Reads rows whose pictures lie relative to the file's folder.
    ///
    /// @throws dev.mme5.core.DatasetException `file:line: key: …` for the first bad row
    public static List<BenchmarkRow> read(Path jsonl) {
        return read(jsonl, ImageLocations.folderOf(jsonl));
    }

    /// Reads rows whose pictures lie relative to another folder.
    public static List<BenchmarkRow> read(Path jsonl, Path images) {
        List<BenchmarkRow> rows = new ArrayList<>();
        try (BenchmarkRows walk = open(jsonl, images)) {
            for (Optional<BenchmarkRow> row = walk.next(); row.isPresent(); row = walk.next()) {
                rows.add(row.get());
            }
        }
        return List.copyOf(rows);
    }

    /// Writes rows with the pictures' paths relative to the file's folder.
    ///
    /// @param rows walked once
    public static void write(Path jsonl, Iterable<BenchmarkRow> rows) {
        Path folder = ImageLocations.folderOf(jsonl);
        AtomicFiles.writeWith(jsonl, out -> {
            for (BenchmarkRow row : rows) {
                Columns columns = new Columns(
                        row.queryText(),
                        location(row.queryImage(), folder),
                        row.targetTexts(),
                        row.targetImages().stream().map(image -> location(image, folder)).toList());
                out.write((Json.write(columns) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static BenchmarkRow row(JsonLines.Line line, Path images) {
        JsonObject row = line.object();
        try {
            List<Optional<ImageRef>> targets = new ArrayList<>();
            row.strings("tgt_img_path").forEach(location -> targets.add(image(location, images)));
            return new BenchmarkRow(
                    row.string("qry_text"), image(row.string("qry_img_path"), images), row.strings("tgt_text"), targets);
        } catch (IllegalArgumentException e) {
            throw new JsonException(line.where(), e.getMessage(), e);
        }
    }

    private static Optional<ImageRef> image(String location, Path images) {
        return location.isEmpty() ? Optional.empty() : Optional.of(ImageRef.parse(location, images));
    }

    private static String location(Optional<ImageRef> image, Path folder) {
        return image.map(ref -> ImageLocations.relativeTo(folder, ref)).orElse("");
    }

    /// The columns carry MMEB's own names.
    private record Columns(String qry_text, String qry_img_path, List<String> tgt_text, List<String> tgt_img_path) {}
}
