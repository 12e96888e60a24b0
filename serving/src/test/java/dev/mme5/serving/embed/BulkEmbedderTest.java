package dev.mme5.serving.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Embedding;
import dev.mme5.core.dataset.InputRows;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.Progress;
import dev.mme5.serving.PictureReadingEmbedder;
import dev.mme5.serving.vectors.NpyMatrix;
import dev.mme5.serving.vectors.VectorFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkEmbedderTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 1};

    private final PictureReadingEmbedder embedder = new PictureReadingEmbedder("f1", 8);

    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void setUp() throws IOException {
        output = folder.resolve("out/v.jsonl");
        Files.write(folder.resolve("a.png"), PNG);
        Files.writeString(folder.resolve("broken.png"), "no picture");
    }

    @Test
    void writesAVectorForEachRowInOrderWhateverTheBatch() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            String picture = i % 3 == 0 ? ", \"image\": \"a.png\"" : "";
            rows.append("{\"id\": \"r").append(i).append("\", \"text\": \"").append("x".repeat(i * 37 % 50 + 1)).append("\"")
                    .append(picture).append("}\n");
        }
        List<String> expected = List.of();
        for (int batch : new int[] {1, 3, 100}) {
            run(batch, RowPrompt.QUERY, OnError.FAIL, rows.toString());
            List<String> lines = Files.readAllLines(output);
            assertThat(lines).hasSize(100);
            assertThat(ids(lines)).startsWith("r0", "r1", "r2").endsWith("r98", "r99");
            assertThat(expected.isEmpty() || expected.equals(lines)).as("batch %d gives what batch 1 gave", batch).isTrue();
            expected = lines;
        }
    }

    @Test
    void putsRowsOfLikeLengthTogetherAndPicturesApart() throws IOException {
        run(2, RowPrompt.DOCUMENT, OnError.FAIL, """
                {"text": "first"}
                {"text": "first too"}
                {"text": "a rather long text"}
                {"image": "a.png"}
                {"text": "short"}
                {"image": "a.png"}
                """);

        assertThat(embedder.batches()).containsExactly(2, 2, 2);
        assertThat(embedder.seen().subList(2, 4)).containsExactly(Content.text("short"), Content.text("a rather long text"));
    }

    @Test
    void buildsThePromptThatWasAskedFor() throws IOException {
        String row = "{\"text\": \"words\", \"instruction\": \"Find:\"}";
        run(1, RowPrompt.QUERY, OnError.FAIL, row);
        run(1, RowPrompt.DOCUMENT, OnError.FAIL, row);
        run(1, RowPrompt.RAW, OnError.FAIL, row);

        assertThat(embedder.seen())
                .containsExactly(Content.text("Find: words\n"), Content.text("words"), Content.raw("words", List.of()));
    }

    @Test
    void writesNpyWithItsIds() throws IOException {
        output = folder.resolve("v.npy");
        run(2, RowPrompt.QUERY, OnError.FAIL, "{\"text\": \"a\"}\n\n{\"id\": \"b\", \"text\": \"b\"}\n");

        assertThat(VectorFormat.idsOf(output)).content().isEqualTo("1\nb\n");
        Embedding b = embedder.embed(List.of(Content.text("b\n"))).getFirst();
        try (NpyMatrix matrix = new NpyMatrix(output)) {
            assertThat(matrix.row(1)).isEqualTo(b.toArray());
        }
    }

    @Test
    void setsEachKindOfBrokenRowAsideAndShiftsNone() throws IOException {
        String rows = """
                {"id": "one", "text": "1"}
                {"id": "malformed", "text":
                {"id": "broken", "text": "with a broken picture", "image": "broken.png"}
                {"id": "missing", "image": "none.png"}
                {"id": "neither"}
                {"id": "two", "text": "2", "image": "a.png"}
                """;
        BulkReport report = run(4, RowPrompt.QUERY, OnError.SKIP, rows);

        assertThat(report.items()).isEqualTo(2);
        assertThat(report.rejected()).extracting(RejectedRow::line).containsExactly(2, 3, 4, 5);
        assertThat(report.rejected().get(1).toString())
                .isEqualTo(folder.resolve("rows.jsonl") + ":3: " + folder.resolve("broken.png") + ": expected a picture, got something else");
        assertThat(ids(Files.readAllLines(output))).containsExactly("one", "two");
        List<String> listed = Files.readAllLines(folder.resolve("out/v.jsonl.rejected.jsonl"));
        assertThat(listed).hasSize(4);
        JsonObject third = Json.parse(listed.get(1), "rejected");
        assertThat(third.string("file")).isEqualTo(folder.resolve("rows.jsonl").toString());
        assertThat(third.integer("line")).isEqualTo(3);
        assertThat(third.string("reason")).contains("broken.png");

        run(1, RowPrompt.QUERY, OnError.FAIL, "{\"text\": \"1\"}");
        assertThat(folder.resolve("out/v.jsonl.rejected.jsonl")).as("an earlier run's list").doesNotExist();
    }

    @Test
    void giveTheSameVectorsWithAndWithoutBrokenNeighbours() throws IOException {
        run(4, RowPrompt.QUERY, OnError.FAIL, "{\"id\": \"x\", \"text\": \"1\", \"image\": \"a.png\"}");
        String alone = Files.readString(output);
        run(4, RowPrompt.QUERY, OnError.SKIP,
                "{\"image\": \"broken.png\"}\n{\"id\": \"x\", \"text\": \"1\", \"image\": \"a.png\"}\n{\"image\": \"none.png\"}");

        assertThat(output).content().isEqualTo(alone);
    }

    @Test
    void writesNothingWhenARowIsBrokenAndThatIsAFailure() throws IOException {
        for (String broken : List.of("{", "{\"image\": \"broken.png\"}", "{\"image\": \"none.png\"}", "{\"text\": 3}")) {
            assertThatThrownBy(() -> run(1, RowPrompt.QUERY, OnError.FAIL, "{\"text\": \"fine\"}\n" + broken))
                    .as(broken)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith(folder.resolve("rows.jsonl") + ":2: ")
                    .hasMessageEndingWith("; correct it, or set such rows aside with --on-error skip");
            assertThat(filesIn(folder.resolve("out"))).isEmpty();
        }
    }

    @Test
    void leavesTheOldOutputWhenARunFails() throws IOException {
        run(1, RowPrompt.QUERY, OnError.FAIL, "{\"text\": \"fine\"}");
        String before = Files.readString(output);
        assertThatThrownBy(() -> run(1, RowPrompt.QUERY, OnError.FAIL, "{\"text\": \"other\"}\n{\"image\": \"broken.png\"}"))
                .isInstanceOf(DatasetException.class);

        assertThat(output).content().isEqualTo(before);
        assertThat(filesIn(folder.resolve("out"))).containsExactly("v.jsonl");
    }

    @Test
    void rawTemplateNeedsAText() {
        assertThatThrownBy(() -> run(1, RowPrompt.RAW, OnError.FAIL, "{\"image\": \"a.png\"}"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("rows.jsonl:1: text: expected the whole prompt");
    }

    @Test
    void measuresWhatItDid() throws IOException {
        BulkReport report = run(1, RowPrompt.QUERY, OnError.FAIL, "{\"text\": \"a\"}\n{\"text\": \"b\"}");

        assertThat(report.items()).isEqualTo(2);
        assertThat(report.secondsToFirstVector()).as("the clock goes on by a second at each look").isEqualTo(1);
        assertThat(report.seconds()).isEqualTo(2);
        assertThat(report.itemsPerSecond()).isEqualTo(1);
        if (Files.exists(Path.of("/proc/self/status"))) {
            assertThat(report.peakRssBytes()).isGreaterThan(10_000_000);
            assertThat(report.ownRssBytes()).isBetween(1_000_000L, report.peakRssBytes());
        }
    }

    private BulkReport run(int batch, RowPrompt prompt, OnError onError, String rows) throws IOException {
        Path input = Files.writeString(folder.resolve("rows.jsonl"), rows);
        BulkRequest request = new BulkRequest(input.toString(), InputRows.read(input), prompt, onError, output);
        return new BulkEmbedder(embedder, batch, tickingClock(), Progress.silent()).run(request);
    }

    private static InstantSource tickingClock() {
        List<Instant> looks = new ArrayList<>();
        return () -> {
            Instant now = Instant.EPOCH.plusSeconds(looks.size());
            looks.add(now);
            return now;
        };
    }

    private static List<String> ids(List<String> lines) {
        return lines.stream().map(line -> Json.parse(line, "line").string("id")).toList();
    }

    private static List<String> filesIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
