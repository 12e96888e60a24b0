package dev.mme5.evaluation;

import dev.mme5.core.Embedding;
import java.util.List;
import java.util.stream.IntStream;

/// The cosines of many queries with one pool of documents, by a matrix product in blocks that stay in the cache. Immutable and
/// thread-safe.
///
/// Every score is summed in the same order over the dimensions, so documents with equal vectors get equal scores and a tie is seen
/// as one.
final class BlockedScores {
    private static final int QUERIES = 16;
    private static final int DOCUMENTS = 512;
    private static final int DIMENSIONS = 128;

    private final float[][] columns; // [D, documents]
    private final int documents;

    BlockedScores(List<Embedding> documents) {
        this.documents = documents.size();
        int dimension = documents.isEmpty() ? 0 : documents.getFirst().dimension();
        columns = new float[dimension][this.documents];
        for (int j = 0; j < this.documents; j++) {
            float[] values = documents.get(j).toArray();
            for (int k = 0; k < dimension; k++) {
                columns[k][j] = values[k];
            }
        }
    }

    /// Takes the scores of one query.
    @FunctionalInterface
    interface ScoreReader {
        /// @param query the query's index
        /// @param scores one for each document; valid during the call only
        void read(int query, float[] scores);
    }

    /// Scores every query against every document.
    ///
    /// @param reader called once for each query, from several threads
    void score(List<Embedding> queries, ScoreReader reader) {
        int tiles = (queries.size() + QUERIES - 1) / QUERIES;
        IntStream.range(0, tiles).parallel().forEach(tile -> {
            int from = tile * QUERIES;
            int to = Math.min(from + QUERIES, queries.size());
            float[][] scores = scoreTile(queries.subList(from, to));
            for (int i = 0; i < scores.length; i++) {
                reader.read(from + i, scores[i]);
            }
        });
    }

    private float[][] scoreTile(List<Embedding> queries) {
        float[][] values = queries.stream().map(Embedding::toArray).toArray(float[][]::new); // [Q, D]
        float[][] scores = new float[values.length][documents]; // [Q, documents]
        for (int k = 0; k < columns.length; k += DIMENSIONS) {
            int kEnd = Math.min(k + DIMENSIONS, columns.length);
            for (int j = 0; j < documents; j += DOCUMENTS) {
                int jEnd = Math.min(j + DOCUMENTS, documents);
                for (int i = 0; i < values.length; i++) {
                    accumulate(values[i], scores[i], k, kEnd, j, jEnd);
                }
            }
        }
        return scores;
    }

    private void accumulate(float[] query, float[] scores, int kFrom, int kEnd, int jFrom, int jEnd) {
        int k = kFrom;
        for (; k + 3 < kEnd; k += 4) {
            addFour(scores, columns, query, k, jFrom, jEnd);
        }
        for (; k < kEnd; k++) {
            float a = query[k];
            float[] column = columns[k];
            for (int j = jFrom; j < jEnd; j++) {
                scores[j] += a * column[j];
            }
        }
    }

    private static void addFour(float[] scores, float[][] columns, float[] query, int k, int from, int to) {
        float a = query[k];
        float b = query[k + 1];
        float c = query[k + 2];
        float d = query[k + 3];
        float[] ca = columns[k];
        float[] cb = columns[k + 1];
        float[] cc = columns[k + 2];
        float[] cd = columns[k + 3];
        for (int j = from; j < to; j++) {
            scores[j] += a * ca[j] + b * cb[j] + c * cc[j] + d * cd[j];
        }
    }
}
