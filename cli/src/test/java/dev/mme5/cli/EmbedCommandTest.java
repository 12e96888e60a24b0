package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.serving.vectors.NpyMatrix;
import dev.mme5.testkit.TinyMllama;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedCommandTest {
    @TempDir
    Path folder;

    private Shell shell;
    private Path out;

    @BeforeEach
    void setUp() throws IOException {
        shell = new Shell(folder.resolve("home"), FakeModel::open);
        out = folder.resolve("out");
        Files.write(folder.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        Files.writeString(folder.resolve("text.png"), "no picture");
    }

    @Test
    void writesAVectorForEachRow() throws IOException {
        String rows = rows("{\"id\": \"ü\", \"text\": \"ein Auto\"}\n{\"image\": \"a.png\"}\n");
        Shell.Run run = shell.run("embed", "--model", "nano", "--input", rows, "--output", out + "/v.jsonl");

        assertThat(run).isEqualTo(new Shell.Run(0, "Embedded 2 rows into " + out + "/v.jsonl.\n", ""));
        List<String> lines = Files.readAllLines(out.resolve("v.jsonl"));
        assertThat(lines).extracting(line -> Json.parse(line, "line").string("id")).containsExactly("ü", "2");
        assertThat(Json.parse(lines.getFirst(), "line").numbers("embedding")).hasSize(FakeModel.DIMENSION);
    }

    @Test
    void printsItsStatisticsAsJson() throws IOException {
        Shell.Run run = shell.run("embed", "-m", "nano", "-i", rows("{\"text\": \"a\"}"), "-o", out + "/v.npy", "--json", "--stats");

        JsonObject result = Json.parse(run.out(), "stdout");
        assertThat(result.keys()).containsExactly("output", "items", "rejected", "cut", "seconds", "itemsPerSecond", "loadSeconds",
                "secondsToFirstVector", "peakRssBytes", "ownRssBytes");
        assertThat(result.integer("items")).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        try (NpyMatrix matrix = new NpyMatrix(out.resolve("v.npy"))) {
            assertThat(matrix.columns()).isEqualTo(FakeModel.DIMENSION);
        }
        assertThat(shell.run("embed", "-m", "nano", "-i", rows("{\"text\": \"a\"}"), "-o", out + "/v.npy", "--stats").err())
                .startsWith("1 rows in ").contains("a second", "first vector after", "peak memory", "no mapped weights");
    }

    @Test
    void saysThatATextWasTooLong() throws IOException {
        TinyMllama.oneTile().write(folder.resolve("real/models/nano"), 1);
        Shell real = new Shell(folder.resolve("real"), FolderModels::open);
        String rows = rows("{\"text\": \"a dog\"}\n{\"text\": \"one two three\\nfour five six seven eight nine ten eleven\"}\n");
        Shell.Run run = real.run("embed", "-m", "nano", "-i", rows, "-o", out + "/v.npy", "--max-tokens", "8", "--json");

        assertThat(Json.parse(run.out(), "stdout").integer("cut")).isEqualTo(1);
        assertThat(run.err()).contains("1 text lost its end: it had ", " tokens, 8 were read, and begins \"one two three four")
                .endsWith("\"; --max-tokens sets the limit\n");
        assertThat(real.run("embed", "-m", "nano", "-i", rows, "-o", out + "/v.npy", "--stats").err()).contains(" 0 of them cut short");
        assertThat(real.run("embed", "-m", "nano", "-i", rows, "-o", out + "/v.npy", "--max-tokens", "3").err())
                .contains("--max-tokens: expected at least 4, got 3");
    }

    @Test
    void readsStdinAndWritesStdout() {
        Shell.Run run = shell.runWith("{\"text\": \"a\"}\n", "embed", "--model", "nano", "--input", "-", "--output", "-");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("{\"id\":\"1\",\"embedding\":[").endsWith("]}\n");
        assertThat(shell.runWith("{}", "embed", "-m", "nano", "-i", "-", "-o", "-").out()).as("nothing of a failed run").isEmpty();
        assertThat(shell.runWith("", "embed", "-m", "nano", "-i", "-", "-o", "-", "--json").err()).contains("--json: expected the vectors");
    }

    @Test
    void badInputGivesOneClearErrorCode2AndNoOutput() throws IOException {
        record Bad(String rows, String message) {}
        String file = folder.resolve("rows.jsonl").toString();
        for (Bad bad : List.of(
                new Bad("{\"text\": \"fine\"}\n{\"text\"", file + ":2: expected a JSON object"),
                new Bad("{\"text\": 3}", file + ":1: text: expected a string, got 3"),
                new Bad("{\"text\": \"t\", \"imgae\": \"a.png\"}", file + ":1: imgae: expected one of the keys id, text, image, instruction"),
                new Bad("{\"image\": \"none.png\"}", file + ":1: image: expected a picture file, got nothing at " + folder.resolve("none.png")),
                new Bad("{\"image\": \"text.png\"}", file + ":1: " + folder.resolve("text.png") + ": expected a picture, got something else"),
                new Bad("{}", file + ":1: text: expected a text or an image, got neither"))) {
            Shell.Run run = shell.run("embed", "-m", "nano", "-i", rows(bad.rows()), "-o", out + "/v.jsonl");
            assertThat(run.code()).as(bad.rows()).isEqualTo(2);
            assertThat(run.out()).as(bad.rows()).isEmpty();
            assertThat(run.err()).as(bad.rows()).startsWith("mme5: " + bad.message()).doesNotContain("\tat ");
            assertThat(Shell.namesIn(out)).as(bad.rows()).isEmpty();
        }
    }

    @Test
    void aMissingFileOrModelGivesCode2() throws IOException {
        assertThat(shell.run("embed", "-m", "nano", "-i", folder + "/none.jsonl", "-o", out + "/v.jsonl"))
                .matches(run -> run.code() == 2 && run.err().startsWith("mme5: " + folder + "/none.jsonl: "));
        assertThat(shell.run("embed", "-m", "nono", "-i", rows("{\"text\": \"a\"}"), "-o", out + "/v.jsonl").err()).isEqualTo(
                "mme5: nono: expected a model's folder, or one of the models that ship [nano], got nothing of that name; check the path\n");
        assertThat(shell.run("embed", "-m", "nano", "--adapter", folder + "/no", "-i", rows("{\"text\": \"a\"}"), "-o", out + "/v.jsonl"))
                .matches(run -> run.code() == 2 && run.err().contains("/no: expected an adapter's folder"));
        assertThat(shell.run("embed", "-m", "nano", "--batch", "0", "-i", rows("{\"text\": \"a\"}"), "-o", out + "/v.jsonl").err())
                .isEqualTo("mme5: --batch: expected 1 to 100000, got 0\n");
    }

    @Test
    void setsBrokenRowsAsideWhenAskedTo() throws IOException {
        String rows = rows("{\"id\": \"a\", \"text\": \"a\"}\n{\"image\": \"text.png\"}\nnonsense\n{\"id\": \"b\", \"image\": \"a.png\"}\n");
        Shell.Run run = shell.run("embed", "-m", "nano", "-i", rows, "-o", out + "/v.npy", "--on-error", "skip");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("Embedded 2 rows into " + out + "/v.npy (2 set aside, listed in " + out + "/v.npy.rejected.jsonl).\n");
        assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.startsWith("set aside: " + rows + ":"));
        assertThat(out.resolve("v.npy.ids")).content().isEqualTo("a\nb\n");
        assertThat(Shell.namesIn(out)).containsExactly("v.npy", "v.npy.ids", "v.npy.rejected.jsonl");
    }

    private String rows(String text) throws IOException {
        return Files.writeString(folder.resolve("rows.jsonl"), text).toString();
    }
}
