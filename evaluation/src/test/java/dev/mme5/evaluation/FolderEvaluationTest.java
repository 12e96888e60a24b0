package dev.mme5.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Embedder;
import dev.mme5.core.run.Progress;
import dev.mme5.evaluation.EvaluationReport.TaskScores;
import dev.mme5.evaluation.benchmark.Suites;
import dev.mme5.evaluation.metric.Bootstrap;
import dev.mme5.testkit.HashingEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A user's own rows in MMEB's columns, from the folder to the report.
class FolderEvaluationTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeRows() throws IOException {
        Files.createDirectories(folder.resolve("data/pictures"));
        Files.writeString(folder.resolve("data/pictures/cat.png"), "the bytes of a cat");
        Files.writeString(folder.resolve("data/captions.jsonl"), """
                {"qry_text": "a red bicycle", "qry_img_path": "", "tgt_text": ["red bicycle", "blue car"], "tgt_img_path": ["", ""]}
                {"qry_text": "What?", "qry_img_path": "pictures/dog.png", "tgt_text": ["a dog", "a cat"], "tgt_img_path": ["", ""]}
                {"qry_text": "blue car", "qry_img_path": "", "tgt_text": ["red bicycle", "blue car"], "tgt_img_path": ["", ""]}
                {"qry_text": "", "qry_img_path": "pictures/cat.png", "tgt_text": ["", "cat"], "tgt_img_path": ["pictures/cat.png", ""]}
                """);
    }

    @Test
    void setsTheRowOfAMissingPictureAsideAndScoresTheOthers() throws IOException {
        TaskScores captions = evaluate().task("captions").orElseThrow();
        assertThat(captions.setAside()).extracting(SetAside::row).containsExactly(1);
        assertThat(captions.setAside().getFirst().reason()).contains("dog.png");
        assertThat(captions.rows()).isEqualTo(3);
        assertThat(captions.score("precisionAt1").orElseThrow().value()).as("the third row's first candidate is wrong").isEqualTo(2 / 3.0);
        assertThat(captions.score("precisionAt1").orElseThrow().chance()).isEqualTo(0.5);
        assertThat(Files.readString(folder.resolve("run/report.md"))).contains("| captions | row 1 |").contains("dog.png");
    }

    private EvaluationReport evaluate() {
        Path run = folder.resolve("run");
        try (Embedder embedder = new HashingEmbedder()) {
            Evaluator evaluator = new Evaluator(
                    embedder, new Evaluator.Settings(new Bootstrap(1, 100), 8), Progress.silent(), InstantSource.fixed(Instant.EPOCH));
            EvaluationRun finished = evaluator.evaluate(Suites.open(Suites.ofFolder(folder.resolve("data")), 1, run), run);
            finished.writeReports(run);
            return finished.report();
        }
    }
}
