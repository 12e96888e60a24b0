package dev.mme5.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdamWTest {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPS = 1e-8;

    private TensorScope scope;

    @BeforeEach
    void open() {
        scope = TensorScope.open("test");
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /// The formula of arXiv 1711.05101, algorithm 2, in double precision.
    private static double[] expected(float start, float[] gradients, double rate, double decay) {
        double parameter = start;
        double m = 0;
        double v = 0;
        double[] path = new double[gradients.length];
        for (int t = 1; t <= gradients.length; t++) {
            double g = gradients[t - 1];
            parameter -= rate * decay * parameter;
            m = BETA1 * m + (1 - BETA1) * g;
            v = BETA2 * v + (1 - BETA2) * g * g;
            double mHat = m / (1 - Math.pow(BETA1, t));
            double vHat = v / (1 - Math.pow(BETA2, t));
            parameter -= rate * mHat / (Math.sqrt(vHat) + EPS);
            path[t - 1] = parameter;
        }
        return path;
    }

    @Test
    void followsTheFormulaForEachGroup() {
        Tensor decayed = Ops.of(new float[] {0.7f, -1.5f}, 2).requiresGrad(true);
        Tensor plain = Ops.of(new float[] {2f}, 1).requiresGrad(true);
        float[] first = {0.3f, -0.2f, 4f, 1e-4f, 0f, 2f};
        float[] second = {-5f, 0.1f, 0.1f, 0.1f, 7f, -7f};
        float[] third = {1f, 1f, -1f, 0.5f, 1e3f, 0f};
        double[] path1 = expected(0.7f, first, 0.01, 0.1);
        double[] path2 = expected(-1.5f, second, 0.01, 0.1);
        double[] path3 = expected(2f, third, 0.02, 0);
        try (AdamW optimizer = new AdamW(List.of(
                new ParameterGroup(List.of("decayed"), List.of(decayed), 1, 0.1),
                new ParameterGroup(List.of("plain"), List.of(plain), 2, 0)), BETA1, BETA2, EPS)) {
            for (int t = 0; t < first.length; t++) {
                optimizer.step(0.01, List.of(Ops.of(new float[] {first[t], second[t]}, 2), Ops.of(new float[] {third[t]}, 1)));
                assertThat((double) decayed.toFloatArray()[0]).as("step %d", t + 1).isCloseTo(path1[t], within(2e-6));
                assertThat((double) decayed.toFloatArray()[1]).as("step %d", t + 1).isCloseTo(path2[t], within(2e-6));
                assertThat((double) plain.toFloatArray()[0]).as("step %d", t + 1).isCloseTo(path3[t], within(2e-6));
            }
            assertThat(optimizer.steps()).isEqualTo(6);
        }
    }

    @Test
    void updatesABf16ParameterThroughF32() {
        Tensor parameter = Ops.full(1, DType.BF16, 1).requiresGrad(true);
        try (AdamW optimizer = new AdamW(List.of(new ParameterGroup(List.of("w"), List.of(parameter), 1, 0)), BETA1, BETA2, EPS)) {
            optimizer.step(0.5, List.of(Ops.full(1e-3, DType.BF16, 1)));
            assertThat(parameter.toFloatArray()[0]).isEqualTo(0.5f);
        }
    }

    @Test
    void continuesFromItsStateAsIfNothingHadHappened() {
        Rng rng = new Rng(1);
        List<Tensor> gradients = List.of(Ops.randn(rng, 3), Ops.randn(rng, 3), Ops.randn(rng, 3));
        Tensor straight = Ops.ones(DType.F32, 3).requiresGrad(true);
        Tensor resumed = Ops.ones(DType.F32, 3).requiresGrad(true);
        try (AdamW one = optimizer(straight); AdamW first = optimizer(resumed); AdamW second = optimizer(resumed)) {
            gradients.forEach(gradient -> one.step(0.1, List.of(gradient)));
            first.step(0.1, List.of(gradients.get(0)));
            first.step(0.1, List.of(gradients.get(1)));
            assertThat(first.state().keySet()).containsExactly("exp_avg.w", "exp_avg_sq.w", "step");
            second.restore(first.state());
            second.step(0.1, List.of(gradients.get(2)));
            assertThat(second.steps()).isEqualTo(3);
        }
        assertThat(resumed.toFloatArray()).containsExactly(straight.toFloatArray());
    }

    @Test
    void refusesAStateOfOtherParameters() {
        Tensor parameter = Ops.ones(DType.F32, 3).requiresGrad(true);
        try (AdamW optimizer = optimizer(parameter)) {
            Map<String, Tensor> state = new HashMap<>(optimizer.state());
            state.put("exp_avg.w", Ops.ones(DType.F32, 2));
            assertThatIllegalArgumentException().isThrownBy(() -> optimizer.restore(state)).withMessageContaining("expected F32[3], got F32[2]");
            state.remove("exp_avg.w");
            state.put("exp_avg.v", Ops.ones(DType.F32, 3));
            assertThatIllegalArgumentException().isThrownBy(() -> optimizer.restore(state))
                    .withMessageContaining("missing: [exp_avg.w]").withMessageContaining("unknown: [exp_avg.v]");
            assertThatIllegalArgumentException().isThrownBy(() -> optimizer.step(0.1, List.of()));
        }
        long live = TensorScope.liveTensors();
        assertThatIllegalArgumentException().isThrownBy(() -> new AdamW(
                List.of(new ParameterGroup(List.of("w", "w"), List.of(parameter, parameter), 1, 0)), BETA1, BETA2, EPS));
        assertThatIllegalArgumentException().isThrownBy(() -> new ParameterGroup(List.of("w"), List.of(), 1, 0));
        assertThat(TensorScope.liveTensors()).as("a refused optimizer leaves nothing").isEqualTo(live);
    }

    private static AdamW optimizer(Tensor parameter) {
        return new AdamW(List.of(new ParameterGroup(List.of("w"), List.of(parameter), 1, 0.1)), BETA1, BETA2, EPS);
    }
}
