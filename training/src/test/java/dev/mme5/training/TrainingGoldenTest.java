package dev.mme5.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Example;
import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.Progress;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.adapter.Adapter;
import dev.mme5.model.adapter.PeftFiles;
import dev.mme5.model.nn.Parameter;
import dev.mme5.testkit.Checkout;
import dev.mme5.testkit.TinyAdapter;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.SafetensorsFile;
import dev.mme5.training.LearningRateSchedule.Rule;
import dev.mme5.training.TaskSpec.Compat;
import dev.mme5.training.TaskSpec.Contrastive;
import dev.mme5.training.TaskSpec.Negatives;
import dev.mme5.training.TrainingRecipe.Batch;
import dev.mme5.training.TrainingRecipe.Checkpoints;
import dev.mme5.training.TrainingRecipe.Compute;
import dev.mme5.training.TrainingRecipe.Optimizer;
import dev.mme5.training.TrainingRecipe.Schedule;
import dev.mme5.training.batch.ContrastiveTask;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten steps beside those of the reference's collator, pooling and loss with transformers, PEFT and torch: see fixtures/training.
class TrainingGoldenTest {
    private static final long MODEL_SEED = 7;
    private static final long ADAPTER_SEED = 11;
    private static final List<String> TARGETS = List.of("q_proj", "k_proj", "v_proj", "o_proj", "down_proj", "fc2");

    @TempDir
    private Path folder;

    /// @param accumulation batches of a step
    /// @param maxNorm gradients are clipped to it in some of the steps
    private record Run(
            String golden, TinyMllama shape, boolean dora, int accumulation, double weightDecay, double maxNorm, double warmup, Rule rule) {

        TrainingRecipe recipe(Contrastive task, TinyAdapter adapter, boolean recompute) {
            Optimizer optimizer = new Optimizer(1e-3, 0.9, 0.999, 1e-8, weightDecay, maxNorm, Map.of());
            return new TrainingRecipe(
                    1, Compute.F32, TinyTraining.DORA, task, new Batch(accumulation, 2, 200, 3, Optional.of(recompute)), optimizer,
                    new Schedule(10, 0, warmup, warmup, Optional.of(rule)), 0, 1, new Checkpoints(100, 1));
        }
    }

    @Test
    void takesTheReferencesStepsWithDora() {
        compare(new Run("dora-mme5", TinyMllama.fourTiles(), true, 2, 0, 100, 0.3, Rule.DEEPSPEED), Compat.MME5, false);
    }

    @Test
    void takesTheReferencesStepsWithDoraAndRecomputation() {
        compare(new Run("dora-mme5", TinyMllama.fourTiles(), true, 2, 0, 100, 0.3, Rule.DEEPSPEED), Compat.MME5, true);
    }

    @Test
    void takesTheReferencesStepsWithLoraAndWeightDecay() {
        compare(new Run("lora-mme5", TinyMllama.oneTile(), false, 1, 0.01, 250, 0.2, Rule.TRANSFORMERS), Compat.MME5, false);
    }

    @Test
    void takesTorchsStepsWithSharedNegatives() {
        compare(new Run("dora-shared", TinyMllama.fourTiles(), true, 1, 0, 100, 0.2, Rule.TRAPEZOID), Compat.NONE, false);
    }

    private void compare(Run run, Compat compat, boolean recompute) {
        Negatives negatives = compat == Compat.MME5 ? Negatives.OWN_QUERY : Negatives.SHARED;
        Contrastive spec = new Contrastive(3, 1, 2, 0.02, negatives, Optional.of(compat), Optional.empty(), Optional.empty());
        TinyAdapter tiny = new TinyAdapter(4, 32, 0, run.dora, TARGETS, 0.125);
        Path start = tiny.write(folder.resolve("start"), run.shape, MODEL_SEED, ADAPTER_SEED);
        List<JsonObject> golden = PublishedRow.lines(run.golden + ".jsonl");
        try (Encoder encoder = ModelLoader.open(run.shape.write(folder.resolve("model"), MODEL_SEED), DType.F32);
                Adapter adapter = PeftFiles.attach(encoder.weights(), start)) {
            TrainingTask task = replay(new ContrastiveTask(spec, encoder, examples(), 1), golden, run.accumulation);
            try (Trainer trainer = new Trainer(run.recipe(spec, tiny, recompute), encoder, adapter.parameters(), task, 10,
                    folder.resolve("run"), InstantSource.system())) {
                trainer.run(Progress.silent(), step -> {});
            }
            assertCurve(golden);
            assertAdapter(run, adapter, start);
        }
    }

    private static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (PublishedRow row : PublishedRow.all("step-rows.jsonl")) {
            examples.add(row.example("row-" + examples.size()));
        }
        return examples;
    }

    /// The batches of the golden.
    private static TrainingTask replay(ContrastiveTask task, List<JsonObject> golden, int accumulation) {
        List<Example> examples = examples();
        List<List<Integer>> batches = new ArrayList<>();
        golden.forEach(step -> step.integerLists("batches").forEach(batches::add));
        assertThat(batches).hasSize(10 * accumulation);
        return new TrainingTask() {
            @Override
            public StepBatch batch(long number) {
                return task.batchOf(batches.get((int) number).stream().map(examples::get).toList(), number);
            }

            @Override
            public String fingerprint() {
                return "golden";
            }
        };
    }

    private void assertCurve(List<JsonObject> golden) {
        List<JsonObject> ours = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(folder.resolve("run/metrics.jsonl"))) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                ours.add(line.get().object());
            }
        }
        assertThat(ours).hasSameSizeAs(golden);
        for (int i = 0; i < golden.size(); i++) {
            JsonObject expected = golden.get(i);
            JsonObject actual = ours.get(i);
            assertThat(actual.number("learningRate")).as("rate of step %d", i + 1).isCloseTo(expected.number("learningRate"), within(1e-12));
            double loss = expected.number("loss");
            assertThat(actual.number("loss")).as("loss of step %d", i + 1).isCloseTo(loss, within(1e-5 * Math.max(1, loss)));
            double norm = expected.number("gradNorm");
            assertThat(actual.number("gradNorm")).as("norm of step %d", i + 1).isCloseTo(norm, within(1e-4 * norm));
        }
    }

    /// Each tensor is off by a small part of its length, and of the way it went.
    private static void assertAdapter(Run run, Adapter adapter, Path start) {
        try (SafetensorsFile golden = SafetensorsFile.open(Checkout.resolve("fixtures/training/" + run.golden + ".safetensors"));
                SafetensorsFile before = SafetensorsFile.open(start.resolve("adapter_model.safetensors"));
                TensorScope _ = TensorScope.open("golden")) {
            assertThat(golden.names()).hasSize(adapter.parameters().size());
            for (Parameter parameter : adapter.parameters()) {
                String name = "base_model.model." + parameter.name();
                Tensor expected = golden.tensor(name);
                double way = length(expected.sub(before.tensor(name)));
                double off = length(parameter.value().detach().sub(expected));
                assertThat(way).as("way of %s", name).isGreaterThan(0.001 * length(expected));
                assertThat(off / length(expected)).as(name).isLessThan(1e-5);
                assertThat(off / way).as("share of the way of %s", name).isLessThan(1e-3);
            }
        }
    }

    private static double length(Tensor tensor) {
        return tensor.square().sum().sqrt().item();
    }
}
