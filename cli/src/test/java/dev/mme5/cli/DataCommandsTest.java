package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.data.parquet.ParquetColumn;
import dev.mme5.data.parquet.ParquetValue;
import dev.mme5.data.parquet.ParquetWriter;
import dev.mme5.testkit.SamplePictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A synthesized set is published, checked, counted, cut, mixed, shown, trained on and measured, as users do it.
class DataCommandsTest {
    @TempDir
    static Path folder;

    private static Shell shell;

    @BeforeAll
    static void synthesize() throws IOException {
        shell = new Shell(TinyHome.write(folder.resolve("home")), FolderModels::open);
        run("synthesize", "--recipe", "offline", "--out", at("run"), "--set", "languages={en: 2, de: 1, ja: 1}", "--set", "rows=400");
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private static Shell.Run run(String... args) {
        Shell.Run run = shell.run(args);
        assertThat(run.code()).as("code of %s, which said %s", List.of(args), run.err()).isZero();
        return run;
    }

    private static JsonObject json(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--json");
        return Json.parse(run(all.toArray(String[]::new)).out(), "stdout");
    }

    private static int written() {
        return Json.read(folder.resolve("run/report.json")).integer("written");
    }

    @Test
    void aSynthesisLeavesASetThatCanBePublished() throws IOException {
        assertThat(Shell.namesIn(folder.resolve("run/dataset")))
                .containsExactly("Classification", "README.md", "Retrieval", "VQA", "images", "recipe.yaml");
        assertThat(Files.readString(folder.resolve("run/dataset/README.md"))).contains("configs:", written() + " rows", "mme5 synthesize --recipe recipe.yaml", "folder: samples/emoji")
                .doesNotContain(folder.toString());
        assertThat(run("data", "validate", at("run/dataset")).out()).isEqualTo("mmE5-synthetic: " + written() + " rows, nothing wrong.\n");
        assertThat(run("data", "validate", at("run")).out()).isEqualTo("native: " + written() + " rows, nothing wrong.\n");
        JsonObject statistics = json("data", "stats", at("run/dataset"));
        assertThat(statistics.integer("rows")).isEqualTo(written());
        assertThat(statistics.object("pictures").integer("missing")).isZero();
        assertThat(statistics.object("languages").keys()).contains("de", "ja", "en");
        assertThat(json("data", "stats", at("run")).object("modalities").toString()).isEqualTo(statistics.object("modalities").toString());
    }

    @Test
    void aCardSaysTheCommandAsAShellTakesIt() throws IOException {
        run("data", "convert", at("run"), "--to", "mmE5-synthetic", "-o", at("titled"), "--title", "Somebody's set", "--license", "mit");
        assertThat(Files.readString(folder.resolve("titled/README.md"))).contains("pretty_name: \"Somebody's set\"\nlicense: mit\n",
                "--title 'Somebody'\\''s set' --license mit");
        assertThat(shell.run("data", "convert", at("run"), "--to", "mmE5-synthetic", "-o", at("x"), "--license", "CC BY").code()).isEqualTo(2);
    }

    @Test
    void aCardDoesNotTellWhereThePicturesLieOnThisMachine() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("home/samples/emoji"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                AtomicFiles.write(folder.resolve("elsewhere/emoji").resolve(folder.resolve("home/samples/emoji").relativize(file)), Files.readAllBytes(file));
            }
        }
        run("synthesize", "--recipe", "offline", "--images", at("elsewhere/emoji"), "--out", at("named"), "--set", "languages={en: 1}", "--set", "rows=20");
        assertThat(Files.readString(folder.resolve("named/dataset/README.md"))).contains("folder: emoji").doesNotContain(folder.toString());
        assertThat(Files.readString(folder.resolve("named/dataset/recipe.yaml"))).doesNotContain(folder.toString());
    }

    @Test
    void aSetGoesThroughEveryLayoutAndBack() throws IOException {
        run("data", "convert", at("run/dataset"), "--to", "native", "-o", at("back"));
        assertThat(sorted(folder.resolve("back/rows.jsonl"))).isEqualTo(sorted(folder.resolve("run/rows.jsonl")));
        run("data", "convert", at("back"), "--to", "mmE5-MMEB-hardneg", "-o", at("hard"));
        assertThat(json("data", "stats", at("hard"), "--format", "mmE5-MMEB-hardneg").integer("rows")).isEqualTo(written());
    }

    /// Ids and instructions, which is what the layouts must not lose; pictures have other paths.
    private static List<String> sorted(Path rows) throws IOException {
        return Files.readAllLines(rows).stream().map(line -> Json.parse(line, "row"))
                .map(row -> row.string("id") + row.string("instruction") + row.object("query").optionalString("text") + row.object("provenance"))
                .sorted().toList();
    }

    @Test
    void aBadSetIsRefusedWithEveryProblemAndMended() {
        AtomicFiles.writeString(folder.resolve("bad/rows.jsonl"), "{\"id\": 1}\nno\n");
        Shell.Run refused = shell.run("data", "validate", at("bad"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).contains("rows.jsonl:1: ", "rows.jsonl:2: expected a JSON object", "native: 2 of 2 rows have problems:\n  2  unreadable");
        JsonObject mended = json("data", "validate", at("bad"), "--repair", at("mended.jsonl"));
        assertThat(mended.objects("list")).hasSize(2);
        assertThat(mended.object("repairs").integer("unreadable: left out")).isEqualTo(2);
        assertThat(folder.resolve("mended.jsonl")).isEmptyFile();
    }

    @Test
    void setsAreCutAndMixed() {
        assertThat(json("data", "sample", at("run"), "--rows", "50", "--by", "task", "-o", at("some.jsonl")).integer("rows")).isEqualTo(50);
        JsonObject mix = json("data", "merge", at("some.jsonl"), at("run/dataset"), "--weight", "1", "--weight", "3", "--keep-duplicates", "-o", at("mix"));
        assertThat(mix.objects("parts").stream().map(part -> part.integer("written")).toList()).containsExactly(50, 150);
        assertThat(shell.run("data", "merge", at("run"), at("run"), at("run"), "--cap", "1", "--cap", "2", "-o", at("x")).err())
                .contains("--cap: expected once, or once for each of the 3 sets, got it 2 times");
    }

    @Test
    void aSetIsShownAsOnePage() throws IOException {
        JsonObject result = json("data", "inspect", at("run"), "--limit", "100");
        assertThat(result.integer("shown")).isEqualTo(100);
        String page = Files.readString(folder.resolve("run/inspect.html"));
        assertThat(page).contains("\"generalDescription\"", "data:image/png;base64,", "id=\"language\"").doesNotContain("http://", "https://");
        assertThat(page.indexOf("</script>", page.indexOf("id=\"data\""))).as("the rows cannot end the script").isGreaterThan(page.indexOf("\"pictures\":[\"data:"));
    }

    @Test
    void trainingReadsAPublishedSet() throws IOException {
        run("train", "-r", "nano-finetune", "-m", "nano", "-d", at("run/dataset"), "-o", at("tuned"), "--set", "schedule.steps=2", "--set", "task.rows=16",
                "--set", "task.subBatch=4");
        assertThat(Files.readAllLines(folder.resolve("tuned/rows.jsonl"))).hasSize(written());
        assertThat(folder.resolve("tuned/adapter/adapter_model.safetensors")).exists();
        assertThat(folder.resolve("tuned/unusable-rows.jsonl")).doesNotExist();
        run("train", "-r", "nano-finetune", "-m", "nano", "-d", at("run/dataset"), "-o", at("unmade"), "--check");
        assertThat(folder.resolve("unmade")).doesNotExist();
    }

    @Test
    void evaluationReadsPublishedBenchmarks() {
        for (String place : List.of("mmeb/ImageNet-1K", "mmeb/CIRR", "xtd/de", "xtd/jp")) {
            benchmark(folder.resolve(place).resolve("test-00000-of-00001.parquet"));
        }
        IntStream.range(0, 4).forEach(i -> AtomicFiles.write(folder.resolve("mmeb/images/eval_images/" + i + ".png"), SamplePictures.png(i, true)));
        IntStream.range(0, 4).forEach(i -> AtomicFiles.write(folder.resolve("elsewhere/" + i + ".png"), SamplePictures.png(i, true)));

        JsonObject mmeb = json("evaluate", "-m", "nano", "-d", at("mmeb"), "-o", at("mmeb-scores"), "--set", "resamples=100");
        assertThat(mmeb.string("suite")).isEqualTo("mmeb");
        assertThat(mmeb.objects("tasks")).hasSize(2);
        assertThat(mmeb.objects("tasks")).allMatch(task -> task.objects("setAside").isEmpty() && task.objects("brokenDocuments").isEmpty());
        JsonObject xtd = json("evaluate", "-m", "nano", "-d", at("xtd"), "--images", at("elsewhere"), "-o", at("xtd-scores"), "--set", "resamples=100");
        assertThat(xtd.objects("tasks").stream().map(task -> task.string("name")).toList()).containsExactly("xtd/de", "xtd/ja");
        assertThat(xtd.objects("tasks")).allMatch(task -> task.objects("setAside").isEmpty() && task.objects("brokenDocuments").isEmpty());
        run("data", "convert", at("mmeb"), "--to", "benchmark", "-o", at("lines"));
        assertThat(run("data", "stats", at("lines")).out()).contains("benchmark: 6 rows in 2 tasks");
    }

    private static void benchmark(Path file) {
        try (ParquetWriter writer = ParquetWriter.create(file, List.of(ParquetColumn.text("qry_text"), ParquetColumn.text("qry_img_path"),
                ParquetColumn.texts("tgt_text"), ParquetColumn.texts("tgt_img_path")))) {
            for (int i = 0; i < 3; i++) {
                String document = "<|image_1|>\nRepresent the given image.\n";
                writer.append(List.of(new ParquetValue.Text("Find: a shape " + i + "\n"), new ParquetValue.Text(""),
                        new ParquetValue.Texts(List.of(document, document)), new ParquetValue.Texts(List.of(i + ".png", (i + 1) + ".png"))));
            }
        }
    }
}
