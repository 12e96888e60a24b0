package dev.mme5.data.check;

import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.core.run.Progress;
import dev.mme5.data.BenchmarkReader;
import dev.mme5.data.DataFile;
import dev.mme5.data.DataSource;
import dev.mme5.data.ExampleSource;
import dev.mme5.data.SourcedRow;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.layout.RowPlace;
import dev.mme5.data.published.PublishedRead;
import dev.mme5.data.published.PublishedReader;
import dev.mme5.data.published.PublishedRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks at every row of a data set and says all that is wrong, one row in memory at a time.
///
/// @param pictures whether pictures must be there
/// @param repaired where a repaired copy goes: a file for native rows, a folder for published ones; none for benchmarks, whose numbers
///         would be others
public record Validation(DataSource source, boolean pictures, Optional<Path> repaired) {
    public Validation {
        if (repaired.isPresent() && source.layout().isBenchmark()) {
            throw new IllegalArgumentException(source.root() + ": expected training rows to repair, got a benchmark (" + source.layout().hubName()
                    + "); a benchmark with changed rows gives other numbers");
        }
    }

    /// @param listener is told of each problem as it is found
    /// @throws DatasetException if a file cannot be read at all
    public ValidationReport run(Progress progress, Consumer<Problem> listener) {
        Optional<Pictures> looked = pictures ? Optional.of(new Pictures()) : Optional.empty();
        try (Progress.Stage stage = progress.begin("checking rows", 0)) {
            if (source.layout().isBenchmark()) {
                return benchmark(looked, stage, listener);
            }
            return source.layout() == Layout.NATIVE ? examples(looked, stage, listener) : published(looked, stage, listener);
        }
    }

    private ValidationReport examples(Optional<Pictures> looked, Progress.Stage stage, Consumer<Problem> listener) {
        Optional<RepairedCopy<SourcedRow.Good>> copy = repaired.map(out -> RepairedCopy.ofNative(source, out));
        Judge<SourcedRow.Good> judge = new Judge<>(new ExampleCheck(looked), copy, listener);
        return finished(judge, copy, () -> {
            try (ExampleSource rows = ExampleSource.open(source)) {
                for (Optional<SourcedRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                    switch (row.get()) {
                        case SourcedRow.Good good -> judge.judge(good);
                        case SourcedRow.Bad bad -> judge.unreadable(unreadable(bad.place(), "", bad.reason()));
                    }
                    stage.advance(1);
                }
            }
        });
    }

    private ValidationReport published(Optional<Pictures> looked, Progress.Stage stage, Consumer<Problem> listener) {
        Optional<RepairedCopy<PublishedRow>> copy = repaired.map(out -> RepairedCopy.ofPublished(source, out));
        Judge<PublishedRow> judge = new Judge<>(new PublishedCheck(source.images(), looked), copy, listener);
        return finished(judge, copy, () -> {
            for (DataFile file : source.files()) {
                published(file, judge, stage);
            }
        });
    }

    private static void published(DataFile file, Judge<PublishedRow> judge, Progress.Stage stage) {
        try (PublishedReader rows = new PublishedReader(file.path())) {
            for (Optional<PublishedRead> row = rows.next(); row.isPresent(); row = rows.next()) {
                switch (row.get()) {
                    case PublishedRead.Good(PublishedRow good) -> judge.judge(good);
                    case PublishedRead.Bad(RowPlace place, String column, String reason) -> judge.unreadable(unreadable(place, column, reason));
                }
                stage.advance(1);
            }
        }
    }

    private <R> ValidationReport finished(Judge<R> judge, Optional<RepairedCopy<R>> copy, Runnable walk) {
        boolean whole = false;
        try {
            walk.run();
            whole = true;
        } finally {
            if (!whole) {
                copy.ifPresent(RepairedCopy::abandon);
            }
        }
        copy.ifPresent(RepairedCopy::close);
        return judge.report(source.layout().hubName());
    }

    private ValidationReport benchmark(Optional<Pictures> looked, Progress.Stage stage, Consumer<Problem> listener) {
        Judge<PlacedRow> judge = new Judge<>(new BenchmarkCheck(looked), Optional.empty(), listener);
        for (DataFile file : source.files()) {
            try (BenchmarkReader rows = BenchmarkReader.open(file.path(), source.images())) {
                for (long number = 1; judged(rows, new RowPlace(file.path(), number), judge); number++) {
                    stage.advance(1);
                }
            }
        }
        return judge.report(source.layout().hubName());
    }

    /// @return whether there was a row
    private static boolean judged(BenchmarkReader rows, RowPlace place, Judge<PlacedRow> judge) {
        try {
            Optional<BenchmarkRow> row = rows.next();
            row.ifPresent(there -> judge.judge(new PlacedRow(place, there)));
            return row.isPresent();
        } catch (DatasetException e) {
            String where = "^" + Pattern.quote(place.file().toString()) + ":\\d+: ";
            judge.unreadable(unreadable(place, "", String.valueOf(e.getMessage()).replaceFirst(where, "")));
            return true;
        }
    }

    private static Problem unreadable(RowPlace place, String column, String reason) {
        return new Problem(place, ProblemKind.UNREADABLE, column, reason);
    }

    private record PlacedRow(RowPlace place, BenchmarkRow row) {}

    private record BenchmarkCheck(Optional<Pictures> pictures) implements RowCheck<PlacedRow> {
        @Override
        public List<Problem> problems(PlacedRow placed) {
            List<Problem> problems = new ArrayList<>();
            Stream<ImageRef> images = Stream.concat(
                    placed.row().queryImage().stream(), placed.row().targetImages().stream().flatMap(Optional::stream));
            pictures.ifPresent(there -> images.distinct().filter(image -> !there.exists(image)).forEach(image -> problems.add(new Problem(
                    placed.place(), ProblemKind.MISSING_PICTURE, "", "expected a picture, got nothing at " + image.location()))));
            return problems;
        }

        @Override
        public Optional<PlacedRow> repaired(PlacedRow row, List<Problem> problems) {
            return Optional.of(row);
        }
    }
}
