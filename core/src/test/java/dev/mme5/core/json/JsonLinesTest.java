package dev.mme5.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

    @Test
    void countsBlankLinesButPassesThemOver() {
        assertThat(places("{\"a\":1}\n\n  \r\n{\"a\":2}\n")).containsExactly("in:1 {\"a\":1}", "in:4 {\"a\":2}");
        assertThat(places("")).isEmpty();
        assertThat(places("\n")).isEmpty();
    }

    @Test
    void takesALastLineWithoutItsEnd() {
        assertThat(places("{\"a\":1}\r\n{\"a\":2}")).containsExactly("in:1 {\"a\":1}", "in:2 {\"a\":2}");
    }

    @Test
    void takesLinesLongerThanTheBuffer() {
        String row = "{\"a\":\"" + "x".repeat(200_000) + "\"}";
        assertThat(places(row + "\n" + row + "\n")).containsExactly("in:1 " + row, "in:2 " + row);
    }

    @Test
    void passesOverAByteOrderMark() {
        assertThat(places("\uFEFF{\"a\":1}\n")).containsExactly("in:1 {\"a\":1}");
    }

    @Test
    void harmsNoOtherLineWhenOneIsBroken() {
        byte[] bytes = "{\"a\":\"?\"}\n{\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
        bytes[6] = (byte) 0xff;
        try (JsonLines lines = JsonLines.of(new ByteArrayInputStream(bytes), "in")) {
            JsonLines.Line broken = lines.next().orElseThrow();
            assertThatThrownBy(broken::object).hasMessage("in:1: expected text in UTF-8, got bytes that are not");
            assertThat(lines.next().orElseThrow().object().integer("a")).isEqualTo(1);
        }
    }

    @Test
    void unpacksFilesThatArePacked(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("rows.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));
        }
        try (JsonLines lines = JsonLines.open(file)) {
            JsonLines.Line line = lines.next().orElseThrow();
            assertThat(line.where()).isEqualTo(file + ":1");
            assertThat(line.object().integer("a")).isEqualTo(1);
        }
    }

    @Test
    void namesTheFileThatCannotBeOpened(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("rows.jsonl");
        assertThatThrownBy(() -> JsonLines.open(missing)).isInstanceOf(JsonException.class).hasMessageStartingWith(missing + ": expected");
        Path notPacked = Files.writeString(folder.resolve("rows.jsonl.gz"), "{}");
        assertThatThrownBy(() -> JsonLines.open(notPacked)).isInstanceOf(JsonException.class).hasMessageStartingWith(notPacked + ": expected");
    }

    private static List<String> places(String text) {
        List<String> places = new ArrayList<>();
        try (JsonLines lines = JsonLines.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "in")) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                places.add(line.get().where() + " " + line.get().object());
            }
        }
        return places;
    }
}
