package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quickstart at its small size, with the model that ships.
@Tag("shipped-model")
class QuickstartCommandTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> HEADLINE = List.of("heldOutStyle", "unseenConcepts", "classification", "vqa", "imageTextToImage");

    @TempDir
    static Path folder;

    private static Path run;
    private static Shell.Run first;

    @BeforeAll
    static void runOnce() throws IOException {
        Path weights = HOME.resolve("models/nano/model.safetensors");
        if (!Files.exists(weights)) {
            System.out.println("SKIPPED: the quickstart's test needs " + weights + ", which is not there");
        }
        assumeTrue(Files.exists(weights), "no shipped model");
        run = folder.resolve("run");
        first = new Shell(HOME, FolderModels::open).run("quickstart", "--quick", "--out", run.toString());
    }

    @Test
    void endsWellAndPrintsTheNumbersTheSearchesAndWhatToDoNext() {
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("Words find drawings", "Questions about pictures", "chance", "\"りんご\"", "поезд",
                "Report: " + run.resolve("report.html"), "./mme5 index --model nano --adapter " + run.resolve("training/adapter"),
                "./mme5 search --index ");
        assertThat(first.err()).contains("[1/5]", "[5/5]");
    }

    @Test
    void writesTheHeadlineKeysThatScriptsRelyOn() {
        JsonObject headline = Json.read(run.resolve("report.json")).object("headline");
        for (String key : HEADLINE) {
            String metric = key.equals("heldOutStyle") || key.equals("unseenConcepts") ? "recallAt10" : "precisionAt1";
            JsonObject number = headline.object(key).object(metric);
            assertThat(number.keys()).as(key).contains("before", "after", "beforeInterval", "afterInterval", "difference", "chance", "rows");
            assertThat(number.number("after")).as(key).isBetween(0.0, 1.0);
            assertThat(number.number("chance")).as(key).isBetween(0.0001, 0.2);
        }
        assertThat(headline.object("seconds").keys())
                .containsExactly("synthesize", "evaluate before", "train", "evaluate after", "search", "total");
    }

    @Test
    void theModelThatShipsFindsDrawingsFarAboveChance() {
        JsonObject number = Json.read(run.resolve("report.json")).object("headline").object("heldOutStyle").object("recallAt10");
        assertThat(number.number("before")).isGreaterThan(10 * number.number("chance"));
    }

    @Test
    void leavesAManifestAndAReportThatNeedsNothingElse() throws IOException {
        JsonObject manifest = Json.read(run.resolve("manifest.json"));
        assertThat(manifest.string("command")).isEqualTo("quickstart");
        assertThat(manifest.object("seeds").keys()).containsExactlyInAnyOrder("synthesis", "training", "evaluation");
        assertThat(manifest.object("hashes").keys()).contains("model/model.safetensors", "model/adapter/adapter_model.safetensors");
        String page = Files.readString(run.resolve("report.html"));
        assertThat(page).doesNotContainPattern("(?i)(src|href|url\\()\\s*=?\\s*[\"']?(https?:|//|file:)").doesNotContain("<script", "<link", "@import");
        assertThat(page).contains("data:image/png;base64,", "りんご", "घोड़ा", "مركب", "<svg class=\"chart\"", "What the teacher wrote on the way");
    }

    @Test
    void theIndexItMadeCanBeSearched() throws IOException {
        Shell.Run search = new Shell(HOME, FolderModels::open).run("search", "--index", run.resolve("index").toString(), "--text", "Banane", "-k", "3", "--json");
        assertThat(search.code()).as(search.err()).isZero();
        assertThat(Json.parse(search.out(), "stdout").objects("hits")).hasSize(3);
    }
}
