package dev.mme5.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GradientsTest {
    private TensorScope scope;

    @BeforeEach
    void open() {
        scope = TensorScope.open("test");
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void scalesAllGradientsByOneFactor() {
        Tensor a = Ops.of(new float[] {3, 0}, 2);
        Tensor b = Ops.full(4, DType.BF16, 1);
        assertThat(Gradients.clipNorm(List.of(a, b), 1)).isCloseTo(5, within(1e-6));
        assertThat(a.toFloatArray()[0]).isCloseTo(0.6f, within(1e-5f));
        assertThat(b.toFloatArray()[0]).isCloseTo(0.8f, within(1e-2f));
    }

    @Test
    void leavesShortGradientsAsTheyAre() {
        Tensor a = Ops.of(new float[] {0.3f, 0.4f}, 2);
        assertThat(Gradients.clipNorm(List.of(a), 1)).isCloseTo(0.5, within(1e-6));
        assertThat(a.toFloatArray()).containsExactly(0.3f, 0.4f);
        assertThat(Gradients.clipNorm(List.of(), 1)).isZero();
    }

    @Test
    void returnsALengthThatIsNotFiniteAndTouchesNothing() {
        Tensor a = Ops.of(new float[] {3, 4}, 2);
        assertThat(Gradients.clipNorm(List.of(a, Ops.full(Double.NaN, DType.F32, 1)), 1)).isNaN();
        assertThat(Gradients.clipNorm(List.of(a, Ops.full(Double.POSITIVE_INFINITY, DType.F32, 1)), 1)).isInfinite();
        assertThat(a.toFloatArray()).containsExactly(3, 4);
    }
}
