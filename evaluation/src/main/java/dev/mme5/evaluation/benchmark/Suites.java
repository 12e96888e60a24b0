package dev.mme5.evaluation.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Opens what a recipe names.
public final class Suites {
    private Suites() {}

    /// @param seed of whatever the suite draws
    /// @param rows folder for row files that the suite makes itself
    /// @throws dev.mme5.core.DatasetException if its data are missing
    public static Suite open(SuiteSpec spec, long seed, Path rows) {
        return open(spec, seed, rows, TaskRows.jsonLines());
    }

    /// The same with rows in other formats than JSON lines.
    public static Suite open(SuiteSpec spec, long seed, Path rows, TaskRows taskRows) {
        return switch (spec) {
            case SuiteSpec.Concepts concepts -> ConceptSuite.open(concepts, seed, rows);
            case SuiteSpec.Xtd xtd -> XtdSuite.open(xtd, taskRows);
            case SuiteSpec.Mmeb mmeb -> MmebSuite.open(taskRows.in(mmeb.rows(), mmeb.images()), mmeb.rows(), mmeb.datasets());
            case SuiteSpec.Folder folder -> FolderSuite.open(taskRows.in(folder.rows(), folder.images()), folder.rows());
        };
    }

    /// What a folder holds, by its files: XTD's captions, MMEB's data sets, or any rows in MMEB's columns. Picture paths start from it.
    public static SuiteSpec ofFolder(Path folder) {
        if (Files.isRegularFile(folder.resolve("XTD10").resolve("test_image_names.txt"))
                || Files.isRegularFile(folder.resolve("test_image_names.txt"))) {
            return new SuiteSpec.Xtd(folder, folder, SuiteSpec.XtdLayout.ORIGINAL, XtdSuite.LANGUAGES);
        }
        if (MmebSuite.DATASETS.stream().anyMatch(dataset -> Files.isRegularFile(folder.resolve(dataset.name() + ".jsonl")))) {
            return new SuiteSpec.Mmeb(folder, folder, List.of());
        }
        return new SuiteSpec.Folder(folder, folder);
    }
}
