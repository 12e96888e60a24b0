package dev.mme5.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFilesTest {
    private static final List<ParquetColumn> COLUMNS =
            List.of(ParquetColumn.text("qry"), ParquetColumn.texts("tgt"), ParquetColumn.bytes("raw"), ParquetColumn.picture("image"));

    @TempDir
    Path folder;

    @Test
    void aRowComesBackAsItWasWritten() {
        Path file = folder.resolve("a b's [1].parquet");
        write(file, COLUMNS, List.of(row("q\n\"'“\\ 犬", List.of("", "two", "drei\nvier"), Optional.of("images/a.png")),
                row("", List.of(), Optional.empty())));
        try (ParquetReader reader = ParquetReader.open(file)) {
            assertThat(reader.columns()).isEqualTo(COLUMNS);
            ParquetRow first = reader.next().orElseThrow();
            assertThat(first.where()).isEqualTo(file + ":1");
            assertThat(first.text("qry")).isEqualTo("q\n\"'“\\ 犬");
            assertThat(first.texts("tgt")).containsExactly("", "two", "drei\nvier");
            assertThat(((ParquetValue.Bytes) first.value("raw")).bytes()).containsExactly(1, 0, -1);
            ParquetValue.Picture picture = (ParquetValue.Picture) first.value("image");
            assertThat(picture.path()).contains("images/a.png");
            assertThat(picture.bytes().orElseThrow().bytes()).containsExactly(7, 8);
            ParquetRow second = reader.next().orElseThrow();
            assertThat(second.text("qry")).isEmpty();
            assertThat(second.texts("tgt")).isEmpty();
            assertThat(((ParquetValue.Picture) second.value("image")).path()).isEmpty();
            assertThat(reader.next()).isEmpty();
        }
        assertThat(ParquetReader.rows(file)).isEqualTo(2);
    }

    @Test
    void manyRowsKeepTheirOrderOverRowGroups() {
        Path file = folder.resolve("many.parquet");
        List<ParquetColumn> columns = List.of(ParquetColumn.text("n"), ParquetColumn.texts("list"));
        int count = 50_001;
        try (ParquetWriter writer = ParquetWriter.create(file, columns)) {
            for (int i = 0; i < count; i++) {
                writer.append(List.of(new ParquetValue.Text("row " + i), new ParquetValue.Texts(List.of("" + i, "x"))));
            }
        }
        try (ParquetReader reader = ParquetReader.open(file, List.of("list"))) {
            for (int i = 0; i < count; i++) {
                assertThat(reader.next().orElseThrow().texts("list").getFirst()).isEqualTo("" + i);
            }
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void largePicturesComeBackInOrder() {
        Path file = folder.resolve("pictures.parquet");
        int count = 30;
        try (ParquetWriter writer = ParquetWriter.create(file, List.of(ParquetColumn.picture("image")))) {
            for (int i = 0; i < count; i++) {
                byte[] bytes = new byte[1 << 20];
                bytes[bytes.length - 1] = (byte) i;
                writer.append(List.of(new ParquetValue.Picture(Optional.of(new ParquetValue.Bytes(bytes)), Optional.empty())));
            }
        }
        try (ParquetReader reader = ParquetReader.open(file)) {
            for (int i = 0; i < count; i++) {
                ParquetValue.Picture picture = (ParquetValue.Picture) reader.next().orElseThrow().value("image");
                byte[] bytes = picture.bytes().orElseThrow().bytes();
                assertThat(bytes).hasSize(1 << 20).endsWith((byte) i);
            }
        }
    }

    @Test
    void aNullIsAbsentAndAnUnknownColumnToo() {
        Path file = folder.resolve("nulls.parquet");
        write(file, List.of(ParquetColumn.text("qry")), List.of(List.of(new ParquetValue.Absent())));
        try (ParquetReader reader = ParquetReader.open(file)) {
            ParquetRow row = reader.next().orElseThrow();
            assertThat(row.has("qry")).isFalse();
            assertThat(row.optionalText("language")).isEmpty();
            assertThatThrownBy(() -> row.text("qry")).isInstanceOf(DatasetException.class)
                    .hasMessage(file + ":1: qry: expected a text, got none");
        }
    }

    @Test
    void whatIsAbandonedLeavesNothingBehind() throws IOException {
        Path file = folder.resolve("half.parquet");
        ParquetWriter writer = ParquetWriter.create(file, List.of(ParquetColumn.text("qry")));
        writer.append(List.of(new ParquetValue.Text("one")));
        writer.abandon();
        writer.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void aRowThatDoesNotFitSpoilsTheFile() throws IOException {
        ParquetWriter writer = ParquetWriter.create(folder.resolve("bad.parquet"), List.of(ParquetColumn.text("qry")));
        assertThatThrownBy(() -> writer.append(List.of(new ParquetValue.Texts(List.of()))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("qry: expected a value of type TEXT, got a Texts");
        writer.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileWithoutRowsHasColumns() {
        Path file = folder.resolve("empty.parquet");
        write(file, COLUMNS, List.of());
        assertThat(ParquetReader.columns(file)).isEqualTo(COLUMNS);
        assertThat(ParquetReader.rows(file)).isZero();
    }

    @Test
    void whatIsNotParquetIsSaidToBeSo() throws IOException {
        Path file = Files.writeString(folder.resolve("x.parquet"), "no", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ParquetReader.open(file)).isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file + ": expected a Parquet file, got one that cannot be read (");
        assertThatThrownBy(() -> ParquetReader.open(folder.resolve("none.parquet"))).isInstanceOf(DatasetException.class)
                .hasMessageContaining("got nothing there");
        write(folder.resolve("y.parquet"), COLUMNS, List.of());
        assertThatThrownBy(() -> ParquetReader.open(folder.resolve("y.parquet"), List.of("pos"))).isInstanceOf(DatasetException.class)
                .hasMessageContaining("expected a column pos, got [qry, tgt, raw, image]");
    }

    private static List<ParquetValue> row(String text, List<String> texts, Optional<String> path) {
        Optional<ParquetValue.Bytes> bytes = path.map(_ -> new ParquetValue.Bytes(new byte[] {7, 8}));
        return List.of(new ParquetValue.Text(text), new ParquetValue.Texts(texts), new ParquetValue.Bytes(new byte[] {1, 0, -1}),
                new ParquetValue.Picture(bytes, path));
    }

    private static void write(Path file, List<ParquetColumn> columns, List<List<ParquetValue>> rows) {
        try (ParquetWriter writer = ParquetWriter.create(file, columns)) {
            rows.forEach(writer::append);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.toList());
        }
    }
}
