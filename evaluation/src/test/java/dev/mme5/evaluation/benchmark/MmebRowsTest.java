package dev.mme5.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Modality;
import dev.mme5.core.Prompts;
import dev.mme5.core.TaskKind;
import dev.mme5.core.dataset.BenchmarkRows;
import dev.mme5.evaluation.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MmebRowsTest {
    private static final TaskLabel LABEL = new TaskLabel("rows", TaskKind.VQA);
    private static final List<Metric> METRICS = List.of(new Metric.PrecisionAt1());

    @TempDir
    Path folder;

    @Test
    void readsTheColumnsAsPrompts() throws IOException {
        CandidateTask task = read("""
                {"qry_text": "<|image_1|>\\nRepresent the given image for classification\\n", "qry_img_path": "images/a.jpg",
                 "tgt_text": ["plane", "car", "plane"], "tgt_img_path": ["", "", ""]}
                {"qry_text": "Find me an everyday image that matches the given caption: A cat.\\n", "qry_img_path": "",
                 "tgt_text": ["<|image_1|>\\nRepresent the given image.\\n", ""], "tgt_img_path": ["images/b.jpg", "images/c.jpg"]}
                """);
        assertThat(task.queries().getFirst()).isEqualTo(Content.imageText(picture("a"), "Represent the given image for classification\n"));
        assertThat(task.queries().get(1).modality()).isEqualTo(Modality.TEXT);
        assertThat(task.documents()).containsExactly(
                Content.text("plane"),
                Content.text("car"),
                Prompts.document(Content.image(picture("b"))),
                Prompts.document(Content.image(picture("c"))));
        assertThat(task.candidateRows()).extracting(CandidateTask.Row::candidates).containsExactly(List.of(0, 1, 0), List.of(2, 3));
        assertThat(task.modalities().code()).isEqualTo("IT2T");
    }

    @Test
    void rowsAboutOnePictureAreOneCluster() throws IOException {
        CandidateTask task = read("""
                {"qry_text": "<|image_1|>\\nWhat is it?\\n", "qry_img_path": "a.jpg", "tgt_text": ["x", "y"], "tgt_img_path": ["", ""]}
                {"qry_text": "<|image_1|>\\nWhere is it?\\n", "qry_img_path": "a.jpg", "tgt_text": ["x", "y"], "tgt_img_path": ["", ""]}
                {"qry_text": "Which?\\n", "qry_img_path": "", "tgt_text": ["x", "y"], "tgt_img_path": ["", ""]}
                """);
        assertThat(task.cluster(0)).isEqualTo(task.cluster(1));
        assertThat(task.cluster(2)).isEqualTo("rows 2");
    }

    @Test
    void writingAndReadingGiveTheSamePrompts() {
        Content query = Prompts.query("Represent the given image with the following question:", Content.imageText(picture("q"), "What?"));
        List<Content> documents = List.of(Prompts.document(Content.image(picture("d"))), Content.text("no newline is added"));
        Path file = folder.resolve("deep/rows.jsonl");
        BenchmarkRows.write(file, List.of(MmebRows.row(query, documents)));
        CandidateTask task = MmebRows.read(file, file.getParent(), LABEL, METRICS);
        assertThat(task.queries()).containsExactly(query);
        assertThat(task.documents()).isEqualTo(documents);
    }

    @Test
    void theHashIsOfTheRowsAndNotOfTheFolder() throws IOException {
        String row = "{\"qry_text\": \"Q\", \"qry_img_path\": \"images/all/set/a.jpg\","
                + " \"tgt_text\": [\"x\", \"y\"], \"tgt_img_path\": [\"\", \"\"]}";
        Files.writeString(folder.resolve("rows.jsonl"), row);
        Files.createDirectories(folder.resolve("copy"));
        Files.writeString(folder.resolve("copy/rows.jsonl"), row);
        String hash = MmebRows.read(folder.resolve("rows.jsonl"), folder, LABEL, METRICS).hash();
        assertThat(MmebRows.read(folder.resolve("copy/rows.jsonl"), folder.resolve("copy"), LABEL, METRICS).hash()).isEqualTo(hash);
        Files.writeString(folder.resolve("copy/rows.jsonl"), row.replace("\"x\", \"y\"", "\"y\", \"x\""));
        assertThat(MmebRows.read(folder.resolve("copy/rows.jsonl"), folder.resolve("copy"), LABEL, METRICS).hash()).isNotEqualTo(hash);
    }

    @Test
    void namesFileAndLineOfABadRow() {
        assertThatThrownBy(() -> read("{\"qry_text\": \"Q\", \"qry_img_path\": \"\", \"tgt_text\": [\"x\"], \"tgt_img_path\": []}"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("rows.jsonl:1")
                .hasMessageContaining("tgt_img_path");
        assertThatThrownBy(() -> read("")).isInstanceOf(DatasetException.class).hasMessageContaining("at least one row");
    }

    private CandidateTask read(String jsonl) throws IOException {
        Path file = folder.resolve("rows.jsonl");
        Files.writeString(file, jsonl.replace(",\n ", ", "));
        return MmebRows.read(file, folder, LABEL, METRICS);
    }

    private ImageRef picture(String name) {
        return new ImageRef.FileImage(folder.resolve("images/" + name + ".jpg").toAbsolutePath().normalize());
    }
}
