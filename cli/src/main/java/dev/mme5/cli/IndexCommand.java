package dev.mme5.cli;

import dev.mme5.core.Embedder;
import dev.mme5.serving.embed.IndexRequest;
import dev.mme5.serving.embed.Indexer;
import dev.mme5.serving.embed.Indexer.IndexReport;
import dev.mme5.serving.embed.OnError;
import dev.mme5.serving.index.ExactIndexWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mme5 index`: pictures or rows in, something to search out.
@Command(name = "index", description = {
        "Makes an index of a folder of pictures, or of rows, for `mme5 search`.", "",
        "Takes png, jpg, gif, bmp and webp files, in the folders inside too. An index that stands in the place is replaced."},
        footer = {"", "Example:", "  mme5 index --model nano --input ~/Pictures --out runs/my-pictures",
            "  mme5 search --index runs/my-pictures --text \"a dog on the beach\""})
final class IndexCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    ModelOptions model = new ModelOptions();

    @Option(names = {"-i", "--input"}, required = true, paramLabel = "DIR|ROWS",
            description = "A folder of pictures, a file of rows as `mme5 embed` takes it, or - for rows on stdin.")
    String input = "";

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "INDEX", description = "The index's folder.")
    Path out = Path.of("");

    @Option(names = "--on-error", paramLabel = "fail|skip",
            description = "fail: the first broken picture or row ends the run, and nothing is written. skip: broken ones are set aside and"
                    + " listed in INDEX/rejected.jsonl (default: skip for a folder, fail for rows).")
    @Nullable OnError onError;

    @Mixin
    Console console = new Console();

    IndexCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        ExactIndexWriter.requireFree(out);
        RowsInput rows = RowsInput.read(input, environment);
        Models models = new Models(environment);
        OnError broken = onError != null ? onError : rows.folder() ? OnError.SKIP : OnError.FAIL;
        IndexRequest request = new IndexRequest(rows.name(), rows.rows(), broken, out, model.source(models));
        int rowsPerCall = model.rowsPerCall();
        try (Embedder embedder = model.open(models)) {
            IndexReport report = new Indexer(embedder, rowsPerCall, environment.progress()).index(request);
            report.rejected().forEach(row -> console.say("set aside: " + row));
            model.cuts().notice("split such texts").ifPresent(console::say);
            Result result = new Result(out.toString(), model.model, report.manifest().fingerprint(), report.manifest().dimension(),
                    report.manifest().count(), report.rejected().size());
            console.result(result, result::summary);
        }
        return ExitCode.OK;
    }

    /// What `--json` prints.
    record Result(String index, String model, String fingerprint, int dimension, long count, int rejected) {
        String summary() {
            String aside = rejected == 0 ? "" : " (" + rejected + " set aside, listed in " + index + "/rejected.jsonl)";
            return "Indexed " + count + " into " + index + aside + ". Search it: mme5 search --index " + index + " --text \"...\"";
        }
    }
}
