package dev.mme5.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleReaderTest {
    private static final String ROW = "{\"id\":\"r1\",\"task\":\"retrieval\",\"modality\":\"T2T\",\"language\":\"de\",\"instruction\":\"\","
            + "\"query\":{\"text\":\"q\"},\"positive\":{\"text\":\"p\"},\"hardNegatives\":[{\"text\":\"n\"}],"
            + "\"provenance\":{\"kind\":\"labelled\",\"dataset\":\"d\"}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"task\":\"retrieval\" | \"task\":\"ranking\" | task: expected one of classification, vqa, retrieval, grounding, got \"ranking\"",
        "\"T2T\"                | \"T2I\"              | modality: expected T2T, which query and positive are, got T2I",
        "\"de\"                 | \"german!\"          | language: expected a BCP 47 tag such as \"de\", got \"german!\"",
        "{\"text\":\"q\"}       | {}                   | query.text: expected a text or an image, got neither",
        "{\"text\":\"p\"}       | {\"txt\":\"p\"}      | positive.txt: expected one of the keys text, prompt, image, got another; did you mean text?",
        "{\"text\":\"n\"}       | {\"text\":3}         | hardNegatives[0].text: expected a string, got 3",
        "{\"text\":\"q\"}       | {\"text\":\"q\",\"prompt\":\"q\"} | query.prompt: expected a text or a whole prompt, got both; leave one out",
        "\"labelled\"           | \"found\"            | provenance.kind: expected synthetic or labelled, got \"found\"",
        "\"dataset\":\"d\"      | \"dataset\":null     | provenance.dataset: expected a string, got null",
        "\"id\":\"r1\",         | ``                   | id: expected a string, got no such key",
        "{\"text\":\"n\"}       | {\"image\":\"data:x\"} | hardNegatives[0].image: expected a path, archive.zip!/entry or a data URL",
        "}}                     | }                    | expected a JSON object, got something else",
    })
    void failsOnTheFirstBadRowWithItsLineAndKey(String right, String wrong, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), ROW.replace("r1", "r0") + "\n\n" + ROW.replace(right, wrong) + "\n");
        assertThatThrownBy(() -> ExampleReader.readAll(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file + ":3: " + problem)
                .hasMessageContaining("; ");
    }

    @Test
    void refusesAnIdThatAnotherRowHas() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), ROW + "\n" + ROW + "\n");
        assertThatThrownBy(() -> ExampleReader.readAll(file))
                .hasMessage(file + ":2: id: expected an id of its own, got \"r1\", which line 1 has; rename one");
    }

    @Test
    void readsAnEmptyFileAsAnEmptySet() throws IOException {
        assertThat(ExampleReader.readAll(Files.writeString(folder.resolve("rows.jsonl"), ""))).isEmpty();
    }

    @Test
    void namesTheFileThatIsMissing() {
        Path file = folder.resolve("rows.jsonl");
        assertThatThrownBy(() -> ExampleReader.readAll(file))
                .isInstanceOf(DatasetException.class)
                .hasMessage(file + ": expected a JSONL file, got nothing there; check the path");
    }

    @Test
    void takesARowWithoutHardNegatives() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), ROW.replace("{\"text\":\"n\"}", ""));
        assertThat(ExampleReader.readAll(file)).extracting(Example::hardNegatives).containsExactly(List.of());
    }
}
