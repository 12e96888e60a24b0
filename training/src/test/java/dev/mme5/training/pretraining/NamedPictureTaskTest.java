package dev.mme5.training.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.corpus.Split;
import dev.mme5.core.run.Hashes;
import dev.mme5.testkit.SampleCorpus;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.training.RecordingEncoder;
import dev.mme5.training.StepBatch;
import dev.mme5.training.TaskSpec.NamedPictures;
import dev.mme5.training.TaskSpec.Start;
import dev.mme5.training.TaskSpec.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedPictureTaskTest {
    private static final int PICTURES = 8;
    private static final List<Language> LANGUAGES = List.of(Language.ENGLISH, new Language("de"));

    @TempDir
    private Path folder;

    private ConceptCorpus corpus;
    private TensorScope scope;

    @BeforeEach
    void open() {
        corpus = SampleCorpus.write(folder, 32);
        scope = TensorScope.open("test");
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private NamedPictures spec(int pictures) {
        List<Style> styles = List.of(new Style(folder.resolve("google.zip"), 0.7), new Style(folder.resolve("twitter.zip"), 0.3));
        return new NamedPictures(new Start.Fresh(), folder, List.of(Split.TRAIN), styles, LANGUAGES, 0.5, pictures, 0.1, 10, Optional.empty());
    }

    private NamedPictureTask task(int pictures, long seed) {
        Tensor classes = Ops.randn(new Rng(1), 24, 4);
        return new NamedPictureTask(spec(pictures), new RecordingEncoder(), seed, classes, Ops.full(2, DType.F32));
    }

    private Map<String, Concept> conceptOfPicture() {
        Map<String, Concept> concepts = new HashMap<>();
        for (Concept concept : corpus.concepts()) {
            for (String style : corpus.styles()) {
                try {
                    concepts.put(Hashes.sha256(corpus.picture(style, concept).bytes()), concept);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return concepts;
    }

    @Test
    void learnsFromTheNamedSplitsAlone() {
        assertThat(NamedPictureTask.concepts(spec(PICTURES))).hasSize(24).allMatch(concept -> concept.split() == Split.TRAIN);
    }

    @Test
    void showsNoConceptOfAnotherSplitAndNoneTwiceInAStep() throws IOException {
        Map<String, Concept> known = conceptOfPicture();
        NamedPictureTask task = task(PICTURES, 1);
        for (int step = 0; step < 9; step++) {
            List<Content> contents = RecordingEncoder.contents(task.batch(step));
            assertThat(contents).hasSize(3 * PICTURES);
            List<Concept> drawn = new ArrayList<>();
            for (Content picture : contents.subList(0, PICTURES)) {
                drawn.add(known.get(Hashes.sha256(picture.image().orElseThrow().bytes())));
            }
            assertThat(drawn).doesNotContainNull().doesNotHaveDuplicates().allMatch(concept -> concept.split() == Split.TRAIN);
            for (int i = 0; i < PICTURES; i++) {
                String query = contents.get(PICTURES + i).text().orElseThrow();
                assertThat(query).startsWith("Find me an everyday image that matches the given caption: ").endsWith("\n");
                assertThat(names(drawn.get(i), query)).as("%s of %s", query, drawn.get(i)).isTrue();
                assertThat(names(drawn.get(i), contents.get(2 * PICTURES + i).text().orElseThrow())).isTrue();
            }
        }
    }

    /// Whether a text has a name of the concept, or one of its keywords.
    private static boolean names(Concept concept, String text) {
        return concept.names().values().stream().anyMatch(text::contains)
                || concept.keywords().values().stream().anyMatch(words -> words.stream().anyMatch(text::contains));
    }

    @Test
    void showsEveryConceptOnceAnEpoch() throws IOException {
        Map<String, Concept> known = conceptOfPicture();
        NamedPictureTask task = task(PICTURES, 1);
        List<Concept> drawn = new ArrayList<>();
        for (int step = 0; step < 24 / PICTURES; step++) {
            for (Content picture : RecordingEncoder.contents(task.batch(step)).subList(0, PICTURES)) {
                drawn.add(known.get(Hashes.sha256(picture.image().orElseThrow().bytes())));
            }
        }
        assertThat(drawn).hasSize(24).doesNotHaveDuplicates();
    }

    @Test
    void givesTheSameBatchFromTheSameSeedAndStep() {
        List<Content> batch = RecordingEncoder.contents(task(PICTURES, 1).batch(4));
        assertThat(RecordingEncoder.contents(task(PICTURES, 1).batch(4))).isEqualTo(batch);
        assertThat(RecordingEncoder.contents(task(PICTURES, 1).batch(5))).isNotEqualTo(batch);
        assertThat(RecordingEncoder.contents(task(PICTURES, 2).batch(4))).isNotEqualTo(batch);
    }

    @Test
    void losesLessWhenPicturesTextsAndClassesAgree() {
        NamedPictureTask task = task(PICTURES, 1);
        StepBatch batch = task.batch(0);
        Tensor apart = unit(Ops.randn(new Rng(4), 3 * PICTURES, 4));
        Tensor one = unit(Ops.randn(new Rng(4), PICTURES, 4));
        Tensor together = Ops.cat(List.of(one, one, one), 0);
        assertThat(batch.loss(together).item()).isLessThan(batch.loss(apart).item());
        assertThat(task.lossParameters()).extracting(parameter -> parameter.name()).containsExactly("loss.classes", "loss.logit_scale");
    }

    private static Tensor unit(Tensor x) {
        return x.div(x.norm2(1, true));
    }

    @Test
    void refusesMorePicturesThanConcepts() {
        assertThatThrownBy(() -> task(25, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("expected at least 25 concepts with a drawing, got 24");
    }

    @Test
    void hasAFingerprintOfItsPictures() {
        String print = task(PICTURES, 1).fingerprint();
        assertThat(task(PICTURES, 1).fingerprint()).isEqualTo(print);
        assertThat(task(PICTURES, 2).fingerprint()).isNotEqualTo(print);
        SampleCorpus.write(folder, 40);
        assertThat(task(PICTURES, 1).fingerprint()).isNotEqualTo(print);
    }
}
