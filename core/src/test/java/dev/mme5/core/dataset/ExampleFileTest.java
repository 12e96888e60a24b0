package dev.mme5.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import dev.mme5.core.Language;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFileTest {
    @TempDir
    private Path folder;

    /// Rows of very different length, longer together than a buffer, in letters of one to four bytes.
    private Path written(int rows) {
        Path file = folder.resolve("rows.jsonl");
        try (ExampleWriter writer = new ExampleWriter(file)) {
            IntStream.range(0, rows).forEach(i -> writer.append(new Example("row-" + i, TaskKind.RETRIEVAL, Language.ENGLISH, "Find it:",
                    Content.text("ñ犬🐕".repeat(i * 37 % 500 + 1)), Content.text("dog " + i), List.of(), new Provenance.Labelled("d"))));
        }
        return file;
    }

    @Test
    void readsTheSameRowsAsTheReaderInAnyOrder() {
        Path file = written(300);
        List<Example> expected = ExampleReader.readAll(file);
        try (ExampleFile rows = ExampleFile.open(file)) {
            assertThat(rows).hasSize(300).isEqualTo(expected);
            for (int i = 0; i < 300; i++) {
                int number = i * 101 % 300;
                assertThat(rows.get(number)).isEqualTo(expected.get(number));
            }
        }
    }

    @Test
    void findsRowsBehindAByteOrderMarkBlankLinesAndWindowsLineEnds() throws IOException {
        List<String> lines = Files.readAllLines(written(3));
        Path odd = folder.resolve("odd.jsonl");
        Files.writeString(odd, "\uFEFF" + lines.get(0) + "\r\n\r\n  \n" + lines.get(1) + "\r\n" + lines.get(2));
        try (ExampleFile rows = ExampleFile.open(odd)) {
            assertThat(rows).extracting(Example::id).containsExactly("row-0", "row-1", "row-2");
        }
    }

    @Test
    void isReadByManyThreads() {
        Path file = written(200);
        try (ExampleFile rows = ExampleFile.open(file)) {
            List<String> ids = IntStream.range(0, 5000).parallel().mapToObj(i -> rows.get(i % 200).id()).toList();
            assertThat(ids).isEqualTo(IntStream.range(0, 5000).mapToObj(i -> "row-" + i % 200).toList());
        }
    }

    @Test
    void refusesWhatTheReaderRefuses() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(written(3)));
        Path file = folder.resolve("bad.jsonl");
        Files.write(file, List.of(lines.get(0), lines.get(1), lines.get(0)));
        assertThatThrownBy(() -> ExampleFile.open(file)).isInstanceOf(DatasetException.class)
                .hasMessage(file + ":3: id: expected an id of its own, got \"row-0\", which line 1 has; rename one");
        Files.writeString(file, lines.get(0) + "\n{\n");
        assertThatThrownBy(() -> ExampleFile.open(file)).isInstanceOf(DatasetException.class).hasMessageStartingWith(file + ":2: expected a JSON object");
        assertThatThrownBy(() -> ExampleFile.open(folder.resolve("none.jsonl"))).isInstanceOf(DatasetException.class);
    }

    @Test
    void noticesThatTheFileHasChanged() throws IOException {
        Path file = written(50);
        try (ExampleFile rows = ExampleFile.open(file)) {
            Files.writeString(file, "{}\n");
            assertThatThrownBy(() -> rows.get(40)).isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith(file + ":41: expected the row that stood here at the beginning, got");
        }
    }
}
