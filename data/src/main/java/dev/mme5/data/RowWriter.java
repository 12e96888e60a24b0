package dev.mme5.data;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import dev.mme5.core.run.Progress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Writes chosen rows of several sources in turns, so that each is spread evenly over the whole.
final class RowWriter {
    private final ExampleSink sink;
    private final Progress progress;

    RowWriter(ExampleSink sink, Progress progress) {
        this.sink = sink;
        this.progress = progress;
    }

    /// @param rows numbers from 0 in the order of the source, of rows that can be used
    /// @param prefix put before each id
    record Chosen(DataSource source, BitSet rows, String prefix) {}

    /// @return how many rows were written
    long write(List<Chosen> sources) {
        long total = sources.stream().mapToLong(chosen -> chosen.rows().cardinality()).sum();
        List<Turn> turns = new ArrayList<>();
        boolean whole = false;
        try (Progress.Stage stage = progress.begin("writing rows", total)) {
            sources.forEach(chosen -> turns.add(new Turn(chosen)));
            for (long written = 0; written < total; written++) {
                Turn next = turns.getFirst();
                for (Turn turn : turns) {
                    next = turn.lag() < next.lag() ? turn : next;
                }
                sink.append(next.take());
                stage.advance(1);
            }
            whole = true;
        } catch (IllegalArgumentException e) {
            throw new DatasetException(e.getMessage() + "; correct or remove the row", e);
        } finally {
            turns.forEach(Turn::close);
            if (!whole) {
                sink.abandon();
            }
        }
        sink.close();
        return total;
    }

    private static final class Turn {
        private final Chosen chosen;
        private final ExampleSource walk;
        private final long total;
        private int number = -1;
        private long taken;

        Turn(Chosen chosen) {
            this.chosen = chosen;
            this.walk = ExampleSource.open(chosen.source());
            this.total = chosen.rows().cardinality();
        }

        /// What part of its rows was written when the next one stands in its middle; the least is next.
        double lag() {
            return taken == total ? Double.POSITIVE_INFINITY : (taken + 0.5) / total;
        }

        Example take() {
            int wanted = chosen.rows().nextSetBit(number + 1);
            Optional<SourcedRow> row = Optional.empty();
            while (number < wanted) {
                row = walk.next();
                number++;
            }
            taken++;
            return switch (row.orElseThrow()) {
                case SourcedRow.Good good -> named(good.example());
                case SourcedRow.Bad bad -> throw new DatasetException(bad.place() + ": " + bad.reason() + "; the file has changed, run again");
            };
        }

        private Example named(Example row) {
            return chosen.prefix().isEmpty() ? row : new Example(chosen.prefix() + row.id(), row.task(), row.language(), row.instruction(),
                    row.query(), row.positive(), row.hardNegatives(), row.provenance());
        }

        void close() {
            walk.close();
        }
    }
}
