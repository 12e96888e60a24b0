package dev.mme5.serving.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Embedding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What every exact [VectorIndex] does.
interface VectorIndexContract {

    /// An index of these vectors; entry i has the id `e<i>`.
    VectorIndex indexOf(List<Embedding> vectors) throws IOException;

    @Test
    default void findsWhatBruteForceFindsInTheSameOrder() throws IOException {
        for (int size : new int[] {1, 2, 3, 4, 5, 7, 64, 301}) {
            List<Embedding> vectors = random(size, 17, size);
            try (VectorIndex index = indexOf(vectors)) {
                for (Embedding query : random(5, 17, 1000 + size)) {
                    for (int k : new int[] {1, 3, size, size + 10}) {
                        assertThat(index.search(query, k)).as("%d vectors, k %d", size, k)
                                .isEqualTo(bruteForce(vectors, query, k, entry -> true));
                    }
                }
            }
        }
    }

    @Test
    default void putsTheEntryAddedFirstFirstAmongEqualScores() throws IOException {
        Embedding one = Embedding.of(new float[] {1, 0});
        Embedding other = Embedding.of(new float[] {0, 1});
        try (VectorIndex index = indexOf(List.of(other, one, other, one, one, other))) {
            assertThat(index.search(one, 4)).extracting(hit -> hit.entry().id()).containsExactly("e1", "e3", "e4", "e0");
        }
    }

    @Test
    default void givesKHitsThatPassTheFilterIfThereAreSoMany() throws IOException {
        List<Embedding> vectors = random(200, 8, 3);
        Predicate<IndexEntry> everyTenth = entry -> entry.id().endsWith("7");
        Embedding query = random(1, 8, 4).getFirst();
        try (VectorIndex index = indexOf(vectors)) {
            assertThat(index.search(query, 12, everyTenth)).hasSize(12).isEqualTo(bruteForce(vectors, query, 12, everyTenth));
            assertThat(index.search(query, 50, everyTenth)).hasSize(20);
            assertThat(index.search(query, 5, entry -> false)).isEmpty();
        }
    }

    @Test
    default void findsEachVectorByItself() throws IOException {
        List<Embedding> vectors = random(50, 12, 5);
        try (VectorIndex index = indexOf(vectors)) {
            for (int i = 0; i < vectors.size(); i++) {
                Hit best = index.search(vectors.get(i), 1).getFirst();
                assertThat(best.entry().id()).isEqualTo("e" + i);
                assertThat(best.score()).isBetween(0.99999f, 1.00001f);
            }
        }
    }

    @Test
    default void refusesAQueryOfAnotherDimensionAndKBelowOne() throws IOException {
        try (VectorIndex index = indexOf(random(3, 4, 6))) {
            assertThatThrownBy(() -> index.search(Embedding.of(new float[] {1}), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("query: expected dimension 4, got 1");
            assertThatThrownBy(() -> index.search(random(1, 4, 7).getFirst(), 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("k: expected at least 1, got 0");
        }
    }

    private static List<Hit> bruteForce(List<Embedding> vectors, Embedding query, int k, Predicate<IndexEntry> filter) {
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            hits.add(new Hit(vectors.get(i).dot(query), entry(i)));
        }
        return hits.stream()
                .filter(hit -> filter.test(hit.entry()))
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .limit(k)
                .toList();
    }

    static IndexEntry entry(int i) {
        return new IndexEntry("e" + i, Optional.of("text " + i), Optional.empty());
    }

    static List<Embedding> random(int count, int dimension, long seed) {
        Random random = new Random(seed);
        List<Embedding> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[dimension];
            for (int d = 0; d < dimension; d++) {
                values[d] = (float) random.nextGaussian();
            }
            vectors.add(Embedding.of(values));
        }
        return vectors;
    }
}
