package dev.mme5.evaluation;

import dev.mme5.core.Content;
import dev.mme5.core.Embedding;
import dev.mme5.evaluation.benchmark.CandidateTask;
import dev.mme5.evaluation.benchmark.EvaluationTask;
import dev.mme5.evaluation.benchmark.RetrievalTask;
import dev.mme5.evaluation.metric.Ranks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Ranks the right answers of a task whose contents are in an [EmbeddingTable].
final class TaskScorer {
    private static final int NOT_IN_POOL = -1;

    private final EmbeddingTable table;

    TaskScorer(EmbeddingTable table) {
        this.table = table;
    }

    RankedRows rank(EvaluationTask task) {
        return switch (task) {
            case CandidateTask candidates -> rankCandidates(candidates);
            case RetrievalTask retrieval -> rankRetrieval(retrieval);
        };
    }

    private RankedRows rankCandidates(CandidateTask task) {
        List<CandidateTask.Row> rows = task.candidateRows();
        List<SetAside> setAside = new ArrayList<>();
        boolean[] usable = new boolean[rows.size()];
        for (int i = 0; i < usable.length; i++) {
            Optional<String> failure = failure(rows.get(i), task.documents());
            usable[i] = failure.isEmpty();
            if (failure.isPresent()) {
                setAside.add(new SetAside(i, failure.get()));
            }
        }
        int[] ranks = new int[usable.length];
        IntStream.range(0, usable.length).parallel().filter(i -> usable[i])
                .forEach(i -> ranks[i] = rankFirst(rows.get(i), task.documents()));
        List<Integer> candidates = rows.stream().map(row -> row.candidates().size()).toList();
        List<Integer> right = rows.stream().map(row -> 1).toList();
        return new RankedRows(boxed(ranks), candidates, right, setAside, List.of());
    }

    private Optional<String> failure(CandidateTask.Row row, List<Content> documents) {
        Optional<String> query = table.failure(row.query());
        if (query.isPresent()) {
            return query;
        }
        return row.candidates().stream().map(documents::get).map(table::failure).flatMap(Optional::stream).findFirst();
    }

    private int rankFirst(CandidateTask.Row row, List<Content> documents) {
        Embedding query = table.embedding(row.query());
        float[] scores = new float[row.candidates().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = query.dot(table.embedding(documents.get(row.candidates().get(i))));
        }
        return Ranks.ofFirst(scores);
    }

    private RankedRows rankRetrieval(RetrievalTask task) {
        List<SetAside> broken = new ArrayList<>();
        List<Embedding> pool = new ArrayList<>();
        int[] poolIndex = new int[task.documents().size()];
        for (int j = 0; j < poolIndex.length; j++) {
            Optional<String> failure = table.failure(task.documents().get(j));
            poolIndex[j] = failure.isPresent() ? NOT_IN_POOL : pool.size();
            if (failure.isPresent()) {
                broken.add(new SetAside(j, failure.get()));
            } else {
                pool.add(table.embedding(task.documents().get(j)));
            }
        }
        List<SetAside> setAside = new ArrayList<>();
        List<Integer> usable = usableRows(task, setAside);
        int[] ranks = new int[task.rows()];
        List<Embedding> queries = usable.stream().map(row -> table.embedding(task.searches().get(row).content())).toList();
        new BlockedScores(pool).score(queries, (query, scores) -> {
            int row = usable.get(query);
            int[] gold = task.searches().get(row).gold().stream().mapToInt(j -> poolIndex[j]).sorted().toArray();
            ranks[row] = Ranks.ofBest(scores, scores.length, j -> Arrays.binarySearch(gold, j) >= 0);
        });
        List<Integer> candidates = task.searches().stream().map(query -> pool.size()).toList();
        List<Integer> right = task.searches().stream().map(query -> query.gold().size()).toList();
        return new RankedRows(boxed(ranks), candidates, right, setAside, broken);
    }

    /// The rows whose query and right documents were all embedded.
    private List<Integer> usableRows(RetrievalTask task, List<SetAside> setAside) {
        List<Integer> usable = new ArrayList<>();
        for (int row = 0; row < task.rows(); row++) {
            RetrievalTask.Query query = task.searches().get(row);
            Optional<String> failure = table.failure(query.content());
            if (failure.isEmpty()) {
                failure = query.gold().stream().map(task.documents()::get).map(table::failure).flatMap(Optional::stream).findFirst();
            }
            if (failure.isPresent()) {
                setAside.add(new SetAside(row, failure.get()));
            } else {
                usable.add(row);
            }
        }
        return usable;
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
