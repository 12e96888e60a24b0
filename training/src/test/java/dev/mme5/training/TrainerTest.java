package dev.mme5.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.AdapterSpec;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.Progress;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.adapter.Adapter;
import dev.mme5.model.nn.Parameter;
import dev.mme5.testkit.ResidentMemory;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.Rng;
import dev.mme5.torch.TensorScope;
import dev.mme5.training.TaskSpec.Contrastive;
import dev.mme5.training.TrainingRecipe.Checkpoints;
import dev.mme5.training.TrainingRecipe.Compute;
import dev.mme5.training.TrainingRecipe.Optimizer;
import dev.mme5.training.batch.ContrastiveTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final TrainingRecipe DORA = TinyTraining.recipe(TinyTraining.DORA, Compute.F32, 0);
    private static final TrainingRecipe FULL = TinyTraining.recipe(new AdapterSpec.Full(), Compute.BF16, 0.9);
    private static final List<Example> EXAMPLES = TinyTraining.examples(12);

    @TempDir
    private Path folder;

    @BeforeEach
    void write() {
        TinyMllama.oneTile().write(folder.resolve("model"), 7);
    }

    /// Hands a trainer to the test, and then what the trained parameters have become.
    private Map<String, float[]> with(TrainingRecipe recipe, List<Example> examples, long steps, Path run, Consumer<Trainer> test) {
        Contrastive spec = (Contrastive) recipe.task();
        Map<String, float[]> trained = new LinkedHashMap<>();
        try (Encoder encoder = ModelLoader.open(folder.resolve("model"), recipe.typeOfFrozen())) {
            Optional<Adapter> adapter = recipe.adapter() instanceof AdapterSpec.Full
                    ? Optional.empty()
                    : Optional.of(Adapter.attach(encoder.weights(), recipe.adapter(), new Rng(1)));
            List<Parameter> parameters = adapter.map(Adapter::parameters).orElseGet(encoder.weights()::used);
            ContrastiveTask task = new ContrastiveTask(spec, encoder, examples, recipe.seed());
            try (Trainer trainer =
                    new Trainer(recipe, encoder, parameters, task, steps, run, InstantSource.fixed(Instant.EPOCH))) {
                test.accept(trainer);
            }
            parameters.forEach(parameter -> trained.put(parameter.name(), parameter.value().toFloatArray()));
            adapter.ifPresent(Adapter::close);
        }
        return trained;
    }

    private static void runAll(Trainer trainer) {
        trainer.run(Progress.silent(), step -> {});
        trainer.useAverages();
    }

    private static void dieAfter(Trainer trainer, long last) {
        assertThatThrownBy(() -> trainer.run(Progress.silent(), step -> {
                    if (step == last) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");
    }

    private static List<JsonObject> metrics(Path run) {
        try {
            return Files.readAllLines(run.resolve("metrics.jsonl")).stream().map(line -> Json.parse(line, "metrics")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> numbers(Path run) {
        return metrics(run).stream()
                .map(line -> line.integer("step") + " " + line.number("loss") + " " + line.number("gradNorm") + " "
                        + line.number("learningRate"))
                .toList();
    }

    private static List<String> checkpoints(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertResumesBitForBit(TrainingRecipe recipe) throws IOException {
        Path whole = folder.resolve("whole");
        Map<String, float[]> expected = with(recipe, EXAMPLES, 6, whole, TrainerTest::runAll);
        Path run = folder.resolve("run");
        with(recipe, EXAMPLES, 6, run, trainer -> dieAfter(trainer, 4));
        Files.writeString(run.resolve("metrics.jsonl"), "{\"step\":5,\"lo", StandardOpenOption.APPEND);
        Map<String, float[]> resumed = with(recipe, EXAMPLES, 6, run, trainer -> {
            trainer.resume();
            runAll(trainer);
        });
        assertThat(numbers(run)).hasSize(6).isEqualTo(numbers(whole));
        assertThat(resumed.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, values) -> assertThat(resumed.get(name)).as(name).isEqualTo(values));
    }

    @Test
    void resumesAnAdapterWithDropoutBitForBit() throws IOException {
        assertResumesBitForBit(DORA);
    }

    @Test
    void resumesAWholeModelInBf16WithAveragesBitForBit() throws IOException {
        assertResumesBitForBit(FULL);
    }

    @Test
    void resumesAnAdapterOnABf16ModelBitForBit() throws IOException {
        assertResumesBitForBit(TinyTraining.recipe(TinyTraining.DORA, Compute.BF16, 0));
    }

    @Test
    void finishesAndSavesTheStepInWhichItIsInterrupted() throws IOException {
        Path whole = folder.resolve("whole");
        with(DORA, EXAMPLES, 6, whole, TrainerTest::runAll);
        Path run = folder.resolve("run");
        with(DORA, EXAMPLES, 6, run, trainer -> {
            assertThatThrownBy(() -> trainer.run(Progress.silent(), step -> Thread.currentThread().interrupt()))
                    .isInstanceOf(TrainingStoppedException.class)
                    .hasMessage("training: stopped after step 1 of 6, which is saved; the same command goes on from there (train needs --resume)");
            assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        });
        assertThat(checkpoints(run)).containsExactly("step-00000001");
        with(DORA, EXAMPLES, 6, run, trainer -> {
            trainer.resume();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> runAll(trainer)).isInstanceOf(TrainingStoppedException.class).hasMessageContaining("step 2 of 6");
            assertThat(Thread.interrupted()).isTrue();
        });
        with(DORA, EXAMPLES, 6, run, trainer -> {
            trainer.resume();
            runAll(trainer);
        });
        assertThat(numbers(run)).isEqualTo(numbers(whole));
    }

    @Test
    void refusesToResumeWithAnotherRecipeOrOtherData() {
        Path run = folder.resolve("run");
        with(DORA, EXAMPLES, 6, run, trainer -> dieAfter(trainer, 3));
        Optimizer o = DORA.optimizer();
        TrainingRecipe faster = TinyTraining.withOptimizer(
                DORA, new Optimizer(0.01, o.beta1(), o.beta2(), o.eps(), o.weightDecay(), o.maxGradNorm(), o.learningRateScales()));
        String message = "resume: expected the recipe and the data of the run that was stopped, got others";
        with(faster, EXAMPLES, 6, run, trainer -> assertRefused(trainer, message));
        with(DORA, TinyTraining.examples(10), 6, run, trainer -> assertRefused(trainer, message));
        with(DORA, EXAMPLES, 7, run, trainer -> assertRefused(trainer, message));
        TrainingRecipe saving = TinyTraining.withCheckpoints(DORA, new Checkpoints(1, 5));
        with(saving, EXAMPLES, 6, run, Trainer::resume);
        with(DORA, EXAMPLES, 6, folder.resolve("new"), trainer -> assertRefused(trainer, "expected a checkpoint in the run's folder"));
    }

    private static void assertRefused(Trainer trainer, String message) {
        assertThatThrownBy(trainer::resume).isInstanceOf(DatasetException.class).hasMessageContaining(message);
    }

    @Test
    void keepsAnOlderCheckpointWhenItWasKilledWhileItWroteOne() throws IOException {
        Path run = folder.resolve("run");
        with(DORA, EXAMPLES, 6, run, trainer -> dieAfter(trainer, 5));
        Path partial = Files.createDirectories(run.resolve("checkpoints/step-00000005.partial"));
        Files.writeString(partial.resolve("state.safetensors"), "half of a ch");
        with(DORA, EXAMPLES, 6, run, trainer -> {
            trainer.resume();
            runAll(trainer);
        });
        assertThat(numbers(run)).hasSize(6);
        assertThat(checkpoints(run)).containsExactly("step-00000003", "step-00000006");
    }

    @Test
    void keepsAsManyCheckpointsAsTheRecipeSays() throws IOException {
        Path run = folder.resolve("run");
        with(TinyTraining.withCheckpoints(DORA, new Checkpoints(1, 2)), EXAMPLES, 5, run, TrainerTest::runAll);
        assertThat(checkpoints(run)).containsExactly("step-00000004", "step-00000005");
    }

    @Test
    void learnsASmallProblem() {
        Path run = folder.resolve("run");
        with(TinyTraining.recipe(new AdapterSpec.Full(), Compute.F32, 0), EXAMPLES, 40, run, TrainerTest::runAll);
        List<Double> losses = new ArrayList<>();
        metrics(run).forEach(line -> losses.add(line.number("loss")));
        double before = losses.subList(0, 5).stream().mapToDouble(loss -> loss).average().orElseThrow();
        double after = losses.subList(35, 40).stream().mapToDouble(loss -> loss).average().orElseThrow();
        assertThat(after).isLessThan(before / 2);
    }

    @Test
    void stopsBeforeAStepWithGradientsThatAreNotFinite() {
        Optimizer o = DORA.optimizer();
        TrainingRecipe wild = TinyTraining.withOptimizer(
                TinyTraining.recipe(new AdapterSpec.Full(), Compute.F32, 0),
                new Optimizer(1e30, o.beta1(), o.beta2(), o.eps(), 0, o.maxGradNorm(), Map.of()));
        with(wild, EXAMPLES, 20, folder.resolve("run"), trainer -> assertThatThrownBy(() -> runAll(trainer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("step \\d+: expected finite gradients, got norm .*; lower the learning rate, or compute in f32"));
    }

    @Test
    void holdsAsMuchAtStep300AsAtStep3() {
        long before = TensorScope.liveTensors();
        TrainingRecipe recipe = TinyTraining.small(new Checkpoints(50, 2));
        List<Long> tensors = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        with(recipe, EXAMPLES, 300, folder.resolve("run"), trainer -> trainer.run(Progress.silent(), step -> {
            if (step == 60) {
                ResidentMemory.settle();
            }
            if (step == 3 || step == 60 || step == 300) {
                tensors.add(TensorScope.liveTensors());
                bytes.add(ResidentMemory.bytes());
            }
        }));
        assertThat(tensors.get(2)).isEqualTo(tensors.get(0));
        // A step makes some 3 MB of tensors: a leak of a tenth of a step would show as 72 MB.
        assertThat(bytes.get(2) - bytes.get(1)).as("growth of resident bytes").isLessThan(64L << 20);
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    @Test
    void aStepOfTwoBatchesHasTheMeanOfTheirLossesAndGradients() {
        Optimizer still = new Optimizer(1e-30, 0.9, 0.98, 1e-8, 0, 1e9, Map.of());
        TrainingRecipe apart = TinyTraining.withOptimizer(DORA, still);
        TrainingRecipe together = TinyTraining.withAccumulation(apart, 2);

        with(apart, EXAMPLES, 2, folder.resolve("apart"), TrainerTest::runAll);
        with(together, EXAMPLES, 1, folder.resolve("together"), TrainerTest::runAll);

        List<JsonObject> steps = metrics(folder.resolve("apart"));
        JsonObject step = metrics(folder.resolve("together")).getFirst();
        double meanLoss = (steps.get(0).number("loss") + steps.get(1).number("loss")) / 2;
        double meanNorm = (steps.get(0).number("gradNorm") + steps.get(1).number("gradNorm")) / 2;
        assertThat(step.number("loss")).isCloseTo(meanLoss, within(1e-6));
        assertThat(step.number("gradNorm")).as("norm of a mean").isPositive().isLessThanOrEqualTo(meanNorm * (1 + 1e-6));
    }
}
