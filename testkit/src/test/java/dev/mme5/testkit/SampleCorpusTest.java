package dev.mme5.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.corpus.Split;
import dev.mme5.core.run.Hashes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCorpusTest {
    @TempDir
    Path folder;

    @Test
    void hasEachConceptInEachStyleAndLanguage() throws IOException {
        ConceptCorpus corpus = SampleCorpus.write(folder, 16);
        assertThat(corpus.concepts()).hasSize(16);
        assertThat(corpus.styles()).isEqualTo(SampleCorpus.STYLES);
        assertThat(corpus.languages()).hasSize(11);
        Set<String> pictures = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Concept concept : corpus.concepts()) {
            names.add(concept.name(Language.ENGLISH).orElseThrow());
            for (String style : corpus.styles()) {
                byte[] bytes = corpus.picture(style, concept).bytes();
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
                assertThat(image.getWidth()).isEqualTo(SamplePictures.PIXELS);
                pictures.add(Hashes.sha256(bytes));
            }
        }
        assertThat(names).as("each concept's name is its own").hasSize(16);
        assertThat(pictures).as("each picture is its own").hasSize(32);
    }

    @Test
    void hasEverySplit() {
        ConceptCorpus corpus = SampleCorpus.write(folder, 16);
        assertThat(corpus.concepts(Split.TRAIN)).hasSize(12);
        assertThat(corpus.concepts(Split.DEV)).hasSize(2);
        assertThat(corpus.concepts(Split.TEST)).hasSize(2);
    }

    @Test
    void isTheSameEachTime() {
        SampleCorpus.write(folder.resolve("one"), 5);
        SampleCorpus.write(folder.resolve("two"), 5);
        assertThat(Hashes.ofTree(folder.resolve("one"))).isEqualTo(Hashes.ofTree(folder.resolve("two")));
    }
}
