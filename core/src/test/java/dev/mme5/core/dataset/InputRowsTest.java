package dev.mme5.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputRowsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeAPicture() throws IOException {
        Files.write(folder.resolve("dog.png"), new byte[] {1});
    }

    @Test
    void readsTextPicturesAndInstructions() {
        List<RowResult> results = read(
                """
                {"id": "a", "text": "a dog", "instruction": "Find it."}

                {"image": "dog.png", "text": null}
                {"id": "c", "text": "what?", "image": "data:image/png;base64,AQ=="}
                """);
        ImageRef dog = new ImageRef.FileImage(folder.resolve("dog.png"));
        ImageRef inline = new ImageRef.InlineImage("image/png", new byte[] {1});
        assertThat(results).containsExactly(
                good("a", Optional.of("a dog"), Optional.empty(), Optional.of("Find it."), 1),
                good("3", Optional.empty(), Optional.of(dog), Optional.empty(), 3),
                good("c", Optional.of("what?"), Optional.of(inline), Optional.empty(), 4));
    }

    @Test
    void makesContentOfPictureAndText() {
        ImageRef dog = new ImageRef.FileImage(folder.resolve("dog.png"));
        assertThat(new InputRow("a", Optional.of("x"), Optional.of(dog), Optional.empty(), 1).content()).isEqualTo(Content.imageText(dog, "x"));
        assertThat(new InputRow("a", Optional.of("x"), Optional.empty(), Optional.empty(), 1).content()).isEqualTo(Content.text("x"));
        assertThat(new InputRow("a", Optional.empty(), Optional.of(dog), Optional.empty(), 1).content()).isEqualTo(Content.image(dog));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"text\": \"x\"                          | expected a JSON object, got something else",
        "{\"txt\": \"x\"}                          | txt: expected one of the keys id, text, image, instruction, got another; did you mean text?",
        "{\"id\": \"x\"}                           | text: expected a text or an image, got neither; give the row one",
        "{\"text\": \"\"}                          | text: expected a text or an image, got neither; give the row one",
        "{\"text\": 3}                             | text: expected a string, got 3",
        "{\"id\": 3, \"text\": \"x\"}              | id: expected a string, got 3",
        "{\"id\": \" \", \"text\": \"x\"}          | id: expected a name, got \" \"; leave the key out to use the line's number",
        "{\"id\": \"first\", \"text\": \"x\"}      | id: expected an id of its own, got \"first\", which line 1 has; rename one",
        "{\"text\": \"x\", \"image\": \"cat.png\"} | image: expected a picture file, got nothing at ",
        "{\"image\": \"data:image/png,x\"}         | image: expected a path or a data URL, got one that is malformed",
        "{\"image\": \"https://x.org/a.png\"}      | image: expected a path or a data URL, got https://x.org/a.png; save the picture to a file first",
        "{\"text\": \"x\", \"text\": \"y\"}        | expected a JSON object, got something else",
    })
    void tellsABadRowFromItsNeighbours(String row, String reason) {
        List<RowResult> results = read("{\"id\": \"first\", \"text\": \"x\"}\n" + row + "\n{\"id\": \"last\", \"text\": \"x\"}\n");
        assertThat(results).hasSize(3);
        assertThat(results.get(0)).isInstanceOf(RowResult.Good.class);
        assertThat(results.get(1)).isInstanceOfSatisfying(RowResult.Bad.class, bad -> {
            assertThat(bad.line()).isEqualTo(2);
            assertThat(bad.reason()).startsWith(reason);
        });
        assertThat(results.get(2)).isEqualTo(good("last", Optional.of("x"), Optional.empty(), Optional.empty(), 3));
    }

    @Test
    void letsABadRowKeepNoId() {
        List<RowResult> results = read("{\"id\": \"a\"}\n{\"id\": \"a\", \"text\": \"x\"}\n");
        assertThat(results.get(1)).isInstanceOf(RowResult.Good.class);
    }

    @Test
    void refusesALineNumberThatARowHasTakenAsId() {
        List<RowResult> results = read("{\"id\": \"2\", \"text\": \"x\"}\n{\"text\": \"y\"}\n");
        assertThat(results.get(1)).isInstanceOf(RowResult.Bad.class);
    }

    @Test
    void looksForPicturesBesideTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), "{\"image\": \"dog.png\"}\n");
        assertThat(InputRows.read(file)).singleElement().isInstanceOf(RowResult.Good.class);
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> InputRows.read(folder.resolve("none.jsonl")))
                .isInstanceOf(DatasetException.class)
                .hasMessage(folder.resolve("none.jsonl") + ": expected a JSONL file, got nothing there; check the path");
    }

    private List<RowResult> read(String text) {
        return InputRows.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "standard input", folder);
    }

    private static RowResult good(
            String id, Optional<String> text, Optional<ImageRef> image, Optional<String> instruction, int line) {
        return new RowResult.Good(new InputRow(id, text, image, instruction, line));
    }
}
