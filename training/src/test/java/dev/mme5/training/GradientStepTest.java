package dev.mme5.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.model.Encoder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.Prepared;
import dev.mme5.model.adapter.Adapter;
import dev.mme5.model.adapter.PeftFiles;
import dev.mme5.model.nn.Pass;
import dev.mme5.testkit.TinyAdapter;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.Autograd;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.training.TrainingRecipe.Batch;
import dev.mme5.training.batch.ContrastiveTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradientStepTest {
    @TempDir
    private Path folder;

    private Encoder encoder;
    private TensorScope scope;
    private StepBatch batch;
    private TrainableParameters parameters;

    @BeforeEach
    void open() {
        encoder = ModelLoader.open(TinyMllama.oneTile().write(folder, 7), DType.F32);
        scope = TensorScope.open("test");
        batch = new ContrastiveTask(TinyTraining.TASK, encoder, TinyTraining.examples(8), 3).batch(0);
        parameters = new TrainableParameters(encoder.weights().used(), List.of(), DType.F32);
    }

    @AfterEach
    void close() {
        scope.close();
        encoder.close();
    }

    private GradientStep.Result run(int workers, int tokens) {
        return run(new Batch(1, workers, tokens, 2), new Rng(5));
    }

    private GradientStep.Result run(Batch budget, Rng rng) {
        try (GradientStep step = new GradientStep(encoder, parameters, budget)) {
            return step.run(batch, rng);
        }
    }

    /// All rows in one graph.
    private List<Tensor> plain() {
        List<Prepared> rows = batch.rows();
        List<Tensor> embeddings = new ArrayList<>();
        for (Prepared row : rows) {
            Tensor state = encoder.encode(List.of(row), Pass.training(new Rng(1)));
            embeddings.add(state.div(state.norm2(1, true)));
        }
        Tensor loss = batch.loss(Ops.cat(embeddings, 0));
        List<Tensor> gradients = Autograd.grad(List.of(loss), List.of(Ops.ones(DType.F32)), parameters.ofModel());
        assertThat(run(2, 60).loss()).isCloseTo(loss.item(), within(1e-5));
        return gradients;
    }

    @Test
    void givesTheGradientsOfOneGraphOverAllRows() {
        holdsTheGradientsOfOneGraph();
    }

    @Test
    void givesThemAlsoWhereTextsHaveNoPartInWhatIsTrained() {
        parameters.masters().forEach(master -> master.requiresGrad(false));
        parameters = new TrainableParameters(
                encoder.weights().used().stream().filter(weight -> weight.name().contains(".cross_attn.")).toList(), List.of(), DType.F32);
        assertThat(parameters.masters()).isNotEmpty();
        holdsTheGradientsOfOneGraph();
    }

    private void holdsTheGradientsOfOneGraph() {
        List<Tensor> expected = plain();
        for (int workers = 1; workers <= 2; workers++) {
            List<Tensor> actual = run(workers, 60).gradients();
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                double longest = Math.max(1, expected.get(i).square().sum().sqrt().item());
                double off = actual.get(i).sub(expected.get(i)).square().sum().sqrt().item();
                assertThat(off / longest).as("%d workers, parameter %d", workers, i).isLessThan(1e-5);
            }
        }
    }

    @Test
    void givesTheSameBitsTwice() {
        GradientStep.Result one = run(2, 60);
        GradientStep.Result other = run(2, 60);
        assertThat(other.loss()).isEqualTo(one.loss());
        for (int i = 0; i < one.gradients().size(); i++) {
            assertThat(other.gradients().get(i).toFloatArray()).isEqualTo(one.gradients().get(i).toFloatArray());
        }
    }

    @Test
    void givesTheSameGradientsWhenPassesAreRunAgainDropoutIncluded() {
        TinyAdapter tiny = new TinyAdapter(4, 8, 0.3, true, List.of("q_proj", "v_proj", "down_proj", "fc2"), 0.5);
        try (Adapter adapter = PeftFiles.attach(
                encoder.weights(), tiny.write(folder.resolve("adapter"), TinyMllama.oneTile(), 7, 11))) {
            parameters = new TrainableParameters(adapter.parameters(), List.of(), DType.F32);
            GradientStep.Result kept = run(2, 60);
            GradientStep.Result again = run(new Batch(1, 2, 60, 2, Optional.of(true)), new Rng(5));
            GradientStep.Result other = run(new Batch(1, 2, 60, 2, Optional.of(true)), new Rng(6));
            assertThat(again.loss()).isEqualTo(kept.loss()).isNotEqualTo(other.loss());
            for (int i = 0; i < kept.gradients().size(); i++) {
                double length = kept.gradients().get(i).square().sum().sqrt().item();
                double off = again.gradients().get(i).sub(kept.gradients().get(i)).square().sum().sqrt().item();
                assertThat(off).as("parameter %d", i).isLessThanOrEqualTo(1e-6 * Math.max(1, length));
            }
        }
    }

    @Test
    void keepsOneGraphAtATimeWhenPassesAreRunAgain() {
        Batch again = new Batch(1, 1, 1, 1, Optional.of(true)); // a pass for each row
        assertThat(mostLive(again)).isLessThan(mostLive(new Batch(1, 1, 1, 1)) / 4);
    }

    /// Tensors alive when the loss is asked for: those of all graphs, if they are kept.
    private long mostLive(Batch budget) {
        long before = TensorScope.liveTensors();
        AtomicLong live = new AtomicLong();
        StepBatch counting = new StepBatch() {
            @Override
            public List<Prepared> rows() {
                return batch.rows();
            }

            @Override
            public Tensor loss(Tensor embeddings) {
                live.set(TensorScope.liveTensors() - before);
                return batch.loss(embeddings);
            }
        };
        try (GradientStep step = new GradientStep(encoder, parameters, budget);
                TensorScope _ = TensorScope.open("step")) {
            step.run(counting, new Rng(5));
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
        return live.get();
    }

    @Test
    void mayHaveMoreWorkersThanPasses() {
        double loss = run(1, 4096).loss();
        GradientStep.Result result = run(8, 4096);
        assertThat(result.loss()).isCloseTo(loss, within(1e-5));
        assertThat(result.gradients()).hasSameSizeAs(parameters.masters());
    }

    @Test
    void freesItsGraphsAlsoAfterAFailure() {
        long live = TensorScope.liveTensors();
        StepBatch failing = new StepBatch() {
            @Override
            public List<Prepared> rows() {
                return batch.rows();
            }

            @Override
            public Tensor loss(Tensor embeddings) {
                throw new IllegalStateException("no loss");
            }
        };
        try (GradientStep step = new GradientStep(encoder, parameters, new Batch(1, 2, 60, 2));
                TensorScope _ = TensorScope.open("step")) {
            assertThat(catchThrowable(() -> step.run(failing, new Rng(5)))).hasMessage("no loss");
            assertThat(step.run(batch, new Rng(5)).loss()).isPositive();
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(live);
    }
}
