package dev.mme5.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.torch.Autograd;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Gradients against central differences in F64, along random directions: for each tensor, the change of a random sum of the outputs.
public final class GradientCheck {
    private static final double STEP = 1e-5;
    private static final int DIRECTIONS = 2;

    private GradientCheck() {}

    /// @param leaves F64 tensors that the output depends on, by name; asked for gradients and moved in place
    /// @param output computes the output from the leaves as they are
    public static void assertGradients(Map<String, Tensor> leaves, Supplier<Tensor> output) {
        List<String> names = List.copyOf(leaves.keySet());
        List<Tensor> tensors = new ArrayList<>();
        names.forEach(name -> tensors.add(leaves.get(name).requiresGrad(true)));
        Rng rng = new Rng(99);
        try (TensorScope _ = TensorScope.open("gradients")) {
            Tensor first = output.get();
            Tensor weight = Ops.randn(rng, first.shape()).to(DType.F64);
            List<Tensor> gradients =
                    Autograd.grad(List.of(first.mul(weight).sum()), List.of(Ops.ones(DType.F64)), tensors);
            for (int i = 0; i < tensors.size(); i++) {
                for (int direction = 0; direction < DIRECTIONS; direction++) {
                    Tensor along = Ops.randn(rng, tensors.get(i).shape()).to(DType.F64);
                    double expected = difference(tensors.get(i), along, () -> output.get().mul(weight).sum());
                    double actual = gradients.get(i).mul(along).sum().item();
                    assertThat(actual).as("derivative of %s", names.get(i)).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
                }
            }
            assertThat(gradients).as("some gradient").anyMatch(gradient -> gradient.square().sum().item() > 0);
        }
    }

    private static double difference(Tensor leaf, Tensor along, Supplier<Tensor> sum) {
        try (NoGrad _ = NoGrad.enter();
                TensorScope _ = TensorScope.open("difference")) {
            leaf.addInPlace(along, STEP);
            double up = sum.get().item();
            leaf.addInPlace(along, -2 * STEP);
            double down = sum.get().item();
            leaf.addInPlace(along, STEP);
            return (up - down) / (2 * STEP);
        }
    }
}
