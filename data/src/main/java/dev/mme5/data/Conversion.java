package dev.mme5.data;

import dev.mme5.core.Example;
import dev.mme5.core.run.Progress;
import java.util.Optional;
import java.util.function.Consumer;

/// Rows of one layout into another, one in memory at a time.
public final class Conversion {
    private Conversion() {}

    /// Writes every row of a source that can be used. The sink is closed, or abandoned if something fails.
    ///
    /// @param aside takes the rows that cannot be used
    /// @param seen is shown each row that was written
    /// @return how many were written
    public static long run(DataSource source, ExampleSink sink, SetAside aside, Progress progress, Consumer<Example> seen) {
        long written = 0;
        boolean whole = false;
        try (ExampleSource rows = ExampleSource.open(source);
                Progress.Stage stage = progress.begin("converting rows", 0)) {
            for (Optional<SourcedRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (write(row.get(), sink, aside, seen)) {
                    written++;
                }
                stage.advance(1);
            }
            whole = true;
        } finally {
            if (!whole) {
                sink.abandon();
            }
        }
        sink.close();
        return written;
    }

    private static boolean write(SourcedRow row, ExampleSink sink, SetAside aside, Consumer<Example> seen) {
        return switch (row) {
            case SourcedRow.Bad bad -> {
                aside.add(bad.place(), bad.reason());
                yield false;
            }
            case SourcedRow.Good good -> {
                Optional<String> trouble = append(sink, good.example());
                trouble.ifPresent(reason -> aside.add(good.place(), reason));
                if (trouble.isEmpty()) {
                    seen.accept(good.example());
                }
                yield trouble.isEmpty();
            }
        };
    }

    private static Optional<String> append(ExampleSink sink, Example example) {
        try {
            sink.append(example);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
