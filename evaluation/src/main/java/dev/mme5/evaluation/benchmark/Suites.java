package dev.mme5.evaluation.benchmark;

import java.nio.file.Path;

/// Opens what a recipe names.
public final class Suites {
    private Suites() {}

    /// @param seed of whatever the suite draws
    /// @param rows folder for row files that the suite makes itself
    /// @throws dev.mme5.core.DatasetException if its data are missing
    public static Suite open(SuiteSpec spec, long seed, Path rows) {
        return switch (spec) {
            case SuiteSpec.Concepts concepts -> ConceptSuite.open(concepts, seed, rows);
            case SuiteSpec.Xtd xtd -> XtdSuite.open(xtd);
            case SuiteSpec.Mmeb mmeb -> MmebSuite.open(mmeb.rows(), mmeb.images(), mmeb.datasets());
            case SuiteSpec.Folder folder -> FolderSuite.open(folder.rows(), folder.images());
        };
    }
}
