package dev.mme5.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RngTest {
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
    void givesTheSameNumbersForTheSameSeed() {
        assertThat(Ops.randn(new Rng(7), 5).toFloatArray()).containsExactly(Ops.randn(new Rng(7), 5).toFloatArray());
        assertThat(Ops.randn(new Rng(7), 5).toFloatArray()).isNotEqualTo(Ops.randn(new Rng(8), 5).toFloatArray());
    }

    @Test
    void givesOtherNumbersAtEachDraw() {
        Rng rng = new Rng(7);
        assertThat(Ops.rand(rng, 5).toFloatArray()).isNotEqualTo(Ops.rand(rng, 5).toFloatArray());
    }

    @Test
    void continuesFromItsState() {
        Rng rng = new Rng(7);
        Ops.rand(rng, 3);
        byte[] state = rng.state();
        float[] next = Ops.rand(rng, 3).toFloatArray();
        Rng other = new Rng(0);
        other.restore(state);
        assertThat(Ops.rand(other, 3).toFloatArray()).containsExactly(next);
        assertThatIllegalArgumentException().isThrownBy(() -> other.restore(new byte[3]));
    }

    @Test
    void splitsIntoIndependentSequencesThatDoNotDependOnWhatWasDrawn() {
        Rng rng = new Rng(7);
        float[] first = Ops.rand(rng.split(1, 2), 4).toFloatArray();
        Ops.rand(rng, 4);
        assertThat(Ops.rand(rng.split(1, 2), 4).toFloatArray()).containsExactly(first);
        assertThat(Ops.rand(rng.split(2, 1), 4).toFloatArray()).isNotEqualTo(first);
        assertThat(Ops.rand(rng.split(1), 4).toFloatArray()).isNotEqualTo(first);
        assertThat(Ops.rand(rng.split(), 4).toFloatArray()).isNotEqualTo(Ops.rand(new Rng(7), 4).toFloatArray());
    }

    @Test
    void drawsFromTheNamedDistributions() {
        Tensor normal = Ops.randn(new Rng(1), 100_000);
        assertThat(normal.mean().item()).isCloseTo(0, within(0.02));
        assertThat(normal.square().mean().item()).isCloseTo(1, within(0.02));
        Tensor uniform = Ops.rand(new Rng(1), 100_000);
        assertThat(uniform.mean().item()).isCloseTo(0.5, within(0.01));
        assertThat(uniform.max(0).item()).isLessThan(1);
    }

    @Test
    void hasNothingInCommonBetweenTheFirstDrawsOfManySeeds() {
        // One element per fresh generator: the draws themselves must be uniform, not only those within one tensor.
        Rng rng = new Rng(1);
        double sum = 0;
        double squares = 0;
        int draws = 5_000;
        for (int i = 0; i < draws; i++) {
            try (Tensor tensor = Ops.rand(rng, 1)) {
                double value = tensor.item();
                sum += value;
                squares += value * value;
            }
        }
        assertThat(sum / draws).isCloseTo(0.5, within(0.02));
        assertThat(squares / draws).isCloseTo(1 / 3.0, within(0.02));
    }
}
