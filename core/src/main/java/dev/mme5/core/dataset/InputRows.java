package dev.mme5.core.dataset;

import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads rows to embed: JSONL with `{"id": string?, "text": string?, "image": path | data URL?, "instruction": string?}` on each line.
/// A line that is no such row does no harm to the others; the caller decides whether it ends the work.
public final class InputRows {
    private static final List<String> KEYS = List.of("id", "text", "image", "instruction");

    private final Path folder;
    private final Map<String, Integer> lineOfId = new HashMap<>();

    private InputRows(Path folder) {
        this.folder = folder;
    }

    /// Reads a file; one whose name ends in `.gz` is unpacked.
    ///
    /// @param file relative paths of pictures start from its folder
    /// @return one result for each line that is not blank, in order
    /// @throws DatasetException if there is no such file
    public static List<RowResult> read(Path file) {
        try (JsonLines lines = JsonLines.open(file)) {
            return new InputRows(ImageLocations.folderOf(file)).readAll(lines);
        } catch (JsonException e) {
            throw new DatasetException(e.getMessage(), e);
        }
    }

    /// Reads a stream, such as standard input, and closes it.
    ///
    /// @param name what errors call it
    /// @param folder where relative paths of pictures start
    public static List<RowResult> read(InputStream in, String name, Path folder) {
        try (JsonLines lines = JsonLines.of(in, name)) {
            return new InputRows(folder).readAll(lines);
        } catch (JsonException e) {
            throw new DatasetException(e.getMessage(), e);
        }
    }

    private List<RowResult> readAll(JsonLines lines) {
        List<RowResult> results = new ArrayList<>();
        for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            results.add(read(line.get()));
        }
        return List.copyOf(results);
    }

    private RowResult read(JsonLines.Line line) {
        try {
            InputRow row = row(line.object(), line.number());
            lineOfId.put(row.id(), row.line());
            return new RowResult.Good(row);
        } catch (JsonException e) {
            return new RowResult.Bad(line.number(), e.detail());
        }
    }

    private InputRow row(JsonObject object, int line) {
        object.allowOnly(KEYS);
        String id = object.optionalString("id").orElse(Integer.toString(line));
        if (id.isBlank()) {
            throw object.error("id", "expected a name, got \"" + id + "\"; leave the key out to use the line's number");
        }
        if (lineOfId.containsKey(id)) {
            throw object.error("id", "expected an id of its own, got \"" + id + "\", which line " + lineOfId.get(id) + " has; rename one");
        }
        Optional<String> text = nonEmpty(object, "text");
        Optional<ImageRef> image = nonEmpty(object, "image").map(location -> image(location, object));
        if (text.isEmpty() && image.isEmpty()) {
            throw object.error("text", "expected a text or an image, got neither; give the row one");
        }
        return new InputRow(id, text, image, nonEmpty(object, "instruction"), line);
    }

    private static Optional<String> nonEmpty(JsonObject object, String key) {
        return object.optionalString(key).filter(value -> !value.isEmpty());
    }

    private ImageRef image(String location, JsonObject object) {
        if (location.startsWith("http://") || location.startsWith("https://")) {
            throw object.error("image", "expected a path or a data URL, got " + location + "; save the picture to a file first");
        }
        try {
            ImageRef image = ImageRef.parse(location, folder);
            if (image instanceof ImageRef.FileImage(Path path) && !Files.isRegularFile(path)) {
                throw object.error("image", "expected a picture file, got nothing at " + path + "; check the path");
            }
            return image;
        } catch (IllegalArgumentException e) {
            throw object.error("image", "expected a path or a data URL, got one that is malformed (" + e.getMessage() + "); correct it");
        }
    }
}
