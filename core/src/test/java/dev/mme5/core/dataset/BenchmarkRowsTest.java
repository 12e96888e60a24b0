package dev.mme5.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkRowsTest {
    private static final String ROW =
            "{\"qry_text\":\"<|image_1|>\\nWhat?\",\"qry_img_path\":\"q.png\",\"tgt_text\":[\"a\",\"\"],\"tgt_img_path\":[\"\",\"t.png\"]}";

    @TempDir
    Path folder;

    @Test
    void readsMmebsColumns() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), ROW + "\n");
        assertThat(BenchmarkRows.read(file)).containsExactly(row(folder));
        assertThat(BenchmarkRows.read(file, folder.resolve("images"))).containsExactly(row(folder.resolve("images")));
    }

    @Test
    void readsBackWhatItWrites() {
        Path file = folder.resolve("suite/rows.jsonl");
        List<BenchmarkRow> rows = List.of(
                row(folder), new BenchmarkRow("q", Optional.empty(), List.of("t"), List.of(Optional.empty())));
        BenchmarkRows.write(file, rows);
        assertThat(BenchmarkRows.read(file)).isEqualTo(rows);
        assertThat(file).content().startsWith(ROW.replace("\"q.png", "\"../q.png").replace("\"t.png", "\"../t.png") + "\n");
    }

    @Test
    void passesOverFurtherColumns() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), ROW.replace("{", "{\"source\":1,"));
        assertThat(BenchmarkRows.read(file)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[\"\",\"t.png\"] | [\"\"]     | tgt_img_path: expected as many as tgt_text, at least 1, got 1 for 2",
        "[\"a\",\"\"]     | []         | tgt_img_path: expected as many as tgt_text, at least 1, got 2 for 0",
        "\"t.png\"        | \"\"       | tgt_text[1]: expected a text or a picture, got neither",
        "\"t.png\"        | \"data:\"  | data URL: expected",
        "\"qry_text\"     | \"query\"  | qry_text: expected a string, got no such key",
        "[\"a\",\"\"]     | \"a\"      | tgt_text: expected a list of strings, got \"a\"",
    })
    void failsOnTheFirstBadRowWithItsLine(String right, String wrong, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), ROW + "\n" + ROW.replace(right, wrong));
        assertThatThrownBy(() -> BenchmarkRows.read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file + ":2: " + problem);
    }

    private static BenchmarkRow row(Path images) {
        return new BenchmarkRow(
                "<|image_1|>\nWhat?",
                Optional.of(new ImageRef.FileImage(images.resolve("q.png"))),
                List.of("a", ""),
                List.of(Optional.empty(), Optional.of(new ImageRef.FileImage(images.resolve("t.png")))));
    }
}
