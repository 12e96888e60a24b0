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
import dev.mme5.training.StepBatch;
import dev.mme5.training.TaskSpec;
import dev.mme5.training.TrainingTask;
import dev.mme5.training.augmentation.Augmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Contrastive examples: queries against the step's positives and hard negatives, see [CandidateBatch] and [ReferenceRows].
public final class ContrastiveTask implements TrainingTask {
    private final TaskSpec.Contrastive spec;
    private final Encoder encoder;
    private final List<Example> examples;
    private final BatchPlanner planner;
    private final long seed;
    private final String fingerprint;

    /// @param examples in memory or on disk; each batch asks for its own
    /// @throws DatasetException if there are too few examples for one step
    public ContrastiveTask(TaskSpec.Contrastive spec, Encoder encoder, List<Example> examples, long seed) {
        this.spec = spec;
        this.encoder = encoder;
        this.examples = examples;
        this.seed = seed;
        List<String> kinds = new ArrayList<>();
        Hashes.Running hash = new Hashes.Running().add(spec + " " + seed);
        for (Example example : examples) {
            kinds.add(BatchPlanner.kind(example));
            hash.add("\n" + Json.write(List.of(example.id(), example.instruction(), example.query().toString(),
                    example.positive().toString(), example.hardNegatives().toString())));
        }
        this.fingerprint = hash.sha256();
        this.planner = new BatchPlanner(kinds, spec.rows(), spec.subBatch(), seed);
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
        return fingerprint;
    }

    @Override
    public StepBatch batch(long number) {
        return batchOf(planner.step(number).stream().map(examples::get).toList(), number);
    }

    /// A batch of these examples.
    ///
    /// @param number of the batch: what is drawn at random within a row depends on it
    public StepBatch batchOf(List<Example> drawn, long number) {
        return switch (spec.follows()) {
            case NONE -> CandidateBatch.of(drawn, spec, prompts -> prepare(prompts, number));
            case MME5 -> new ReferenceRows(spec, encoder, seed).batch(drawn, number);
        };
    }

    private List<Prepared> prepare(List<Content> prompts, long number) {
        return IntStream.range(0, prompts.size())
                .mapToObj(row -> encoder.prepare(prompts.get(row), change(number, row)))
                .toList();
    }

    private UnaryOperator<Picture> change(long number, int row) {
        return spec.changesPictures()
                ? new Augmentation(SeededRandom.of(seed, "augment", number, row), false)
                : UnaryOperator.identity();
    }

    /// How a prompt is made ready for the model.
    public static Function<Content, Prepared> reader(TaskSpec.Contrastive spec, Encoder encoder) {
        return switch (spec.follows()) {
            case NONE -> prompt -> encoder.prepare(prompt, UnaryOperator.identity());
            case MME5 -> prompt -> ReferenceRows.read(prompt, encoder);
        };
    }

    /// What the model is shown of an example.
    public static List<Content> shown(Example example, TaskSpec.Contrastive spec) {
        List<Content> contents = new ArrayList<>(List.of(
                Prompts.query(example.instruction(), example.query()), Prompts.document(example.positive())));
        switch (spec.follows()) {
            case NONE -> CandidateBatch.negatives(example, spec).map(Prompts::document).forEach(contents::add);
            case MME5 -> example.hardNegatives().stream().limit(spec.hardNegatives()).map(Prompts::document).forEach(contents::add);
        }
        return contents;
    }
}
