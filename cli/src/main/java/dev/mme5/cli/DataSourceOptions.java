package dev.mme5.cli;

import dev.mme5.data.DataSource;
import dev.mme5.data.DataSources;
import dev.mme5.data.layout.Layout;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of every command that reads a data set.
final class DataSourceOptions {
    @Option(names = "--format", paramLabel = "LAYOUT",
            description = "native, mmE5-synthetic, mmE5-MMEB-hardneg, MMEB-train, benchmark, MMEB-eval or XTD-10; found out if left away.")
    @Nullable String format;

    @Option(names = "--images", paramLabel = "DIR",
            description = "The folder that published paths of pictures start from; the data set's own if left away.")
    @Nullable Path images;

    @Option(names = "--split", paramLabel = "NAME", description = "The split to read, where a set has several (MMEB-train: original).")
    @Nullable String split;

    DataSource open(Path path) {
        return DataSources.open(new DataSources.Query(
                path, Optional.ofNullable(format).map(Layout::parse), Optional.ofNullable(images), Optional.ofNullable(split)));
    }
}
