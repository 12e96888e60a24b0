package dev.mme5.training;

import dev.mme5.core.AdapterSpec;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.dataset.ExampleFile;
import dev.mme5.core.dataset.ExampleReader;
import dev.mme5.core.run.Progress;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelFiles;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.adapter.Adapter;
import dev.mme5.model.adapter.PeftFiles;
import dev.mme5.model.nn.Parameter;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.training.batch.CheckedExamples;
import dev.mme5.training.batch.ContrastiveTask;
import dev.mme5.training.batch.ReferenceRows;
import dev.mme5.training.pretraining.ClassVectors;
import dev.mme5.training.pretraining.FreshModel;
import dev.mme5.training.pretraining.NamedPictureTask;
import dev.mme5.training.pretraining.PictureGates;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One training run from files to files: a model's folder, a recipe and data in; an adapter or a model out.
///
/// @param model folder of the model; where pre-training begins from fresh weights, only its configuration and tokenizer are read
/// @param data native rows, needed by contrastive training
/// @param adapter an adapter to begin from
/// @param out the run's folder
/// @param resume whether to continue from the newest checkpoint in `out`
public record TrainingRun(
        TrainingRecipe recipe, Path model, Optional<Path> data, Optional<Path> adapter, Path out, boolean resume) {

    /// What a run made.
    ///
    /// @param artefact `out/adapter` or `out/model`
    /// @param steps of the whole run
    /// @param setAside rows that were not learned from because something of them cannot be read; `out/set-aside.jsonl` lists them
    /// @param cut rows that lost the end of a text
    public record Result(Path artefact, long steps, int setAside, CheckedExamples.Cut cut) {}

    /// Trains to the end.
    ///
    /// @param checked is told of the rows before training begins
    public Result run(Progress progress, InstantSource clock, Consumer<CheckedExamples> checked) {
        return switch (recipe.task()) {
            case TaskSpec.Contrastive contrastive -> contrastive(contrastive, progress, clock, checked);
            case TaskSpec.NamedPictures pictures -> pretrain(pictures, progress, clock);
        };
    }

    private Result contrastive(TaskSpec.Contrastive spec, Progress progress, InstantSource clock, Consumer<CheckedExamples> checked) {
        Path rows = data.orElseThrow(() -> new DatasetException("training: expected --data with native rows, got none"));
        if (rows.toString().endsWith(".gz")) {
            return contrastive(spec, ExampleReader.readAll(rows), progress, clock, checked); // has no places to read at
        }
        try (ExampleFile all = ExampleFile.open(rows)) {
            return contrastive(spec, all, progress, clock, checked);
        }
    }

    private Result contrastive(
            TaskSpec.Contrastive spec, List<Example> all, Progress progress, InstantSource clock, Consumer<CheckedExamples> checked) {
        try (Encoder encoder = ModelLoader.open(model, recipe.typeOfFrozen())) {
            CheckedExamples examples = CheckedExamples.of(spec.dropsLast() ? ReferenceRows.withoutLast(all) : all,
                    example -> ContrastiveTask.shown(example, spec), ContrastiveTask.reader(spec, encoder), progress);
            examples.writeSetAside(out.resolve("set-aside.jsonl"));
            checked.accept(examples);
            int setAside = examples.setAside().size();
            ContrastiveTask task = new ContrastiveTask(spec, encoder, examples.whole(), recipe.seed());
            long steps = recipe.schedule().steps() > 0 ? recipe.schedule().steps() : task.steps(recipe.schedule().epochs() / recipe.batch().accumulation());
            if (recipe.adapter() instanceof AdapterSpec.Full) {
                train(encoder, encoder.weights().used(), task, steps, progress, clock);
                return new Result(saveModel(encoder), steps, setAside, examples.cut());
            }
            try (Adapter adapted = adapter.map(path -> PeftFiles.attach(encoder.weights(), path))
                    .orElseGet(() -> Adapter.attach(encoder.weights(), recipe.adapter(), new Rng(recipe.seed()).split(-1)))) {
                train(encoder, adapted.parameters(), task, steps, progress, clock);
                Path target = out.resolve("adapter");
                PeftFiles.write(adapted, target, model.getFileName().toString());
                return new Result(target, steps, setAside, examples.cut());
            }
        }
    }

    private Result pretrain(TaskSpec.NamedPictures spec, Progress progress, InstantSource clock) {
        try (Encoder encoder = beginning(spec.start());
                TensorScope _ = TensorScope.open("pretraining")) {
            Tensor classes = classVectors(spec, encoder);
            Tensor scale = Ops.full(Math.log(1 / spec.temperature()), DType.F32);
            NamedPictureTask task = new NamedPictureTask(spec, encoder, recipe.seed(), classes, scale);
            long steps = recipe.schedule().steps();
            train(encoder, encoder.weights().parameters(), task, steps, progress, clock);
            return new Result(saveModel(encoder), steps, 0, CheckedExamples.Cut.NONE);
        }
    }

    private Encoder beginning(TaskSpec.Start start) {
        return switch (start) {
            case TaskSpec.Start.Fresh _ -> ModelLoader.fresh(model, recipe.seed());
            case TaskSpec.Start.Model begun -> {
                Encoder encoder = ModelLoader.open(model, DType.F32);
                if (begun.pictureGates() < 1) {
                    PictureGates.close(encoder, begun.pictureGates());
                }
                yield encoder;
            }
        };
    }

    private static Tensor classVectors(TaskSpec.NamedPictures spec, Encoder encoder) {
        List<Concept> concepts = NamedPictureTask.concepts(spec);
        return switch (spec.start()) {
            case TaskSpec.Start.Fresh _ -> FreshModel.begin(concepts, encoder);
            case TaskSpec.Start.Model _ -> ClassVectors.ofNames(concepts, spec.languages(), encoder);
        };
    }

    private void train(
            Encoder encoder, List<Parameter> trained, TrainingTask task, long steps, Progress progress, InstantSource clock) {
        try (Trainer trainer = new Trainer(recipe, encoder, trained, task, steps, out, clock)) {
            if (resume) {
                trainer.resume();
            }
            trainer.run(progress, step -> {});
            trainer.useAverages();
            trainer.interpolate();
        }
    }

    private Path saveModel(Encoder encoder) {
        Path target = out.resolve("model");
        ModelFiles.write(encoder, model, target, DType.BF16);
        return target;
    }
}
