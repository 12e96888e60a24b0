package dev.mme5.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Embedding;
import dev.mme5.core.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class BlockedScoresTest {

    @Test
    void agreesWithTheDotProductAtEverySizeOfBlock() {
        for (int dimension : new int[] {1, 3, 128, 131, 300}) {
            List<Embedding> queries = vectors(37, dimension, 1);
            List<Embedding> documents = vectors(523, dimension, 2);
            ConcurrentHashMap<Integer, float[]> scores = new ConcurrentHashMap<>();
            new BlockedScores(documents).score(queries, (query, row) -> scores.put(query, row.clone()));
            assertThat(scores).hasSize(37);
            for (int i : new int[] {0, 15, 16, 36}) {
                for (int j = 0; j < documents.size(); j++) {
                    assertThat(scores.get(i)[j]).isCloseTo(queries.get(i).dot(documents.get(j)), within(1e-5f));
                }
            }
        }
    }

    @Test
    void equalVectorsGetEqualScoresToTheLastBit() {
        List<Embedding> documents = vectors(700, 131, 3);
        documents.set(699, documents.getFirst());
        documents.set(511, documents.getFirst());
        new BlockedScores(documents).score(vectors(20, 131, 4), (query, row) -> {
            assertThat(row[699]).isEqualTo(row[0]);
            assertThat(row[511]).isEqualTo(row[0]);
        });
    }

    @Test
    void anEmptyPoolGivesNoScores() {
        new BlockedScores(List.of()).score(List.of(), (query, row) -> {
            throw new AssertionError("no query was given");
        });
    }

    private static List<Embedding> vectors(int count, int dimension, long seed) {
        SeededRandom random = SeededRandom.of(seed);
        List<Embedding> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[dimension];
            for (int k = 0; k < dimension; k++) {
                values[k] = (float) (random.nextDouble() - 0.5);
            }
            vectors.add(Embedding.of(values));
        }
        return vectors;
    }
}
