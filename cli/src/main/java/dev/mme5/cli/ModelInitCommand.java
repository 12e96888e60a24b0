package dev.mme5.cli;

import dev.mme5.cli.stage.ModelFolder;
import dev.mme5.cli.stage.RunRecord;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelFiles;
import dev.mme5.model.ModelLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mme5 model init`: a configuration in, a model with random weights out.
@Command(name = "init", description = "Makes a model with random weights, ready to be trained, from a configuration and a tokenizer.",
        footer = {"", "Example:", "  mme5 model init --config nano --out runs/untrained --seed 1"})
final class ModelInitCommand implements Callable<Integer> {
    private final Environment environment;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", required = true, paramLabel = "MODEL",
            description = "A folder with config.json and a tokenizer, or the name of a shipped model; weights in it are not read.")
    String config = "";

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "DIR", description = "The new model's folder.")
    Path out = Path.of("");

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Decides the weights (default: 0).")
    long seed;

    @Mixin
    WeightType type = new WeightType();

    @Mixin
    Console console = new Console();

    ModelInitCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path from = new Models(environment).folder(config);
        WeightType.requireOther(out, from);
        RunRecord record = RunRecord.begin(Workplaces.of(environment, spec), "model init");
        try (Encoder encoder = ModelLoader.fresh(from, seed)) {
            ModelFiles.write(encoder, from, out, type.dtype(from));
        }
        record.write(out, "", Map.of("weights", seed), new ModelFolder(out, Optional.empty()).hashes());
        ModelFacts facts = ModelFacts.of(out);
        console.result(facts, () -> "Wrote " + facts.summary() + " into " + out + ".");
        return ExitCode.OK;
    }
}
