package dev.mme5.training.batch;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import dev.mme5.core.Prompts;
import dev.mme5.core.json.Json;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Hashes;
import dev.mme5.model.Encoder;
import dev.mme5.model.Prepared;
import dev.mme5.model.image.Picture;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.training.StepBatch;
import dev.mme5.training.TaskSpec;
import dev.mme5.training.TrainingTask;
import dev.mme5.training.augmentation.Augmentation;
import dev.mme5.training.loss.InfoNce;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Contrastive examples: queries against the step's positives and hard negatives. With shared negatives equal contents are encoded and
/// counted once, so that no query's own answer stands among its negatives under another row's name.
public final class ContrastiveTask implements TrainingTask {
    private final TaskSpec.Contrastive spec;
    private final Encoder encoder;
    private final List<Example> examples;
    private final BatchPlanner planner;
    private final long seed;

    /// @throws DatasetException if there are too few examples for one step
    public ContrastiveTask(TaskSpec.Contrastive spec, Encoder encoder, List<Example> examples, long seed) {
        this.spec = spec;
        this.encoder = encoder;
        this.examples = List.copyOf(examples);
        this.seed = seed;
        this.planner = new BatchPlanner(this.examples, spec.rows(), spec.subBatch(), seed);
        if (planner.stepsPerEpoch() == 0) {
            throw new DatasetException("training: expected at least " + spec.rows() + " examples in sub-batches of " + spec.subBatch()
                    + " of one kind, got " + examples.size() + " in all; lower rows or subBatch, or add data");
        }
    }

    /// Steps of so many passes over the data, at least one.
    public long steps(double epochs) {
        return Math.max(1, Math.round(epochs * planner.stepsPerEpoch()));
    }

    @Override
    public String fingerprint() {
        StringBuilder all = new StringBuilder(spec + " " + seed);
        examples.forEach(example -> all.append('\n').append(Json.write(List.of(
                example.id(), example.instruction(), example.query().toString(), example.positive().toString(),
                example.hardNegatives().toString()))));
        return Hashes.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public StepBatch batch(long step) {
        List<Example> drawn = planner.step(step).stream().map(examples::get).toList();
        return spec.negatives() == TaskSpec.Negatives.SHARED ? shared(drawn, step) : ownQuery(drawn, step);
    }

    /// What the model is shown of an example.
    ///
    /// @param negatives most hard negatives
    static List<Content> shown(Example example, int negatives) {
        List<Content> contents = new ArrayList<>(List.of(query(example), Prompts.document(example.positive())));
        example.hardNegatives().stream().limit(negatives).map(Prompts::document).forEach(contents::add);
        return contents;
    }

    private StepBatch shared(List<Example> drawn, long step) {
        List<Content> queries = drawn.stream().map(ContrastiveTask::query).toList();
        Map<Content, Integer> candidates = new LinkedHashMap<>();
        long[] targets = new long[drawn.size()];
        for (int i = 0; i < targets.length; i++) {
            Content positive = Prompts.document(drawn.get(i).positive());
            candidates.putIfAbsent(positive, candidates.size());
            targets[i] = candidates.get(positive);
        }
        for (Example example : drawn) {
            for (Content negative : negatives(example)) {
                candidates.putIfAbsent(Prompts.document(negative), candidates.size());
            }
        }
        List<Content> contents = new ArrayList<>(queries);
        contents.addAll(candidates.keySet());
        return new Shared(prepare(contents, step), targets, spec.temperature());
    }

    private StepBatch ownQuery(List<Example> drawn, long step) {
        List<Content> contents = new ArrayList<>();
        drawn.forEach(example -> contents.add(query(example)));
        drawn.forEach(example -> contents.add(Prompts.document(example.positive())));
        for (Example example : drawn) {
            List<Content> own = negatives(example);
            for (int k = 0; k < spec.hardNegatives(); k++) {
                // Too few negatives: the last one again; none: the positive (reference: src/dataset.py).
                Content negative = own.isEmpty() ? example.positive() : own.get(Math.min(k, own.size() - 1));
                contents.add(Prompts.document(negative));
            }
        }
        return new OwnQuery(prepare(contents, step), drawn.size(), spec.hardNegatives(), spec.temperature());
    }

    private List<Content> negatives(Example example) {
        List<Content> all = example.hardNegatives();
        return all.subList(0, Math.min(spec.hardNegatives(), all.size()));
    }

    private static Content query(Example example) {
        return Prompts.query(example.instruction(), example.query());
    }

    private List<Prepared> prepare(List<Content> contents, long step) {
        return IntStream.range(0, contents.size())
                .mapToObj(row -> encoder.prepare(contents.get(row), change(step, row)))
                .toList();
    }

    private UnaryOperator<Picture> change(long step, int row) {
        return spec.augment() ? new Augmentation(SeededRandom.of(seed, "augment", step, row), false) : UnaryOperator.identity();
    }

    /// Rows: B queries, then C candidates.
    private record Shared(List<Prepared> rows, long[] targets, double temperature) implements StepBatch {
        @Override
        public Tensor loss(Tensor embeddings) {
            Tensor queries = embeddings.narrow(0, 0, targets.length); // [B, D]
            Tensor candidates = embeddings.narrow(0, targets.length, (long) rows.size() - targets.length); // [C, D]
            return InfoNce.shared(queries, candidates, Ops.of(targets, targets.length), temperature);
        }
    }

    /// Rows: B queries, B positives, B times K negatives.
    private record OwnQuery(List<Prepared> rows, int queries, int negatives, double temperature) implements StepBatch {
        @Override
        public Tensor loss(Tensor embeddings) {
            Tensor first = embeddings.narrow(0, 0, queries); // [B, D]
            Tensor positives = embeddings.narrow(0, queries, queries); // [B, D]
            Tensor own = embeddings
                    .narrow(0, 2L * queries, (long) queries * negatives)
                    .reshape(queries, negatives, embeddings.size(1)); // [B, K, D]
            return InfoNce.ownQuery(first, positives, own, temperature);
        }
    }
}
