package dev.mme5.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.model.Encoder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.Prepared;
import dev.mme5.model.nn.Pass;
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
        try (GradientStep step = new GradientStep(encoder, parameters, new Batch(1, workers, tokens, 2))) {
            return step.run(batch, new Rng(5));
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
