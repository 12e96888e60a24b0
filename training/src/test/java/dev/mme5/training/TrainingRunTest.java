package dev.mme5.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.AdapterSpec;
import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.Split;
import dev.mme5.core.dataset.ExampleWriter;
import dev.mme5.core.json.Json;
import dev.mme5.core.run.Progress;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.adapter.Adapter;
import dev.mme5.model.adapter.PeftFiles;
import dev.mme5.testkit.SampleCorpus;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import dev.mme5.torch.TensorScope;
import dev.mme5.training.TaskSpec.Captioned;
import dev.mme5.training.TaskSpec.Compat;
import dev.mme5.training.TaskSpec.Contrastive;
import dev.mme5.training.TaskSpec.NamedPictures;
import dev.mme5.training.TaskSpec.Negatives;
import dev.mme5.training.TaskSpec.Start;
import dev.mme5.training.TaskSpec.Style;
import dev.mme5.training.TrainingRecipe.Checkpoints;
import dev.mme5.training.TrainingRecipe.Compute;
import dev.mme5.training.TrainingRecipe.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    @TempDir
    private Path folder;

    private Path rows(String name, List<Example> examples) {
        Path file = folder.resolve(name);
        try (ExampleWriter writer = new ExampleWriter(file)) {
            examples.forEach(writer::append);
        }
        return file;
    }

    private TrainingRun.Result train(TrainingRecipe recipe, Path model, Path rows, Path out) {
        return new TrainingRun(recipe, model, Optional.of(rows), Optional.empty(), out, false).run(Progress.silent(), CLOCK, _ -> {});
    }

    @Test
    void leavesOutARowWithABrokenPictureAndNothingElse() throws IOException {
        long live = TensorScope.liveTensors();
        Path model = TinyMllama.oneTile().write(folder.resolve("model"), 7);
        List<Example> whole = TinyTraining.examples(8);
        List<Example> broken = new ArrayList<>(whole);
        ImageRef text = new ImageRef.FileImage(Files.writeString(folder.resolve("text.png"), "no picture"));
        broken.add(3, TinyTraining.example("broken", Content.image(text), Content.text("b"), List.of()));
        TrainingRecipe recipe = TinyTraining.recipe(TinyTraining.DORA, Compute.F32, 0);

        TrainingRun.Result expected = train(recipe, model, rows("whole.jsonl", whole), folder.resolve("one"));
        TrainingRun.Result actual = train(recipe, model, rows("broken.jsonl", broken), folder.resolve("two"));

        assertThat(expected.setAside()).isZero();
        assertThat(folder.resolve("one/set-aside.jsonl")).doesNotExist();
        assertThat(actual.setAside()).isEqualTo(1);
        assertThat(Files.readAllLines(folder.resolve("two/set-aside.jsonl"))).singleElement().satisfies(line -> {
            assertThat(Json.parse(line, "line").string("id")).isEqualTo("broken");
            assertThat(Json.parse(line, "line").string("reason")).contains("text.png: expected a picture");
        });
        assertThat(Files.readAllBytes(actual.artefact().resolve("adapter_model.safetensors")))
                .as("what the other rows taught").isEqualTo(Files.readAllBytes(expected.artefact().resolve("adapter_model.safetensors")));
        try (Encoder encoder = ModelLoader.open(model, DType.F32);
                Adapter adapter = PeftFiles.attach(encoder.weights(), actual.artefact())) {
            assertThat(adapter.spec()).isEqualTo(TinyTraining.DORA);
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(live);
    }

    @Test
    void makesBatchesInTheReferencesWayIfTheRecipeSaysSo() throws IOException {
        Path model = TinyMllama.oneTile().write(folder.resolve("model"), 7);
        Path rows = rows("rows.jsonl", TinyTraining.examples(4));
        double ours = firstLoss(Optional.empty(), model, rows);
        assertThat(firstLoss(Optional.of(Compat.NONE), model, rows)).isEqualTo(ours);
        // The same rows and negatives, but texts beside pictures get other vectors.
        assertThat(firstLoss(Optional.of(Compat.MME5), model, rows)).isNotCloseTo(ours, within(0.01));
    }

    /// Of a fresh adapter, which changes nothing yet: neither dropout nor the order of the passes has an effect.
    private double firstLoss(Optional<Compat> compat, Path model, Path rows) throws IOException {
        Contrastive task = new Contrastive(4, 1, 1, 0.1, Negatives.OWN_QUERY, compat, Optional.empty(), Optional.empty());
        TrainingRecipe recipe = TinyTraining.withTask(TinyTraining.small(new Checkpoints(9, 1)), task, new Schedule(1, 0, 0, 0));
        Path out = folder.resolve("run-" + compat);
        train(recipe, model, rows, out);
        return Json.parse(Files.readAllLines(out.resolve("metrics.jsonl")).getFirst(), "metrics").number("loss");
    }

    @Test
    void losesTheLastRowOfEachTaskIfTheRecipeSaysSo() {
        Path model = TinyMllama.oneTile().write(folder.resolve("model"), 7);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            examples.add(TinyTraining.synthesized(i, TaskKind.VQA));
        }
        Path rows = rows("rows.jsonl", examples);
        for (boolean dropLast : List.of(false, true)) {
            Contrastive task = new Contrastive(2, 1, 0, 0.1, Negatives.SHARED, Optional.empty(), Optional.of(dropLast), Optional.empty());
            TrainingRecipe recipe = TinyTraining.withTask(TinyTraining.small(new Checkpoints(9, 1)), task, new Schedule(0, 1, 0, 0));
            assertThat(train(recipe, model, rows, folder.resolve("run-" + dropLast)).steps()).isEqualTo(dropLast ? 1 : 2);
        }
    }

    @Test
    void trainsAWholeModelButNotTheHeadItDoesNotRun() throws IOException {
        Path model = TinyMllama.oneTile().write(folder.resolve("model"), 7);
        TrainingRecipe recipe = TinyTraining.recipe(new AdapterSpec.Full(), Compute.BF16, 0.9);
        TrainingRun.Result result = train(recipe, model, rows("rows.jsonl", TinyTraining.examples(8)), folder.resolve("run"));
        assertThat(result.steps()).isEqualTo(6);
        try (Encoder before = ModelLoader.open(model, DType.BF16);
                Encoder after = ModelLoader.open(result.artefact(), DType.BF16)) {
            assertThat(numbers(after, "language_model.lm_head.weight")).isEqualTo(numbers(before, "language_model.lm_head.weight"));
            assertThat(numbers(after, "vision_model.class_embedding")).isNotEqualTo(numbers(before, "vision_model.class_embedding"));
        }
    }

    /// In bf16, the type that models are saved in; a weight that the model does not use keeps the file's.
    private static float[] numbers(Encoder encoder, String name) {
        try (TensorScope _ = TensorScope.open("numbers")) {
            return encoder.weights().parameters().stream()
                    .filter(parameter -> parameter.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .value()
                    .to(DType.BF16)
                    .toFloatArray();
        }
    }

    @Test
    void goesOnlyPartOfTheWayIfTheRecipeSaysSo() {
        Path model = TinyMllama.oneTile().write(folder.resolve("model"), 7);
        Path rows = rows("rows.jsonl", TinyTraining.examples(8));
        TrainingRecipe whole = TinyTraining.recipe(TinyTraining.DORA, Compute.F32, 0);
        TrainingRecipe half = new TrainingRecipe(whole.seed(), whole.compute(), whole.adapter(), whole.task(), whole.batch(),
                whole.optimizer(), whole.schedule(), whole.ema(), 0.5, whole.checkpoints());
        Map<String, float[]> end = adapter(model, train(whole, model, rows, folder.resolve("whole")).artefact());
        Map<String, float[]> middle = adapter(model, train(half, model, rows, folder.resolve("half")).artefact());
        assertThat(middle.keySet()).isEqualTo(end.keySet());
        int fromZero = 0;
        for (Map.Entry<String, float[]> entry : end.entrySet()) {
            if (entry.getKey().contains("lora_B")) { // B begins at zero
                float[] halved = entry.getValue().clone();
                for (int i = 0; i < halved.length; i++) {
                    halved[i] *= 0.5f;
                }
                assertThat(middle.get(entry.getKey())).as(entry.getKey()).containsExactly(halved, within(1e-6f));
                fromZero++;
            }
        }
        assertThat(fromZero).isPositive();
    }

    private static Map<String, float[]> adapter(Path model, Path folder) {
        try (Encoder encoder = ModelLoader.open(model, DType.F32);
                Adapter adapter = PeftFiles.attach(encoder.weights(), folder)) {
            return adapter.parameters().stream()
                    .collect(Collectors.toMap(parameter -> parameter.name(), parameter -> parameter.value().toFloatArray()));
        }
    }

    @Test
    void preTrainsAModelFromNothing() throws IOException {
        long live = TensorScope.liveTensors();
        Path model = TinyMllama.oneTile().writeWithoutWeights(folder.resolve("model"));
        Path out = folder.resolve("run");
        TrainingRun.Result result = preTrain(namedPictures(new Start.Fresh(), Optional.empty()), model, out);
        List<Double> losses = losses(out);
        assertThat(losses).hasSize(20);
        assertThat(losses.getLast()).isLessThan(losses.getFirst());
        try (Encoder encoder = ModelLoader.open(result.artefact(), DType.F32)) {
            assertThat(encoder.dimension()).isEqualTo(TinyMllama.HIDDEN);
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(live);
    }

    @Test
    void goesOnFromAPreTrainedModelWithCaptionedPictures() throws IOException {
        long live = TensorScope.liveTensors();
        Path first = preTrain(namedPictures(new Start.Fresh(), Optional.empty()),
                TinyMllama.oneTile().writeWithoutWeights(folder.resolve("model")), folder.resolve("first")).artefact();
        NamedPictures captioned = namedPictures(new Start.Model(0.5), Optional.of(new Captioned(0.25, 0.25, 0.25, 0.25)));
        Path second = preTrain(captioned, first, folder.resolve("second")).artefact();
        assertThat(losses(folder.resolve("second"))).hasSize(20);
        try (Encoder before = ModelLoader.open(first, DType.F32);
                Encoder after = ModelLoader.open(second, DType.F32)) {
            String name = "language_model.model.embed_tokens.weight";
            float[] moved = numbers(after, name);
            float[] from = numbers(before, name);
            double distance = 0;
            double length = 0;
            for (int i = 0; i < from.length; i++) {
                distance += (moved[i] - from[i]) * (moved[i] - from[i]);
                length += from[i] * from[i];
            }
            assertThat(distance).as("it begins where the first one ended").isPositive().isLessThan(0.1 * length);
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(live);
    }

    private NamedPictures namedPictures(Start start, Optional<Captioned> captioned) {
        Path corpus = folder.resolve("corpus");
        SampleCorpus.write(corpus, 64);
        return new NamedPictures(start, corpus, List.of(Split.TRAIN), List.of(new Style(corpus.resolve("google.zip"), 1)),
                List.of(Language.ENGLISH), 0.3, 8, 0.1, 10, captioned);
    }

    private static TrainingRun.Result preTrain(NamedPictures task, Path model, Path out) {
        TrainingRecipe base = TinyTraining.recipe(new AdapterSpec.Full(), Compute.F32, 0.9);
        TrainingRecipe recipe = new TrainingRecipe(3, Compute.F32, base.adapter(), task, new TrainingRecipe.Batch(1, 2, 500, 8),
                base.optimizer(), new Schedule(20, 0, 0.1, 0.8), 0.9, 1, new Checkpoints(10, 1));
        return new TrainingRun(recipe, model, Optional.empty(), Optional.empty(), out, false).run(Progress.silent(), CLOCK, _ -> {});
    }

    private static List<Double> losses(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .map(line -> Json.parse(line, "metrics").number("loss"))
                .toList();
    }
}
