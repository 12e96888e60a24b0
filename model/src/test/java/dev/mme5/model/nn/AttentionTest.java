package dev.mme5.model.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttentionTest {

    @Test
    void isTheSameWithAndWithoutAGraph() {
        try (TensorScope _ = TensorScope.open("test")) {
            Tensor x = Ops.randn(new Rng(1), 1, 2, 5, 4);
            Tensor mask = Ops.randn(new Rng(2), 1, 1, 5, 5);
            Tensor inference = Attention.attend(x, x, x, Optional.of(mask), Pass.inference());
            Tensor training = Attention.attend(x, x, x, Optional.of(mask), Pass.training(new Rng(3)));
            assertThat(distance(inference, training)).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void keepsBf16AndItsAccuracy() {
        try (TensorScope _ = TensorScope.open("test")) {
            Tensor x = Ops.randn(new Rng(1), 1, 2, 5, 4).to(DType.BF16);
            Tensor mask = Ops.randn(new Rng(2), 1, 1, 5, 5).to(DType.BF16);
            Tensor narrow = Attention.attend(x, x, x, Optional.of(mask), Pass.inference());
            Tensor wide = x.to(DType.F32);
            Tensor exact = Attention.attend(wide, wide, wide, Optional.of(mask.to(DType.F32)), Pass.inference());
            assertThat(narrow.dtype()).isEqualTo(DType.BF16);
            assertThat(distance(narrow.to(DType.F32), exact)).isCloseTo(0, within(0.02));
        }
    }

    /// The root of the mean squared difference.
    private static double distance(Tensor a, Tensor b) {
        Tensor difference = a.sub(b);
        return Math.sqrt(difference.mul(difference).sum().item() / difference.elementCount());
    }
}
