package dev.mme5.core.dataset;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonLines;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;

/// A training set that stays on disk: [#get(int)] reads a row when it is asked for, so that only each row's place is in memory, 16 bytes.
/// The file must stay as it is meanwhile. Thread-safe; a thread that is interrupted while it reads harms no other.
public final class ExampleFile extends AbstractList<Example> implements RandomAccess, AutoCloseable {
    private final Path file;
    private final ExampleRow rows;
    private final Index index;
    private final RandomAccessFile bytes;

    private ExampleFile(Path file, Index index) throws IOException {
        this.file = file;
        this.index = index;
        rows = new ExampleRow(ImageLocations.folderOf(file));
        bytes = new RandomAccessFile(file.toFile(), "r");
    }

    /// Reads every row once, strictly: the first bad one ends it. Pictures are not looked at.
    ///
    /// @param jsonl not packed; pictures' relative paths start from its folder
    /// @throws DatasetException if the file is missing; `file:line: key: …` for a row that is no example or repeats an id
    public static ExampleFile open(Path jsonl) {
        try {
            return new ExampleFile(jsonl, Index.of(jsonl));
        } catch (JsonException e) {
            throw RowErrors.of(e);
        } catch (IOException e) {
            throw new DatasetException(jsonl + ": expected a file to read rows from, got " + FileTrouble.of(e), e);
        }
    }

    @Override
    public int size() {
        return index.size;
    }

    /// Reads a row.
    ///
    /// @throws DatasetException if the file has changed
    @Override
    public Example get(int number) {
        try {
            return rows.read(JsonLines.again(file, index.lines[number], index.positions[number], line(number)).object());
        } catch (IOException | JsonException e) {
            throw new DatasetException(file + ":" + index.lines[number] + ": expected the row that stood here at the beginning, got "
                    + e.getMessage() + "; leave the file as it is while it is read", e);
        }
    }

    private byte[] line(int number) throws IOException {
        byte[] line = new byte[index.lengths[number]];
        synchronized (bytes) {
            bytes.seek(index.positions[number]);
            bytes.readFully(line);
        }
        return line;
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new DatasetException(file + ": expected to close it, got " + FileTrouble.of(e), e);
        }
    }

    /// Where the rows are.
    private static final class Index {
        private static final int FIRST_ROWS = 1024;

        private long[] positions = new long[FIRST_ROWS];
        private int[] lengths = new int[FIRST_ROWS];
        private int[] lines = new int[FIRST_ROWS];
        private int size;

        static Index of(Path jsonl) {
            ExampleRow rows = new ExampleRow(ImageLocations.folderOf(jsonl));
            Map<String, Integer> lineOfId = new HashMap<>();
            Index index = new Index();
            try (JsonLines lines = JsonLines.open(jsonl)) {
                for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                    RowErrors.requireNewId(rows.read(line.get().object()).id(), line.get(), lineOfId);
                    index.add(line.get());
                }
            }
            return index;
        }

        private void add(JsonLines.Line line) {
            if (size == positions.length) {
                positions = Arrays.copyOf(positions, size * 2);
                lengths = Arrays.copyOf(lengths, size * 2);
                lines = Arrays.copyOf(lines, size * 2);
            }
            positions[size] = line.position();
            lengths[size] = line.length();
            lines[size++] = line.number();
        }
    }
}
