package dev.mme5.cli;

import dev.mme5.cli.stage.ModelFolder;
import dev.mme5.cli.stage.RunRecord;
import dev.mme5.model.Encoder;
import dev.mme5.model.Loading;
import dev.mme5.model.ModelFiles;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.adapter.Adapter;
import dev.mme5.model.adapter.PeftFiles;
import dev.mme5.torch.DType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mme5 model merge`: a model and an adapter in, one model out.
@Command(name = "merge", description = "Writes an adapter into the weights of its model: the new model needs no adapter.",
        footer = {"", "Example:", "  mme5 model merge -m nano --adapter runs/tuned/adapter -o runs/merged"})
final class ModelMergeCommand implements Callable<Integer> {
    private final Environment environment;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = {"-m", "--model"}, required = true, paramLabel = "MODEL",
            description = "A model's folder in Hugging Face's layout, or the name of a shipped model such as nano.")
    String model = "";

    @Option(names = "--adapter", required = true, paramLabel = "DIR", description = "An adapter's folder in PEFT's layout.")
    Path adapter = Path.of("");

    @Mixin
    ModelOutput output = new ModelOutput();

    @Mixin
    Console console = new Console();

    ModelMergeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path from = new Models(environment).folder(model);
        output.requireOther(from);
        ModelFolder folder = new ModelFolder(from, Optional.of(adapter));
        RunRecord record = RunRecord.begin(Workplaces.of(environment, spec), "model merge");
        // As stored: what is merged is computed in F32 all the same, and a large model is not copied.
        try (Encoder encoder = ModelLoader.open(from, new Loading(DType.F32, Loading.LinearWeights.AS_STORED));
                Adapter attached = PeftFiles.attach(encoder.weights(), adapter)) {
            ModelFiles.writeMerged(encoder, attached, from, output.folder(), output.dtype(from));
        }
        return output.finish(record, Map.of(), folder.hashes(), console);
    }
}
