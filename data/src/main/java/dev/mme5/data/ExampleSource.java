package dev.mme5.data;

import dev.mme5.core.dataset.ExampleRows;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.layout.RowPlace;
import dev.mme5.data.published.PublishedExamples;
import dev.mme5.data.published.PublishedRead;
import dev.mme5.data.published.PublishedReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Walks the training rows of a data set, file by file, holding few in memory. A row that cannot be read does no harm to the others.
/// Not thread-safe.
public final class ExampleSource implements AutoCloseable {
    private final DataSource source;
    private final Deque<DataFile> files;
    private Optional<OpenFile> open = Optional.empty();
    private String subset = "";
    private long number;

    private ExampleSource(DataSource source) {
        this.source = source;
        this.files = new ArrayDeque<>(source.files());
    }

    /// @throws IllegalArgumentException if the set is a benchmark
    public static ExampleSource open(DataSource source) {
        if (source.layout().isBenchmark()) {
            throw new IllegalArgumentException(source.root() + ": expected training rows, got a benchmark (" + source.layout().hubName()
                    + "); `mme5 evaluate` reads it");
        }
        return new ExampleSource(source);
    }

    /// The next row, empty at the end.
    ///
    /// @throws dev.mme5.core.DatasetException if a file cannot be read at all
    public Optional<SourcedRow> next() {
        while (open.isPresent() || !files.isEmpty()) {
            if (open.isEmpty()) {
                open = Optional.of(open(files.pop()));
            }
            Optional<SourcedRow> row = open.get().next();
            if (row.isPresent()) {
                return row;
            }
            close();
        }
        return Optional.empty();
    }

    private OpenFile open(DataFile file) {
        if (!file.subset().equals(subset)) {
            subset = file.subset();
            number = 0;
        }
        return source.layout() == Layout.NATIVE ? new NativeFile(file, ExampleRows.open(file.path())) : new PublishedFile(file);
    }

    /// Closes the file that is open; reading may go on with the next one.
    @Override
    public void close() {
        open.ifPresent(OpenFile::close);
        open = Optional.empty();
    }

    private interface OpenFile extends AutoCloseable {
        Optional<SourcedRow> next();

        @Override
        void close();
    }

    private record NativeFile(DataFile file, ExampleRows rows) implements OpenFile {
        @Override
        public Optional<SourcedRow> next() {
            return rows.next().map(row -> {
                RowPlace place = new RowPlace(file.path(), row.line());
                return switch (row) {
                    case ExampleRows.Row.Good good -> new SourcedRow.Good(place, file.subset(), good.example());
                    case ExampleRows.Row.Bad bad -> new SourcedRow.Bad(place, file.subset(), bad.reason());
                };
            });
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    private final class PublishedFile implements OpenFile {
        private final DataFile file;
        private final PublishedReader rows;
        private final PublishedExamples examples;

        PublishedFile(DataFile file) {
            this.file = file;
            this.rows = new PublishedReader(file.path());
            this.examples = new PublishedExamples(
                    file.subset(), source.dataset(file.subset()), source.images(), source.unsaidLanguage());
        }

        @Override
        public Optional<SourcedRow> next() {
            return rows.next().map(read -> switch (read) {
                case PublishedRead.Bad(RowPlace place, String column, String reason) ->
                    bad(place, column + ": " + reason);
                case PublishedRead.Good(var row) -> {
                    number++;
                    try {
                        yield new SourcedRow.Good(row.place(), file.subset(), examples.example(row, number));
                    } catch (IllegalArgumentException e) {
                        yield new SourcedRow.Bad(row.place(), file.subset(), String.valueOf(e.getMessage()));
                    }
                }
            });
        }

        private SourcedRow bad(RowPlace place, String reason) {
            number++;
            return new SourcedRow.Bad(place, file.subset(), reason);
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
