package dev.mme5.data.card;

import dev.mme5.core.FileTrouble;
import dev.mme5.core.TaskKind;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Progress;
import dev.mme5.data.Conversion;
import dev.mme5.data.DataSource;
import dev.mme5.data.DataSources;
import dev.mme5.data.ExampleSinks;
import dev.mme5.data.SetAside;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.published.PublishedFolder;
import dev.mme5.data.published.Subsets;
import dev.mme5.data.stats.Statistics;
import dev.mme5.data.stats.StatisticsCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// A training set as it can be put on the hub: rows in the layout of `intfloat/mmE5-synthetic`, pictures, card, recipe.
public final class PublishedDataset {
    /// The recipe in the folder.
    public static final String RECIPE_FILE = "recipe.yaml";
    /// Rows that could not be published, in the folder; not there if there are none.
    public static final String SET_ASIDE_FILE = "set-aside.jsonl";

    private PublishedDataset() {}

    /// @param folder of the set
    /// @param rows that were written
    /// @param setAside rows that could not be, for one because a picture cannot be read
    public record Report(Path folder, long rows, long setAside) {}

    /// Publishes native rows.
    ///
    /// @param rows a native file, or a run's folder with one
    /// @param folder is made; what is in it stays, but for files of the same name and the rows of an earlier set
    public static Report write(Path rows, Path folder, DatasetCard card, Progress progress) {
        try (SetAside aside = SetAside.into(folder.resolve(SET_ASIDE_FILE))) {
            long written = write(DataSources.open(DataSources.Query.of(rows)), folder, card, aside, progress);
            return new Report(folder, written, aside.count());
        }
    }

    /// Publishes the rows of any training set.
    ///
    /// @param aside takes the rows that cannot be published
    /// @return how many were written
    public static long write(DataSource source, Path folder, DatasetCard card, SetAside aside, Progress progress) {
        StatisticsCollector counted = new StatisticsCollector(Optional.empty());
        long written = Conversion.run(source, ExampleSinks.open(folder, Layout.MME5_SYNTHETIC, source.images()), aside, progress,
                row -> counted.add(Subsets.synthetic(row.task()), row));
        Statistics statistics = counted.statistics(Layout.MME5_SYNTHETIC.hubName());
        removeOthers(folder, statistics.subsets().keySet());
        card.recipe().ifPresent(yaml -> AtomicFiles.writeString(folder.resolve(RECIPE_FILE), yaml));
        AtomicFiles.writeString(folder.resolve(DatasetCard.FILE_NAME), card.markdown(statistics, Layout.MME5_SYNTHETIC));
        return written;
    }

    /// An earlier set's rows of a task that this one has none of would be read as part of this one.
    private static void removeOthers(Path folder, Set<String> written) {
        for (TaskKind task : TaskKind.values()) {
            String subset = Subsets.synthetic(task);
            Path file = folder.resolve(PublishedFolder.file(Layout.MME5_SYNTHETIC, subset));
            try {
                if (!written.contains(subset) && Files.deleteIfExists(file)) {
                    Files.delete(file.getParent());
                }
            } catch (DirectoryNotEmptyException e) {
                continue; // whatever else stands there is not ours
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": expected to remove the rows of an earlier set, got " + FileTrouble.of(e), e);
            }
        }
    }
}
