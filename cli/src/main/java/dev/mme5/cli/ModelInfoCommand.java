package dev.mme5.cli;

import dev.mme5.core.Embedder;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Modality;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mme5 model info`: opens a model and says what it is.
@Command(name = "info", description = "Opens a model, which proves that it can be used, and says what it is.",
        footer = {"", "Example:", "  mme5 model info nano --json"})
final class ModelInfoCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(paramLabel = "MODEL", description = "A model's folder in Hugging Face's layout, or the name of a shipped model.")
    String model = "";

    @Option(names = "--adapter", paramLabel = "DIR", description = "An adapter's folder in PEFT's layout, put on top of the model.")
    @Nullable Path adapter;

    @Mixin
    Console console = new Console();

    ModelInfoCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Models models = new Models(environment);
        try (Embedder embedder = models.open(model, Optional.ofNullable(adapter), ModelOpener.ComputeType.AUTO, 1)) {
            EmbedderInfo info = embedder.info();
            Result result = new Result(info.name(), models.folder(model), Optional.ofNullable(adapter), info.dimension(),
                    info.modalities().stream().sorted().map(Modality::code).toList(), info.fingerprint(), facts(models.folder(model)));
            console.result(result, result::text);
        }
        return ExitCode.OK;
    }

    private static Optional<ModelFacts> facts(Path folder) {
        return Files.exists(folder.resolve("config.json")) ? Optional.of(ModelFacts.of(folder)) : Optional.empty();
    }

    /// What `--json` prints.
    ///
    /// @param facts from its files, where it has any
    record Result(
            String name,
            Path folder,
            Optional<Path> adapter,
            int dimension,
            List<String> modalities,
            String fingerprint,
            Optional<ModelFacts> facts) {
        String text() {
            return String.join("\n",
                    "name         " + name,
                    "folder       " + folder,
                    "adapter      " + adapter.map(Path::toString).orElse("none"),
                    "dimension    " + dimension,
                    "modalities   " + String.join(", ", modalities) + "  (T text, I image, IT image and text)",
                    "fingerprint  " + fingerprint + facts.map(files -> "\n" + files.lines()).orElse(""));
        }
    }
}
