package dev.mme5.cli;

import dev.mme5.cli.stage.RunRecord;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.NewModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mme5 model init`: a configuration or a size in, a model with random weights out.
@Command(name = "init", description = {
        "Makes a model with random weights, from a configuration and a tokenizer or from the name of a size.", "",
        "11b is Llama-3.2-11B-Vision's, 21.3 GB on disk; its tokenizer is a stand-in: nano's pieces with Llama 3's special tokens."},
        footer = {"", "Examples:", "  mme5 model init --config nano --out runs/untrained --seed 1",
            "  mme5 model init --size 11b --random runs/random-11b"})
final class ModelInitCommand implements Callable<Integer> {
    private static final String NANO = "nano";
    private static final String PUBLISHED = "11b";

    private final Environment environment;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @ArgGroup(multiplicity = "1")
    Shape shape = new Shape();

    @Mixin
    ModelOutput output = new ModelOutput();

    @Option(names = "--random", description = "Draw the weights fast, to try a size. Without it they are drawn so that a small model"
            + " learns from the first step.")
    boolean random;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Decides the weights (default: 0).")
    long seed;

    @Mixin
    Console console = new Console();

    /// What decides the shapes of the weights.
    static final class Shape {
        @Option(names = "--config", required = true, paramLabel = "MODEL",
                description = "A folder with config.json and a tokenizer, or the name of a shipped model; weights in it are not read.")
        @Nullable String config;

        @Option(names = "--size", required = true, paramLabel = "nano|11b", description = "The name of a size.")
        @Nullable String size;
    }

    ModelInitCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        RunRecord record = RunRecord.begin(Workplaces.of(environment, spec), "model init");
        Path from = companions(new Models(environment));
        NewModel.Start start = random ? NewModel.Start.NOISE : NewModel.Start.LEARNABLE;
        ModelLoader.init(from, output.folder(), new NewModel(start, seed, output.dtype(from)), environment.progress());
        return output.finish(record, Map.of("weights", seed), Map.of(), console);
    }

    /// The folder with the configuration and the tokenizer.
    private Path companions(Models models) {
        if (PUBLISHED.equals(shape.size)) {
            ModelLoader.writePublishedFiles(models.folder(NANO), output.folder());
            return output.folder();
        }
        if (shape.size != null && !shape.size.equals(NANO)) {
            throw new IllegalArgumentException("--size: expected " + NANO + " or " + PUBLISHED + ", got " + shape.size);
        }
        Path from = models.folder(shape.config == null ? NANO : shape.config);
        output.requireOther(from);
        return from;
    }
}
