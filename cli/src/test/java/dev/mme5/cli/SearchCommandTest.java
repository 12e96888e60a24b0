package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.Embedder;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Prompts;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
    private static final int PICTURES = 23;

    @TempDir
    Path folder;

    private Shell shell;
    private Path photos;
    private String index;

    @BeforeEach
    void setUp() throws IOException {
        shell = new Shell(folder.resolve("home"), FakeModel::open);
        photos = Files.createDirectories(folder.toRealPath().resolve("photos/more")).getParent();
        for (int i = 0; i < PICTURES; i++) {
            Files.write(photos.resolve((i % 2 == 0 ? "p" : "more/p") + i + ".png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) i});
        }
        index = folder.resolve("index").toString();
    }

    @Test
    void findsWhatBruteForceFinds() {
        Shell.Run indexed = shell.run("index", "--model", "nano", "--input", photos.toString(), "--out", index);
        assertThat(indexed).isEqualTo(
                new Shell.Run(0, "Indexed 23 into " + index + ". Search it: mme5 search --index " + index + " --text \"...\"\n", ""));

        Shell.Run text = shell.run("search", "--index", index, "--text", "Hund am Strand", "-k", "5", "--json");
        assertThat(locations(text)).isEqualTo(bruteForce(
                Prompts.query("Find me an everyday image that matches the given caption:", Content.text("Hund am Strand")), 5));
        ImageRef image = new ImageRef.FileImage(photos.resolve("p4.png"));
        Shell.Run both = shell.run("search", "--index", index, "--text", "at night", "--image", photos + "/p4.png", "-k", "23", "--json");
        assertThat(locations(both)).isEqualTo(bruteForce(Prompts.query(
                "Given an image, find a similar everyday image with the described changes:", Content.imageText(image, "at night")), 23));
    }

    private List<String> bruteForce(Content query, int k) {
        record Scored(String location, float score) {}
        List<Scored> scored = new ArrayList<>();
        try (Embedder model = new FakeModel("nano", 0)) {
            Embedding vector = model.embed(List.of(query)).getFirst();
            for (int i = 0; i < PICTURES; i++) {
                Path path = photos.resolve((i % 2 == 0 ? "p" : "more/p") + i + ".png");
                Content document = Prompts.document(Content.image(new ImageRef.FileImage(path)));
                scored.add(new Scored(path.toString(), model.embed(List.of(document)).getFirst().dot(vector)));
            }
        }
        return scored.stream().sorted(Comparator.comparingDouble(Scored::score).reversed()).limit(k).map(Scored::location).toList();
    }

    private static List<String> locations(Shell.Run run) {
        assertThat(run.code()).as(run.err()).isZero();
        return Json.parse(run.out(), "stdout").objects("hits").stream().map(hit -> hit.string("location")).toList();
    }

    @Test
    void printsATableOrJsonOrAPage() throws IOException {
        String rows = Files.writeString(folder.resolve("rows.jsonl"),
                "{\"id\": \"cat\", \"text\": \"eine  Katze\"}\n{\"id\": \"p\", \"image\": \"photos/p0.png\"}").toString();
        shell.run("index", "--model", "nano", "--input", rows, "--out", index);
        String page = folder.resolve("new/hits.html").toString();

        Shell.Run table = shell.run("search", "--index", index, "--text", "x", "--html", page);
        assertThat(table.out().lines()).hasSize(3).first().isEqualTo("rank   score  hit");
        assertThat(table.out()).contains("cat  eine Katze\n").contains(photos + "/p0.png");
        assertThat(Path.of(page)).content().contains("data:image/png;base64,", "eine  Katze");
        JsonObject json = Json.parse(shell.run("search", "--index", index, "--text", "x", "-k", "1", "--json").out(), "stdout");
        assertThat(json.keys()).containsExactly("text", "hits");
        assertThat(json.objects("hits")).hasSize(1).first().satisfies(hit -> assertThat(hit.integer("rank")).isEqualTo(1));
    }

    @Test
    void setsBrokenPicturesOfAFolderAsideButFailsIfAskedTo() throws IOException {
        Files.writeString(photos.resolve("broken.jpg"), "no picture");
        Shell.Run skipped = shell.run("index", "-m", "nano", "-i", photos.toString(), "-o", index, "--json");
        assertThat(skipped.code()).isZero();
        assertThat(skipped.err()).isEqualTo("set aside: " + photos + "/broken.jpg: expected a picture, got something else\n");
        JsonObject result = Json.parse(skipped.out(), "stdout");
        assertThat(result.integer("count")).isEqualTo(PICTURES);
        assertThat(result.integer("rejected")).isEqualTo(1);

        Shell.Run failed = shell.run("index", "-m", "nano", "-i", photos.toString(), "-o", index + "2", "--on-error", "fail");
        assertThat(failed.code()).isEqualTo(2);
        assertThat(Shell.namesIn(folder)).containsExactly("home", "index", "photos");
    }

    @Test
    void refusesWhatCannotBeSearched() throws IOException {
        shell.run("index", "-m", "nano", "-i", photos.toString(), "-o", index);
        Files.createDirectories(folder.resolve("home/models/other"));

        assertThat(shell.run("search", "--index", index, "--text", "x", "--model", "other")).matches(run -> run.code() == 2
                && run.err().startsWith("mme5: " + index + ": expected the model that made this index, nano (fingerprint-of-nano), got another model"));
        assertThat(shell.run("search", "--index", photos.toString(), "--text", "x"))
                .matches(run -> run.code() == 2 && run.err().contains("expected the folder of an index"));
        assertThat(shell.run("search", "--index", index, "--image", "none.png"))
                .matches(run -> run.code() == 2 && run.err().contains("none.png: expected a picture file, got nothing"));
        assertThat(shell.run("search", "--index", index, "--text", "x", "-k", "0"))
                .matches(run -> run.code() == 2 && run.err().contains("k: expected at least 1, got 0"));
        assertThat(shell.run("index", "-m", "nano", "-i", photos.toString(), "-o", photos.toString()))
                .matches(run -> run.code() == 2 && run.err().contains("expected a new folder or an index to replace"));
    }

    @Test
    void opensTheModelAndTheAdapterThatMadeTheIndex() throws IOException {
        Path adapter = Files.createDirectories(folder.resolve("run/adapter"));
        shell.run("index", "-m", "nano", "--adapter", adapter.toString(), "-i", photos.toString(), "-o", index);

        assertThat(shell.run("search", "--index", index, "--text", "x").code()).isZero();
        assertThat(shell.run("search", "--index", index, "--text", "x", "--model", "nano").code()).as("without its adapter").isEqualTo(2);
    }
}
