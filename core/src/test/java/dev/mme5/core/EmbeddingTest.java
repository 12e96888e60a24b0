package dev.mme5.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {

    @Test
    void scalesToUnitLength() {
        assertThat(Embedding.of(new float[] {3, 4}).toArray()).containsExactly(0.6f, 0.8f);
    }

    @Test
    void dotIsTheCosineWhateverTheLengthsWere() {
        Embedding one = Embedding.of(new float[] {1, 0});
        Embedding other = Embedding.of(new float[] {5, 5});
        assertThat(one.dot(other)).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
    }

    @Test
    void scalesVectorsWhoseSquaresOverflowFloats() {
        assertThat(Embedding.of(new float[] {3e30f, 4e30f}).toArray()).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
    void refusesVectorsWithoutDirection(float value) {
        assertThatThrownBy(() -> Embedding.of(new float[] {value, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a finite vector with a length above zero");
    }

    @Test
    void refusesToCompareDifferentDimensions() {
        Embedding plane = Embedding.of(new float[] {1, 0});
        Embedding space = Embedding.of(new float[] {1, 0, 0});
        assertThatThrownBy(() -> plane.dot(space)).hasMessage("embedding: expected dimension 2, got 3");
    }

    @Test
    void givesAwayCopiesOnly() {
        float[] given = {1, 0};
        Embedding embedding = Embedding.of(given);
        given[0] = 9;
        embedding.toArray()[0] = 9;
        assertThat(embedding.toArray()).containsExactly(1, 0);
    }

    @Test
    void copiesIntoAMatrixAtAnOffset() {
        float[] matrix = new float[4];
        Embedding.of(new float[] {0, 2}).copyTo(matrix, 2);
        assertThat(matrix).containsExactly(0, 0, 0, 1);
    }

    @Test
    void isEqualByValue() {
        assertThat(Embedding.of(new float[] {1, 1})).isEqualTo(Embedding.of(new float[] {1, 1}))
                .hasSameHashCodeAs(Embedding.of(new float[] {1, 1}))
                .isNotEqualTo(Embedding.of(new float[] {1, 2}));
    }
}
