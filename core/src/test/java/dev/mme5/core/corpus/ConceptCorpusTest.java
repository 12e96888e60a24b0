package dev.mme5.core.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConceptCorpusTest {
    private static final String DOG = "{\"id\":\"1f415\",\"character\":\"🐕\",\"group\":\"Animals\",\"subgroup\":\"mammal\",\"split\":\"train\","
            + "\"names\":{\"en\":\"dog\",\"de\":\"Hund\"},\"keywords\":{\"en\":[\"pet\"]}}";
    private static final String CAT = "{\"id\":\"1f408\",\"character\":\"🐈\",\"group\":\"Animals\",\"subgroup\":\"mammal\",\"split\":\"test\","
            + "\"names\":{\"en\":\"cat\",\"zh-Hant\":\"貓\"}}";

    @TempDir
    Path folder;

    @BeforeEach
    void writePictures() throws IOException {
        zip("google", "1f415.png", "1f408.png");
        zip("twitter", "1f415.png");
    }

    @Test
    void listsConceptsByIdAndSplit() throws IOException {
        ConceptCorpus corpus = corpus(DOG, CAT);
        assertThat(corpus.concepts()).extracting(Concept::id).containsExactly("1f408", "1f415");
        assertThat(corpus.concepts(Split.TEST)).extracting(Concept::character).containsExactly("🐈");
        assertThat(corpus.concepts(Split.DEV)).isEmpty();
    }

    @Test
    void knowsNamesAndLanguages() throws IOException {
        ConceptCorpus corpus = corpus(DOG, CAT);
        Concept dog = corpus.concepts().get(1);
        assertThat(dog.name(new Language("de"))).contains("Hund");
        assertThat(dog.name(new Language("zh-Hant"))).isEmpty();
        assertThat(dog.names().keySet()).containsExactly("de", "en");
        assertThat(dog.keywords(Language.ENGLISH)).containsExactly("pet");
        assertThat(dog.keywords(new Language("de"))).isEmpty();
        assertThat(corpus.languages()).extracting(Language::tag).containsExactly("de", "en", "zh-Hant");
    }

    @Test
    void pointsToThePicturesThatAreThere() throws IOException {
        ConceptCorpus corpus = corpus(DOG, CAT);
        Concept cat = corpus.concepts().getFirst();
        assertThat(corpus.styles()).containsExactly("google", "twitter");
        ImageRef picture = corpus.picture("google", cat);
        assertThat(picture.location()).isEqualTo(folder.resolve("google.zip") + "!/1f408.png");
        assertThat(picture.bytes()).isEqualTo("1f408.png".getBytes(StandardCharsets.UTF_8));
        assertThat(corpus.hasPicture("twitter", cat)).isFalse();
        assertThatThrownBy(() -> corpus.picture("twitter", cat))
                .isInstanceOf(DatasetException.class)
                .hasMessage(folder.resolve("twitter.zip") + ": expected a picture 1f408.png, got none; ask hasPicture first");
        assertThatThrownBy(() -> corpus.hasPicture("apple", cat))
                .isInstanceOf(DatasetException.class)
                .hasMessage(folder + ": expected a style of [google, twitter], got apple");
    }

    @Test
    void refusesRowsThatAreNoConcepts() throws IOException {
        refuses(":1: split: expected train, dev or test, got held-out", DOG.replace("train", "held-out"));
        refuses(":2: id: expected an id of its own, got 1f415 again", DOG, DOG);
        refuses(":1: subgrup: expected one of the keys", DOG.replace("subgroup", "subgrup"));
        refuses(":1: names.de: expected a string, got 3", DOG.replace("\"Hund\"", "3"));
        refuses(":1: names.iw: expected the language tag he, got iw", DOG.replace("\"de\"", "\"iw\""));
        refuses(":1: names.?: language: expected a BCP 47 tag", DOG.replace("\"de\"", "\"?\""));
        refuses(":2: expected a JSON object", DOG, "{");
    }

    @Test
    void refusesAFolderThatIsNoCorpus(@TempDir Path empty) throws IOException {
        assertThatThrownBy(() -> ConceptCorpus.open(empty))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(empty.resolve(ConceptCorpus.CONCEPTS_FILE) + ": expected");
        write(empty, DOG);
        assertThatThrownBy(() -> ConceptCorpus.open(empty))
                .isInstanceOf(DatasetException.class)
                .hasMessage(empty + ": expected at least one <style>.zip of pictures, got none; check the path");
    }

    private void refuses(String message, String... rows) throws IOException {
        write(folder, rows);
        assertThatThrownBy(() -> ConceptCorpus.open(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(folder.resolve(ConceptCorpus.CONCEPTS_FILE) + message);
    }

    private ConceptCorpus corpus(String... rows) throws IOException {
        write(folder, rows);
        return ConceptCorpus.open(folder);
    }

    private static void write(Path folder, String... rows) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(ConceptCorpus.CONCEPTS_FILE)))) {
            out.write(String.join("\n", List.of(rows)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void zip(String style, String... entries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve(style + ".zip")))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write(entry.getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }
}
