package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Synthesis, training, evaluation and merging one after the other, with a tiny model and a tiny corpus.
class StageCommandsTest {
    private static final List<String> ELEVEN = List.of(
            "--set", "languages={en: 2, de: 1, ja: 1}", "--set", "rows=400");
    private static final List<String> SHORT = List.of("--set", "schedule.steps=4", "--set", "task.rows=16", "--set", "task.subBatch=4",
            "--set", "checkpoints.every=2");
    private static final List<String> SMALL = List.of("--set", "resamples=100", "--set", "suite.languages=[de, ja]", "--set",
            "suite.captionLanguages=[de]", "--set", "suite.questionLanguages=[de]", "--set", "suite.rowsPerTask=10");

    @TempDir
    static Path folder;

    private static Shell shell;

    @BeforeAll
    static void makeRowsAndAnAdapter() throws IOException {
        shell = new Shell(TinyHome.write(folder.resolve("home")), FolderModels::open);
        assertThat(run(ELEVEN, "synthesize", "--recipe", "offline", "--out", at("rows")).code()).isZero();
        assertThat(run(SHORT, "train", "--recipe", "nano-finetune", "--model", "nano", "--data", at("rows"), "--out", at("tuned")).code()).isZero();
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private static Shell.Run run(List<String> more, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(more);
        Shell.Run run = shell.run(all.toArray(String[]::new));
        assertThat(run.code()).as("code of %s, which said %s", all, run.err()).isZero();
        return run;
    }

    @Test
    void everyRunLeavesItsRecipeManifestAndReports() throws IOException {
        run(SMALL, "evaluate", "--model", "nano", "--data", "quickstart", "--out", at("scores"));

        for (String run : List.of("rows", "tuned", "scores")) {
            assertThat(Shell.namesIn(folder.resolve(run))).as(run).contains("manifest.json", "recipe.yaml", "report.json", "report.html");
            JsonObject manifest = Json.read(folder.resolve(run).resolve("manifest.json"));
            assertThat(manifest.strings("flags")).as(run).contains("--out", at(run));
            assertThat(manifest.string("recipe")).as(run).isEqualTo(Files.readString(folder.resolve(run).resolve("recipe.yaml")));
            assertThat(manifest.object("hashes").keys()).as(run).isNotEmpty();
            assertThat(manifest.object("seeds").longInteger("recipe")).as(run).isPositive();
        }
        assertThat(Json.read(folder.resolve("scores/report.json")).object("headline").object("vqa").number("precisionAt1")).isBetween(0.0, 1.0);
        int written = Json.read(folder.resolve("rows/report.json")).integer("written");
        assertThat(Files.readString(folder.resolve("rows/rows.jsonl")).lines()).hasSize(written);
    }

    @Test
    void printsJsonAndNothingElseOnStdout() {
        JsonObject rows = json(ELEVEN, "synthesize", "--recipe", "offline", "--out", at("rows-json"), "--json");
        assertThat(rows.integer("planned")).isEqualTo(400);
        assertThat(rows.integer("written") + rows.integer("missing")).isEqualTo(400);
        JsonObject recipe = json(SHORT, "train", "-r", "nano-finetune", "-m", "nano", "-d", at("rows"), "-o", at("nothing"), "--check", "--json");
        assertThat(recipe.object("schedule").integer("steps")).isEqualTo(4);
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    private static JsonObject json(List<String> more, String... args) {
        return Json.parse(run(more, args).out(), "stdout");
    }

    @Test
    void anAdapterChangesVectorsAndItsMergedModelGivesTheSame() {
        String rows = at("ask.jsonl");
        write(Path.of(rows), "{\"text\": \"ein Dreieck\"}\n{\"text\": \"三角形\"}\n");
        run(List.of(), "model", "merge", "-m", "nano", "--adapter", at("tuned/adapter"), "-o", at("merged"), "--dtype", "f32");

        run(List.of(), "embed", "-m", "nano", "-i", rows, "-o", at("base.jsonl"));
        run(List.of(), "embed", "-m", "nano", "--adapter", at("tuned/adapter"), "-i", rows, "-o", at("adapted.jsonl"));
        run(List.of(), "embed", "-m", at("merged"), "-i", rows, "-o", at("merged.jsonl"));

        assertThat(vector("merged.jsonl")).as("merged").isEqualTo(vector("adapted.jsonl"));
        assertThat(vector("base.jsonl")).as("base").isNotEqualTo(vector("adapted.jsonl"));
    }

    private static void write(Path file, String text) {
        dev.mme5.core.run.AtomicFiles.writeString(file, text);
    }

    private static List<Double> vector(String file) {
        try {
            return Json.parse(Files.readAllLines(folder.resolve(file)).getLast(), file).numbers("embedding");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aModelIsMadeFromASeedAndDescribed() {
        JsonObject first = json(List.of(), "model", "init", "--config", "nano", "--out", at("fresh-1"), "--seed", "5", "--json");
        JsonObject again = json(List.of(), "model", "init", "--config", "nano", "--out", at("fresh-2"), "--seed", "5", "--json");
        JsonObject other = json(List.of(), "model", "init", "--config", "nano", "--out", at("fresh-3"), "--seed", "6", "--json");
        String weights = "model.safetensors";
        assertThat(first.object("hashes").string(weights)).isEqualTo(again.object("hashes").string(weights));
        assertThat(first.object("hashes").string(weights)).isNotEqualTo(other.object("hashes").string(weights));

        JsonObject info = json(List.of(), "model", "info", at("fresh-1"), "--json");
        assertThat(info.object("facts").string("family")).isEqualTo("mllama");
        assertThat(info.object("facts").longInteger("parameters")).isEqualTo(first.longInteger("parameters"));
        assertThat(shell.run("model", "info", at("fresh-1")).out()).contains("parameters   ", "sha256       ", "hidden_size 32");
    }

    @Test
    void aModelIsMadeFromTheNameOfASize() {
        JsonObject noise = json(List.of(), "model", "init", "--size", "nano", "--random", at("noise"), "--json");
        JsonObject fresh = json(List.of(), "model", "init", "--size", "nano", at("fresh"), "--json");
        assertThat(noise.longInteger("parameters")).as("with a language-model head").isGreaterThan(fresh.longInteger("parameters"));
        assertThat(shell.run("model", "info", at("noise")).code()).isZero();
        assertThat(shell.run("model", "init", "--size", "13b", at("none")).err()).contains("--size: expected nano or 11b, got 13b");
        assertThat(shell.run("model", "init", "--size", "nano", "--config", "nano", at("none")).code()).isEqualTo(2);
        assertThat(shell.run("model", "init", "--size", "nano").err()).contains("--out: expected one folder for the new model, got none");
    }

    @Test
    void aStoppedTrainingIsResumedToTheSameBits() throws IOException {
        run(SHORT, "train", "-r", "nano-finetune", "-m", "nano", "-d", at("rows"), "-o", at("stopped"), "--set", "checkpoints.keep=9");
        deleteLastCheckpoint(folder.resolve("stopped"));
        String[] again = {"train", "-r", "nano-finetune", "-m", "nano", "-d", at("rows"), "-o", at("stopped")};
        Shell.Run refused = shell.run(with(again, SHORT));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--resume");

        run(SHORT, "train", "-r", "nano-finetune", "-m", "nano", "-d", at("rows"), "-o", at("stopped"), "--resume", "--set", "checkpoints.keep=9");

        Path adapter = Path.of("adapter/adapter_model.safetensors");
        assertThat(folder.resolve("stopped").resolve(adapter)).hasSameBinaryContentAs(folder.resolve("tuned").resolve(adapter));
        assertThat(Files.readAllLines(folder.resolve("stopped/metrics.jsonl"))).hasSize(4);
    }

    private static String[] with(String[] args, List<String> more) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(more);
        return all.toArray(String[]::new);
    }

    private static void deleteLastCheckpoint(Path run) throws IOException {
        Path last = run.resolve("checkpoints/step-00000004");
        for (String name : Shell.namesIn(last)) {
            Files.delete(last.resolve(name));
        }
        Files.delete(last);
    }

    @Test
    void anEvaluationTakesAFolderOfRows() throws IOException {
        run(SMALL, "evaluate", "-m", "nano", "-d", "quickstart", "-o", at("first"));
        run(List.of("--set", "resamples=100"), "evaluate", "-m", "nano", "-d", at("first/rows/vqa"), "-o", at("own"), "--batch", "8");

        assertThat(Json.read(folder.resolve("own/report.json")).objects("tasks")).isNotEmpty();
    }
}
