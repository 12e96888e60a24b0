package dev.mme5.data;

import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.core.dataset.BenchmarkRows;
import dev.mme5.core.run.Progress;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.parquet.ParquetColumn;
import dev.mme5.data.parquet.ParquetValue;
import dev.mme5.data.parquet.ParquetWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// A benchmark of one layout into another, one row in memory at a time. Every row must be whole: a benchmark with rows left out would
/// give other numbers.
public final class BenchmarkConversion {
    private static final List<ParquetColumn> COLUMNS = List.of(ParquetColumn.text("qry_text"), ParquetColumn.text("qry_img_path"),
            ParquetColumn.texts("tgt_text"), ParquetColumn.texts("tgt_img_path"));

    private final DataSource source;
    private final Path out;
    private final Layout layout;

    /// @param out a folder
    public BenchmarkConversion(DataSource source, Path out, Layout layout) {
        this.source = source;
        this.out = out;
        this.layout = layout;
        if (!layout.isBenchmark() || !source.layout().isBenchmark()) {
            throw new IllegalArgumentException(source.root() + ": expected a benchmark and a layout for benchmarks, got "
                    + source.layout().hubName() + " to " + layout.hubName() + "; rows to train on and rows to measure on are different things");
        }
    }

    /// @return how many rows were written
    /// @throws DatasetException for the first bad row
    public long run(Progress progress) {
        long written = 0;
        try (Progress.Stage stage = progress.begin("converting tasks", source.files().size())) {
            for (DataFile file : source.files()) {
                Walk walk = new Walk(file);
                try (walk.reader) {
                    if (layout == Layout.BENCHMARK) {
                        BenchmarkRows.write(out.resolve(file.subset() + ".jsonl"), () -> walk);
                    } else {
                        parquet(file.subset(), walk);
                    }
                }
                written += walk.count;
                stage.advance(1);
            }
        }
        return written;
    }

    private void parquet(String task, Walk walk) {
        PictureShelf shelf = new PictureShelf(out, source.images(), "");
        boolean whole = false;
        ParquetWriter writer = ParquetWriter.create(out.resolve(task).resolve("test-00000-of-00001.parquet"), COLUMNS);
        try {
            while (walk.hasNext()) {
                BenchmarkRow row = walk.next();
                writer.append(List.of(
                        new ParquetValue.Text(row.queryText()),
                        new ParquetValue.Text(path(row.queryImage(), shelf, walk)),
                        new ParquetValue.Texts(row.targetTexts()),
                        new ParquetValue.Texts(row.targetImages().stream().map(image -> path(image, shelf, walk)).toList())));
            }
            whole = true;
        } finally {
            if (!whole) {
                writer.abandon();
            }
        }
        writer.close();
    }

    private static String path(Optional<ImageRef> image, PictureShelf shelf, Walk walk) {
        try {
            return image.map(shelf::place).orElse("");
        } catch (IllegalArgumentException e) {
            throw new DatasetException(walk.file.path() + ":" + walk.count + ": " + e.getMessage() + "; check --images", e);
        }
    }

    private final class Walk implements Iterator<BenchmarkRow> {
        private final DataFile file;
        private final BenchmarkReader reader;
        private Optional<BenchmarkRow> ahead;
        private long count;

        Walk(DataFile file) {
            this.file = file;
            this.reader = BenchmarkReader.open(file.path(), source.images());
            this.ahead = reader.next();
        }

        @Override
        public boolean hasNext() {
            return ahead.isPresent();
        }

        @Override
        public BenchmarkRow next() {
            BenchmarkRow row = ahead.orElseThrow(NoSuchElementException::new);
            count++;
            ahead = reader.next();
            return row;
        }
    }
}
