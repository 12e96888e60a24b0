package dev.mme5.training.batch;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.Prompts;
import dev.mme5.model.Prepared;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.training.StepBatch;
import dev.mme5.training.TaskSpec;
import dev.mme5.training.TaskSpec.Negatives;
import dev.mme5.training.loss.InfoNce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Queries against the batch's documents. Equal contents are encoded and counted once, so that no query's own answer stands among its
/// negatives under another row's name; a query that has fewer hard negatives than another simply has fewer.
///
/// @param rows B queries, then C candidates
/// @param targets the candidate that is right for each query
/// @param hidden [B, C] row by row, true where a candidate is none of the query's; empty if each is everyone's
/// @param temperature tau
record CandidateBatch(List<Prepared> rows, long[] targets, boolean[] hidden, double temperature) implements StepBatch {

    /// @param prepare makes prompts ready for the model, in their order
    static CandidateBatch of(
            List<Example> drawn, TaskSpec.Contrastive spec, Function<List<Content>, List<Prepared>> prepare) {
        Map<Content, Integer> candidates = new LinkedHashMap<>();
        long[] targets = new long[drawn.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = number(candidates, drawn.get(i).positive());
        }
        int positives = candidates.size();
        List<List<Integer>> own = new ArrayList<>();
        for (Example example : drawn) {
            own.add(negatives(example, spec).map(negative -> number(candidates, negative)).toList());
        }
        List<Content> prompts = new ArrayList<>();
        drawn.forEach(example -> prompts.add(Prompts.query(example.instruction(), example.query())));
        prompts.addAll(candidates.keySet());
        boolean[] hidden = spec.negatives() == Negatives.SHARED ? new boolean[0] : hideOthers(own, positives, candidates.size());
        return new CandidateBatch(prepare.apply(prompts), targets, hidden, spec.temperature());
    }

    /// The hard negatives that count. An empty one, as some published rows have, is none.
    static Stream<Content> negatives(Example example, TaskSpec.Contrastive spec) {
        return example.hardNegatives().stream().filter(negative -> !negative.isEmpty()).limit(spec.hardNegatives());
    }

    private static int number(Map<Content, Integer> candidates, Content document) {
        Content prompt = Prompts.document(document);
        candidates.putIfAbsent(prompt, candidates.size());
        return candidates.get(prompt);
    }

    /// Positives are everyone's; a hard negative is its own query's alone.
    private static boolean[] hideOthers(List<List<Integer>> own, int positives, int candidates) {
        boolean[] hidden = new boolean[own.size() * candidates];
        for (int query = 0; query < own.size(); query++) {
            Arrays.fill(hidden, query * candidates + positives, (query + 1) * candidates, true);
            for (int negative : own.get(query)) {
                hidden[query * candidates + negative] = false;
            }
        }
        return hidden;
    }

    @Override
    public Tensor loss(Tensor embeddings) {
        int queries = targets.length;
        int documents = rows.size() - queries;
        Tensor first = embeddings.narrow(0, 0, queries); // [B, D]
        Tensor candidates = embeddings.narrow(0, queries, documents); // [C, D]
        Tensor right = Ops.of(targets, queries);
        if (hidden.length == 0) {
            return InfoNce.shared(first, candidates, right, temperature);
        }
        return InfoNce.visible(first, candidates, Ops.of(hidden, queries, documents), right, temperature);
    }
}
