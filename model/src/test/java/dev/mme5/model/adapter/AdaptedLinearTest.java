package dev.mme5.model.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.model.GradientCheck;
import dev.mme5.model.nn.Linear;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.torch.Autograd;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdaptedLinearTest {
    private static final double SCALING = 1.5;

    private final Rng rng = new Rng(8);
    private TensorScope scope;
    private Parameter weight;
    private Parameter bias;
    private Parameter a;
    private Parameter b;
    private Parameter magnitude;
    private Tensor x;

    @BeforeEach
    void open() {
        scope = TensorScope.open("test");
        weight = parameter(5, 7);
        bias = parameter(5);
        a = parameter(2, 7);
        b = parameter(5, 2);
        magnitude = parameter(5);
        x = Ops.randn(rng, 3, 7).to(DType.F64);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private Parameter parameter(long... shape) {
        return new Parameter("p" + shape.length, Ops.randn(rng, shape).to(DType.F64));
    }

    private DoraLinear dora(double dropout) {
        Tensor squares = weight.value().square().sum(1, false);
        return new DoraLinear(new Linear.Dense(weight, Optional.of(bias)), a, b, magnitude, squares, SCALING, dropout);
    }

    private LoraLinear lora(double dropout) {
        return new LoraLinear(new Linear.Dense(weight, Optional.of(bias)), a, b, SCALING, dropout);
    }

    private Tensor updated() {
        return weight.value().add(b.value().matmul(a.value()).mul(SCALING));
    }

    @Test
    void loraAddsItsProduct() {
        assertThat(lora(0).forward(x, Pass.inference()).toFloatArray())
                .containsExactly(Ops.linear(x, updated(), bias.value()).toFloatArray(), within(1e-5f));
    }

    @Test
    void doraScalesTheUpdatedRowsToTheirMagnitudesButNotTheBias() {
        Tensor rows = updated().div(updated().norm2(1, true)).mul(magnitude.value().unsqueeze(1));
        assertThat(dora(0).forward(x, Pass.inference()).toFloatArray())
                .containsExactly(Ops.linear(x, rows, bias.value()).toFloatArray(), within(1e-5f));
    }

    @Test
    void doraTakesTheNormFromTheFactors() {
        assertThat(dora(0).norm().toFloatArray()).containsExactly(updated().norm2(1, false).toFloatArray(), within(1e-5f));
        Parameter narrow = new Parameter("w", weight.value().to(DType.BF16));
        Tensor squares = narrow.value().to(DType.F32).square().sum(1, false);
        Parameter down = new Parameter("a", a.value().to(DType.F32));
        Parameter up = new Parameter("b", b.value().to(DType.F32));
        DoraLinear linear =
                new DoraLinear(new Linear.Dense(narrow, Optional.empty()), down, up, magnitude, squares, SCALING, 0);
        assertThat(linear.norm().dtype()).isEqualTo(DType.F32);
        assertThat(linear.norm().toFloatArray()).as("over a bf16 base")
                .containsExactly(updated().norm2(1, false).toFloatArray(), within(0.05f));
    }

    @Test
    void doraWithoutDropoutGivesWhatItGivesWithAlmostNone() {
        assertThat(dora(1e-9).forward(x, Pass.training(new Rng(1))).toFloatArray())
                .containsExactly(dora(0).forward(x, Pass.training(new Rng(1))).toFloatArray(), within(1e-5f));
    }

    @Test
    void dropoutChangesNothingOnAverage() {
        for (Linear linear : List.of(lora(0.3), dora(0.3))) {
            Tensor expected = linear.forward(x, Pass.inference());
            Tensor sum = Ops.zeros(DType.F64, expected.shape());
            int draws = 4000;
            Pass training = Pass.training(new Rng(6));
            for (int i = 0; i < draws; i++) {
                try (TensorScope _ = TensorScope.open("draw")) {
                    sum.addInPlace(linear.forward(x, training), 1.0 / draws);
                }
            }
            double off = sum.sub(expected).square().mean().item();
            assertThat(Math.sqrt(off)).as("%s", linear.getClass()).isLessThan(0.15);
        }
    }

    @Test
    void loraHasRightGradients() {
        GradientCheck.assertGradients(
                Map.of("x", x, "a", a.value(), "b", b.value(), "bias", bias.value()), () -> lora(0).forward(x, Pass.training(rng)));
    }

    @Test
    void loraHasRightGradientsThroughDropout() {
        GradientCheck.assertGradients(
                Map.of("x", x, "a", a.value(), "b", b.value()), () -> lora(0.3).forward(x, Pass.training(new Rng(2))));
    }

    @Test
    void doraHasRightGradientsWhereTheNormIsAConstant() {
        // The norm does not depend on these.
        Map<String, Tensor> leaves = Map.of("x", x, "magnitude", magnitude.value(), "bias", bias.value());
        GradientCheck.assertGradients(leaves, () -> dora(0).forward(x, Pass.training(rng)));
        GradientCheck.assertGradients(leaves, () -> dora(0.3).forward(x, Pass.training(new Rng(2))));
    }

    @Test
    void doraTakesGradientsOfItsFactorsWithTheNormAsAConstant() {
        for (double dropout : List.of(0.0, 0.3)) {
            double[] norm = doubles(dora(0).norm());
            Tensor constant = magnitude.value().div(Ops.stack(java.util.Arrays.stream(norm)
                    .mapToObj(value -> Ops.full(value, DType.F64)).toList(), 0)).detach();
            a.value().requiresGrad(true);
            b.value().requiresGrad(true);
            List<Tensor> leaves = List.of(a.value(), b.value());
            Tensor arriving = Ops.randn(new Rng(5), 3, 5).to(DType.F64);
            Tensor own = dora(dropout).forward(x, Pass.training(new Rng(2)));
            Tensor shown = Dropout.apply(x, dropout, Pass.training(new Rng(2)));
            Tensor plain = LoraLinear.lowRank(shown, a, b).mul(SCALING).mul(constant);
            List<Tensor> actual = Autograd.grad(List.of(own), List.of(arriving), leaves);
            List<Tensor> expected = Autograd.grad(List.of(plain), List.of(arriving), leaves);
            for (int i = 0; i < 2; i++) {
                assertThat(actual.get(i).toFloatArray()).containsExactly(expected.get(i).toFloatArray(), within(1e-5f));
            }
        }
    }

    private static double[] doubles(Tensor x) {
        double[] values = new double[(int) x.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = x.select(0, i).item();
        }
        return values;
    }
}
