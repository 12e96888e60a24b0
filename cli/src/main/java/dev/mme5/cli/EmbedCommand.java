package dev.mme5.cli;

import dev.mme5.core.Embedder;
import dev.mme5.serving.embed.BulkEmbedder;
import dev.mme5.serving.embed.BulkReport;
import dev.mme5.serving.embed.BulkRequest;
import dev.mme5.serving.embed.OnError;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mme5 embed`: rows in, vectors out.
@Command(name = "embed", description = {
        "Turns rows of text and pictures into vectors.", "",
        "A row is a line of JSON: {\"id\"?, \"text\"?, \"image\"?, \"instruction\"?} with a text, an image or both; a relative path"
                + " starts at the file's folder."},
        footer = {"", "Example:", "  printf '{\"text\": \"a red car\"}\\n{\"image\": \"car.png\"}\\n' > rows.jsonl",
            "  mme5 embed --model nano --input rows.jsonl --output vectors.npy --stats"})
final class EmbedCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    ModelOptions model = new ModelOptions();

    @Option(names = {"-i", "--input"}, required = true, paramLabel = "ROWS", description = "A file of rows, a folder of pictures, or - for stdin.")
    String input = "";

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT",
            description = "Where to: a name in .jsonl, a name in .npy (ids beside it in OUT.ids), or - for JSONL on stdout.")
    String output = "";

    @Mixin
    PromptOptions prompt = new PromptOptions();

    @Mixin
    LengthOptions length = new LengthOptions();

    @Option(names = "--on-error", paramLabel = "fail|skip", defaultValue = "fail",
            description = "fail: the first broken row ends the run, and nothing is written. skip: broken rows are listed in"
                    + " OUT.rejected.jsonl (default: fail).")
    OnError onError = OnError.FAIL;

    @Option(names = "--stats", description = "Say on stderr how fast it went and how much memory it took.")
    boolean stats;

    @Mixin
    Console console = new Console();

    EmbedCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (VectorTarget target = VectorTarget.of(output, console.json)) {
            RowsInput rows = RowsInput.read(input, environment);
            BulkRequest request = new BulkRequest(rows.name(), rows.rows(), prompt.of(), onError, target.file());
            int rowsPerCall = model.rowsPerCall();
            Instant begin = environment.clock().instant();
            try (Embedder embedder = model.open(new Models(environment), length.maxTokens())) {
                Duration loading = Duration.between(begin, environment.clock().instant());
                BulkReport report = new BulkEmbedder(embedder, rowsPerCall, environment.clock(), environment.progress()).run(request);
                report.rejected().forEach(row -> console.say("set aside: " + row));
                model.cuts().notice(LengthOptions.ADVICE).ifPresent(console::say);
                print(EmbedStats.of(output, report, model.cuts().count(), loading), target);
            }
        }
        return ExitCode.OK;
    }

    private void print(EmbedStats result, VectorTarget target) throws IOException {
        if (stats && !console.json) {
            console.say(result.speed());
        }
        if (target.isStdout()) {
            target.copyTo(environment.out());
        } else {
            console.result(result, result::summary);
        }
    }
}
