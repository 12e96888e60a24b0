package dev.mme5.synthesis.mining.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.random.SeededRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitCodesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 1023, 4096})
    void cosinesAreAsNearAsTheErrorSays(int dimension) {
        SeededRandom random = SeededRandom.of(3, "codes", dimension);
        float[][] vectors = new float[12][dimension];
        for (int i = 0; i < vectors.length; i++) {
            for (int k = 0; k < dimension; k++) {
                vectors[i][k] = i < 2 ? (k == i ? 1 : 0) : (float) random.nextGaussian(); // two axes: all weight in one number
            }
            vectors[i] = unit(vectors[i]);
        }
        try (UnitCodes codes = new UnitCodes(vectors.length, dimension)) {
            for (float[] vector : vectors) {
                codes.add(vector, 0);
            }
            UnitCodes.Estimate estimate = codes.new Estimate();
            for (int i = 0; i < vectors.length; i++) {
                estimate.ask(i);
                for (int j = 0; j < vectors.length; j++) {
                    assertThat(Math.abs(estimate.cosineWith(j) - dot(vectors[i], vectors[j]))).as("%d with %d", i, j).isLessThanOrEqualTo(codes.error());
                }
            }
            assertThat(codes.error()).as("worth something").isLessThan(0.003);
        }
    }

    static float[] unit(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        float[] unit = new float[vector.length];
        for (int k = 0; k < unit.length; k++) {
            unit[k] = length > 0 ? (float) (vector[k] / length) : 0;
        }
        return unit;
    }

    static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int k = 0; k < left.length; k++) {
            sum += (double) left[k] * right[k];
        }
        return sum;
    }
}
