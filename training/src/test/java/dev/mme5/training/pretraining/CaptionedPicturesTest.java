package dev.mme5.training.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.corpus.Split;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Hashes;
import dev.mme5.testkit.SampleCorpus;
import dev.mme5.training.TaskSpec.Captioned;
import dev.mme5.training.TaskSpec.NamedPictures;
import dev.mme5.training.TaskSpec.Start;
import dev.mme5.training.TaskSpec.Style;
import dev.mme5.training.augmentation.Augmentation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptionedPicturesTest {
    private static final Captioned QUARTERS = new Captioned(0.25, 0.25, 0.25, 0.25);

    @TempDir
    private Path folder;

    private ConceptCorpus corpus;
    private List<Concept> concepts;

    @BeforeEach
    void open() {
        corpus = SampleCorpus.write(folder, 32);
        concepts = corpus.concepts().subList(0, 16);
    }

    private List<CaptionedPictures.Row> rows(Captioned shares) {
        NamedPictures spec = new NamedPictures(new Start.Model(1), folder, List.of(Split.TRAIN), List.of(new Style(folder.resolve("google.zip"), 1)),
                List.of(Language.ENGLISH), 0, 8, 0.1, 10, Optional.of(shares));
        return new CaptionedPictures(shares, new ConceptDraws(spec)).rows(concepts, place -> SeededRandom.of(3, place));
    }

    private Concept shown(CaptionedPictures.Row row) throws IOException {
        String hash = Hashes.sha256(row.content().image().orElseThrow().bytes());
        for (Concept concept : concepts) {
            if (Hashes.sha256(corpus.picture("google", concept).bytes()).equals(hash)) {
                return concept;
            }
        }
        throw new AssertionError("a picture of no concept of the step");
    }

    private static boolean names(CaptionedPictures.Row row, Concept concept) {
        String text = row.content().text().orElseThrow().strip();
        return text.endsWith(" " + concept.name(Language.ENGLISH).orElseThrow())
                || concept.keywords(Language.ENGLISH).stream().anyMatch(text::endsWith);
    }

    @Test
    void countsEachKindByItsShareAndNoConceptTwice() {
        assertThat(rows(new Captioned(0.1, 0.2, 0, 0.15)))
                .extracting(CaptionedPictures.Row::place)
                .containsExactly(0, 1, 2, 3, 4, 5, 6); // 0.45 of 16
        assertThat(rows(QUARTERS)).hasSize(16);
    }

    @Test
    void namesWhatIsShownOrCovered() throws IOException {
        for (CaptionedPictures.Row row : rows(QUARTERS).subList(0, 8)) {
            Concept concept = concepts.get(row.place());
            assertThat(shown(row)).isEqualTo(concept);
            assertThat(names(row, concept)).as("%s of %s", row.content(), concept.id()).isTrue();
            assertThat(row.content().text().orElseThrow()).startsWith("Represent the given image. ");
            assertThat(row.change()).isInstanceOf(row.place() < 4 ? Augmentation.class : Veil.class);
        }
    }

    @Test
    void standsForTheNamedConceptWhereTheWordsCount() throws IOException {
        for (CaptionedPictures.Row row : rows(QUARTERS).subList(8, 12)) {
            assertThat(shown(row)).isNotEqualTo(concepts.get(row.place()));
            assertThat(names(row, concepts.get(row.place()))).isTrue();
        }
    }

    @Test
    void standsForTheShownConceptWhereThePictureCounts() throws IOException {
        for (CaptionedPictures.Row row : rows(QUARTERS).subList(12, 16)) {
            assertThat(shown(row)).isEqualTo(concepts.get(row.place()));
            assertThat(names(row, concepts.get(row.place()))).isFalse();
        }
    }

    @Test
    void refusesMoreThanOneForAPicture() {
        assertThatThrownBy(() -> new Captioned(0.5, 0.3, 0.2, 0.1)).hasMessageContaining("at most 1");
        assertThatThrownBy(() -> new Captioned(0, 0, 0, 0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new Captioned(-0.1, 0.3, 0.2, 0.1)).hasMessageContaining("from 0");
    }
}
