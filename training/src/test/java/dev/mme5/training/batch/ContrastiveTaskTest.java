package dev.mme5.training.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import dev.mme5.core.Prompts;
import dev.mme5.model.Prepared;
import dev.mme5.model.image.Picture;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.training.RecordingEncoder;
import dev.mme5.training.StepBatch;
import dev.mme5.training.TaskSpec.Compat;
import dev.mme5.training.TaskSpec.Contrastive;
import dev.mme5.training.TaskSpec.Negatives;
import dev.mme5.training.TinyTraining;
import dev.mme5.training.loss.InfoNce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContrastiveTaskTest {
    private static Example row(String query, String positive, String... negatives) {
        return TinyTraining.example(
                query, Content.text(query), Content.text(positive), List.of(negatives).stream().map(Content::text).toList());
    }

    private static ContrastiveTask task(Contrastive spec, Example... examples) {
        return new ContrastiveTask(spec, new RecordingEncoder(), List.of(examples), 3);
    }

    private static int query(StepBatch batch, String text) {
        return RecordingEncoder.contents(batch).indexOf(Prompts.query("Find it:", Content.text(text)));
    }

    private static int document(StepBatch batch, String text) {
        return RecordingEncoder.contents(batch).indexOf(Content.text(text));
    }

    @Test
    void countsEqualDocumentsOnce() {
        Contrastive spec = new Contrastive(3, 3, 2, 0.1, Negatives.SHARED);
        // "cat" is right for two, "dog" is wrong for one and right for another.
        StepBatch batch = task(spec, row("a", "cat", "dog", "cow"), row("b", "cat", "cow"), row("c", "dog")).batch(0);
        assertThat(RecordingEncoder.contents(batch)).hasSize(6).doesNotHaveDuplicates();
        try (TensorScope _ = TensorScope.open("test")) {
            Tensor embeddings = Ops.randn(new Rng(1), 6, 4);
            long[] targets = new long[3];
            targets[query(batch, "a")] = document(batch, "cat") - 3;
            targets[query(batch, "b")] = document(batch, "cat") - 3;
            targets[query(batch, "c")] = document(batch, "dog") - 3;
            double expected = InfoNce.shared(embeddings.narrow(0, 0, 3), embeddings.narrow(0, 3, 3), Ops.of(targets, 3), 0.1).item();
            assertThat(batch.loss(embeddings).item()).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void setsAQueryAgainstItsOwnNegativesAndAllPositives() {
        Contrastive spec = new Contrastive(2, 2, 2, 0.1, Negatives.OWN_QUERY);
        // "b" has one hard negative only, and it is the answer to "a".
        StepBatch batch = task(spec, row("a", "cat", "dog", "cow"), row("b", "hen", "cat")).batch(0);
        assertThat(RecordingEncoder.contents(batch)).hasSize(6).doesNotHaveDuplicates();
        try (TensorScope _ = TensorScope.open("test")) {
            Tensor embeddings = Ops.randn(new Rng(1), 6, 4);
            double expected = (crossEntropy(batch, embeddings, "a", "cat", "hen", "dog", "cow")
                    + crossEntropy(batch, embeddings, "b", "hen", "cat")) / 2;
            assertThat(batch.loss(embeddings).item()).isCloseTo(expected, within(1e-5));
        }
    }

    /// Of the first document among all that are named.
    private static double crossEntropy(StepBatch batch, Tensor embeddings, String query, String... documents) {
        Tensor one = embeddings.select(0, query(batch, query));
        double[] scores = Stream.of(documents)
                .mapToDouble(document -> embeddings.select(0, document(batch, document)).mul(one).sum().item() / 0.1)
                .toArray();
        return Math.log(Arrays.stream(scores).map(score -> Math.exp(score - scores[0])).sum());
    }

    @Test
    void fillsUpOwnNegativesInTheReferencesWay() {
        Contrastive spec = new Contrastive(2, 2, 2, 0.1, Negatives.OWN_QUERY, Optional.of(Compat.MME5), Optional.empty(), Optional.empty());
        StepBatch batch = task(spec, row("a", "cat", "dog"), row("b", "cow")).batch(0);
        int a = query(batch, "a");
        List<Content> contents = RecordingEncoder.contents(batch);
        assertThat(contents).hasSize(2 + 2 + 4);
        assertThat(contents.subList(4 + 2 * a, 6 + 2 * a)).containsExactly(Content.text("dog"), Content.text("dog"));
        assertThat(contents.subList(6 - 2 * a, 8 - 2 * a)).containsExactly(Content.text("cow"), Content.text("cow"));
        assertThat(contents.get(2 + a)).isEqualTo(Content.text("cat"));
    }

    @Test
    void refusesTheReferencesWayWithSharedNegatives() {
        assertThatThrownBy(() -> new Contrastive(2, 2, 2, 0.1, Negatives.SHARED, Optional.of(Compat.MME5), Optional.empty(), Optional.empty()))
                .hasMessage("negatives: expected own-query, which compat: mme5 trains with, got shared; change one of the two");
    }

    @Test
    void takesNoMoreHardNegativesThanAskedFor() {
        for (Negatives negatives : Negatives.values()) {
            StepBatch batch = task(new Contrastive(2, 2, 1, 0.1, negatives), row("a", "cat", "dog", "cow"), row("b", "hen", "fox")).batch(0);
            assertThat(RecordingEncoder.contents(batch)).hasSize(6).doesNotContain(Content.text("cow"));
            StepBatch none = task(new Contrastive(2, 2, 0, 0.1, negatives), row("a", "cat", "dog", "cow"), row("b", "hen", "fox")).batch(0);
            try (TensorScope _ = TensorScope.open("test")) {
                assertThat(none.loss(Ops.randn(new Rng(1), 4, 3)).item()).isPositive();
            }
        }
    }

    @Test
    void countsNoEmptyNegative() {
        for (Negatives negatives : Negatives.values()) {
            StepBatch batch = task(new Contrastive(2, 2, 1, 0.1, negatives), row("a", "cat", "", "dog"), row("b", "hen", "")).batch(0);
            assertThat(RecordingEncoder.contents(batch)).hasSize(5).contains(Content.text("dog")).doesNotContain(Content.text(""));
        }
    }

    @Test
    void promptsPicturesAndTextsAsTheModelIsUsed() {
        Contrastive spec = new Contrastive(2, 1, 1, 0.1, Negatives.SHARED);
        List<Example> examples = TinyTraining.examples(2);
        StepBatch batch = new ContrastiveTask(spec, new RecordingEncoder(), examples, 3).batch(0);
        assertThat(RecordingEncoder.contents(batch)).containsExactlyInAnyOrder(
                Prompts.query("Find it:", examples.get(0).query()), Prompts.document(TinyTraining.picture(0)),
                Prompts.document(TinyTraining.picture(1)), Prompts.query("Find it:", examples.get(1).query()),
                Content.text("number 1"), Content.text("number 2"));
    }

    @Test
    void refusesFewerExamplesThanAStepNeeds() {
        assertThatThrownBy(() -> task(new Contrastive(2, 2, 1, 0.1, Negatives.SHARED), row("a", "cat")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("expected at least 2 examples in sub-batches of 2 of one kind, got 1 in all");
    }

    @Test
    void hasAFingerprintOfItsDataAndItsSeed() {
        Contrastive spec = new Contrastive(2, 2, 1, 0.1, Negatives.SHARED);
        String print = task(spec, row("a", "cat"), row("b", "dog")).fingerprint();
        assertThat(task(spec, row("a", "cat"), row("b", "dog")).fingerprint()).isEqualTo(print);
        assertThat(task(spec, row("a", "cat"), row("b", "cow")).fingerprint()).isNotEqualTo(print);
        assertThat(new ContrastiveTask(spec, new RecordingEncoder(), List.of(row("a", "cat"), row("b", "dog")), 4).fingerprint())
                .isNotEqualTo(print);
    }

    @Test
    void showsAPictureOtherwiseEachTimeOnlyIfItIsToBeChanged() {
        Example pictures = TinyTraining.example("a", TinyTraining.picture(1), TinyTraining.picture(2), List.of());
        Example others = TinyTraining.example("b", TinyTraining.picture(3), TinyTraining.picture(4), List.of());
        ChangeRecorder plain = new ChangeRecorder();
        new ContrastiveTask(new Contrastive(2, 1, 0, 0.1, Negatives.SHARED), plain, List.of(pictures, others), 3).batch(0);
        assertThat(plain.shown).hasSize(4).allMatch(picture -> picture == plain.drawing);

        ChangeRecorder once = new ChangeRecorder();
        ContrastiveTask task = new ContrastiveTask(
                new Contrastive(2, 1, 0, 0.1, Negatives.SHARED, Optional.empty(), Optional.empty(), Optional.of(true)), once, List.of(pictures, others), 3);
        task.batch(0);
        task.batch(1);
        task.batch(0);
        List<List<Integer>> shown = once.shown.stream().map(picture -> Arrays.stream(picture.argb()).boxed().toList()).toList();
        assertThat(shown.subList(0, 8)).doesNotHaveDuplicates();
        assertThat(shown.subList(8, 12)).as("the same step again").isEqualTo(shown.subList(0, 4));
    }

    /// Keeps what pictures are shown as: the same drawing, with the change that was asked for.
    private static final class ChangeRecorder extends RecordingEncoder {
        private final Picture drawing = new Picture(8, 8, IntStream.range(0, 64).map(i -> 0xff000000 | i * 0x030201).toArray());
        private final List<Picture> shown = new ArrayList<>();

        @Override
        public Prepared prepare(Content content, UnaryOperator<Picture> change) {
            shown.add(change.apply(drawing));
            return super.prepare(content, UnaryOperator.identity());
        }
    }
}
