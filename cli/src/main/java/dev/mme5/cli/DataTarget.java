package dev.mme5.cli;

import dev.mme5.data.DataSource;
import dev.mme5.data.DataSources;
import dev.mme5.data.ExampleSink;
import dev.mme5.data.ExampleSinks;
import dev.mme5.data.SetAside;
import dev.mme5.data.layout.Layout;
import dev.mme5.serving.embed.OnError;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The flags of every command that writes a training set.
final class DataTarget {
    @Option(names = {"-o", "--out"}, required = true, paramLabel = "OUT",
            description = "A file *.jsonl for native rows, a folder for the published layouts; a folder for native rows gets rows.jsonl.")
    Path out = Path.of("");

    @Option(names = "--to", paramLabel = "LAYOUT", description = "native (the default), mmE5-synthetic, mmE5-MMEB-hardneg or MMEB-train.")
    String to = Layout.NATIVE.hubName();

    @Option(names = "--on-error", paramLabel = "fail|skip", defaultValue = "fail",
            description = "fail: the first row that cannot be used ends the work. skip: it is left out and listed in OUT.rejected.jsonl.")
    OnError onError = OnError.FAIL;

    Layout layout() {
        return Layout.parse(to);
    }

    /// The file of native rows, or the folder.
    Path path() {
        return layout() == Layout.NATIVE && !out.toString().endsWith(".jsonl") ? out.resolve(DataSources.ROWS_FILE) : out;
    }

    /// @param source whose published pictures keep their paths
    ExampleSink sink(DataSource source) {
        return ExampleSinks.open(path(), layout(), source.images());
    }

    SetAside aside() {
        return switch (onError) {
            case FAIL -> SetAside.none();
            case SKIP -> SetAside.into(out.resolveSibling(out.getFileName() + ".rejected.jsonl"));
        };
    }
}
