package dev.mme5.cli.report;

import dev.mme5.core.Example;
import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Progress;
import dev.mme5.data.DataSource;
import dev.mme5.data.ExampleSource;
import dev.mme5.data.SourcedRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Rows of a data set to look at, drawn evenly if there are many, and those that a synthesis refused.
///
/// @param kept in the order of the set
/// @param refused in the order in which they were refused
/// @param total rows of the set, readable or not
/// @param unreadable rows of the set that cannot be read
public record InspectedRows(List<Example> kept, List<JsonObject> refused, long total, long unreadable) {
    private static final String REFUSED_FILE = "rejected.jsonl";

    public InspectedRows {
        kept = List.copyOf(kept);
        refused = List.copyOf(refused);
    }

    private record Numbered(long number, Example example) {}

    /// Reads a set once (Vitter's algorithm R).
    ///
    /// @param limit most rows to keep, and most refused ones
    public static InspectedRows of(DataSource set, int limit, long seed, Progress progress) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected at least 1, got " + limit);
        }
        List<Numbered> drawn = new ArrayList<>();
        SeededRandom random = SeededRandom.of(seed, "inspect");
        long readable = 0;
        long total = 0;
        try (ExampleSource rows = ExampleSource.open(set);
                Progress.Stage stage = progress.begin("reading rows", 0)) {
            for (Optional<SourcedRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (row.get() instanceof SourcedRow.Good good) {
                    draw(drawn, limit, new Numbered(total, good.example()), readable++, random);
                }
                total++;
                stage.advance(1);
            }
        }
        drawn.sort(Comparator.comparingLong(Numbered::number));
        return new InspectedRows(drawn.stream().map(Numbered::example).toList(), refused(set, limit), total, total - readable);
    }

    private static void draw(List<Numbered> drawn, int limit, Numbered row, long before, SeededRandom random) {
        if (drawn.size() < limit) {
            drawn.add(row);
            return;
        }
        long place = (long) (random.nextDouble() * (before + 1));
        if (place < limit) {
            drawn.set((int) place, row);
        }
    }

    private static List<JsonObject> refused(DataSource set, int limit) {
        Path folder = Files.isDirectory(set.root()) ? set.root() : set.root().toAbsolutePath().getParent();
        Path file = folder.resolve(REFUSED_FILE);
        List<JsonObject> refused = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return refused;
        }
        try (JsonLines lines = JsonLines.open(file)) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent() && refused.size() < limit; line = lines.next()) {
                refused.add(line.get().object());
            }
        }
        return refused;
    }
}
