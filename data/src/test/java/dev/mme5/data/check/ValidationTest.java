package dev.mme5.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Progress;
import dev.mme5.data.DataSource;
import dev.mme5.data.DataSources;
import dev.mme5.data.SampleSets;
import dev.mme5.testkit.SamplePictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
    private static final String DOC = "<|image_1|>\nRepresent the given image.\n";

    @TempDir
    Path folder;

    @BeforeEach
    void drawAPicture() {
        AtomicFiles.write(folder.resolve("set/images/a.png"), SamplePictures.png(1, true));
    }

    private record Found(ValidationReport report, List<Problem> problems) {}

    private static Found validate(Path path, boolean pictures, Optional<Path> repaired) {
        List<Problem> problems = new ArrayList<>();
        DataSource source = DataSources.open(DataSources.Query.of(path));
        return new Found(new Validation(source, pictures, repaired).run(Progress.silent(), problems::add), problems);
    }

    @Test
    void everyDefectOfThePublishedRowsIsFoundWithItsPlaceAndMended() {
        Path file = SampleSets.written(folder.resolve("set/Retrieval/Retrieval.parquet"),
                SampleSets.columns("qry", "qry_image_path", "pos_text", "pos_image_path", "neg_text", "neg_image_path", "modality", "language"),
                List.of(
                        List.of("<|image_1|>\nFind a dog.\n", "", DOC, "images/a.png", "['" + DOC.replace("\n", "\\n") + "']", "['images/a.png']", "T2I", "German"),
                        List.of("Find a dog.\n", "", "", "", "['x']", "['']", "T2T", "de"),
                        List.of("Find a dog.\n", "", "", "images/a.png", "['x', '', 'y']", "['', '', '']", "T2I", "de"),
                        List.of("Find a dog.\n", "", "a dog", "", "['a dog', 'a', 'b']", "['', '']", "I2T", "no-such-language-at-all"),
                        List.of(DOC, "images/b.png", "a dog", "", "['']", "['']", "I2T", "de"),
                        List.of("Find a dog.\n", "", "a dog", "", "[None]", "['']", "T2T", "de"),
                        List.of("", "", "a dog", "", "['x']", "['']", "T2T", "de"),
                        List.of("Find a dog.\n", "", "a dog", "", "['x']", "['']", "T2T", "de")));

        Found found = validate(folder.resolve("set"), true, Optional.of(folder.resolve("mended")));

        assertThat(found.problems()).extracting(problem -> problem.place().row() + " " + problem.column() + " " + problem.kind().code()).containsExactly(
                "1 qry stray-mark", "1 neg_text[0] negative-is-positive",
                "2 pos_text empty-positive",
                "3 pos_text missing-mark", "3 neg_text[1] empty-negative",
                "4 neg_image_path uneven-negatives", "4 neg_text[0] negative-is-positive", "4 modality wrong-modality", "4 language unknown-language",
                "5 qry_image_path missing-picture",
                "6 neg_text unreadable",
                "7 qry empty-query");
        assertThat(found.problems().get(10).line()).startsWith(file + ":6: neg_text: expected a list of texts in quotes, with a text in quotes at character 2, got \"N\"");
        assertThat(found.report().rows()).isEqualTo(8);
        assertThat(found.report().badRows()).isEqualTo(7);
        assertThat(found.report().problems()).containsEntry("stray-mark", 1L).containsEntry("negative-is-positive", 2L);
        assertThat(found.report().written()).contains(4L);
        assertThat(found.report().repairs().orElse(Map.of())).containsEntry("stray-mark: marker removed", 1L);

        Found again = validate(folder.resolve("mended"), true, Optional.empty());
        assertThat(again.problems()).isEmpty();
        assertThat(again.report().isClean()).isTrue();
        List<Example> rows = SampleSets.readAll(DataSources.open(DataSources.Query.of(folder.resolve("mended"))));
        assertThat(rows.get(0).language()).isEqualTo(new Language("de"));
        assertThat(rows.get(1).positive()).isEqualTo(Content.image(new ImageRef.FileImage(folder.resolve("mended/images/a.png"))));
        assertThat(rows.get(1).hardNegatives()).containsExactly(Content.text("x"), Content.text("y"));
        assertThat(rows.get(2).hardNegatives()).containsExactly(Content.text("a"), Content.text("b"));
        assertThat(folder.resolve("mended/images/a.png")).exists();
    }

    @Test
    void provenanceOfOursThatIsBrokenIsFound() {
        SampleSets.written(folder.resolve("set/VQA/VQA.parquet"),
                SampleSets.columns("qry", "qry_image_path", "pos_text", "pos_image_path", "neg_text", "neg_image_path", "provenance"),
                List.of(List.of("Which?\n", "", "this", "", "['that']", "['']", "{\"id\": \"a\", \"provenance\": {\"kind\": \"guessed\"}}"),
                        List.of("Which?\n", "", "this", "", "['that']", "['']", "anything of others")));
        Found found = validate(folder.resolve("set"), true, Optional.empty());
        assertThat(found.problems()).extracting(Problem::detail)
                .containsExactly("provenance: provenance.kind: expected synthetic or labelled, got \"guessed\"");
    }

    @Test
    void picturesMayBeLeftForLater() {
        SampleSets.published(folder.resolve("set/VQA.parquet"), List.of(List.of(DOC, "images/gone.png", "a", "", "['b']", "['']")));
        assertThat(validate(folder.resolve("set"), false, Optional.empty()).problems()).isEmpty();
        assertThat(validate(folder.resolve("set"), true, Optional.empty()).problems()).hasSize(1);
    }

    @Test
    void everyBadNativeRowIsFoundAndMended() throws IOException {
        ImageRef there = new ImageRef.FileImage(folder.resolve("set/images/a.png"));
        ImageRef gone = new ImageRef.FileImage(folder.resolve("set/images/gone.png"));
        Path rows = SampleSets.write(folder.resolve("rows.jsonl"), List.of(
                row("a", Content.text("q"), Content.text("p"), Content.text("p")),
                row("b", Content.text(""), Content.text("p"), Content.text("n")),
                row("c", Content.image(there), Content.image(gone), Content.text("n")),
                row("d", Content.image(there), Content.text("p"), Content.image(gone))));
        Files.writeString(rows, Files.readString(rows) + Files.readAllLines(rows).getFirst() + "\n{\"id\": 3}\n");

        Found found = validate(rows, true, Optional.of(folder.resolve("mended.jsonl")));

        assertThat(found.problems()).extracting(problem -> problem.place().row() + " " + problem.column() + " " + problem.kind().code()).containsExactly(
                "1 hardNegatives[0] negative-is-positive", "2 query empty-query", "3 positive.image missing-picture",
                "4 hardNegatives[0].image missing-picture", "5 id repeated-id", "5 hardNegatives[0] negative-is-positive", "6  unreadable");
        assertThat(found.report().written()).contains(3L);
        assertThat(validate(folder.resolve("mended.jsonl"), true, Optional.empty()).report().isClean()).isTrue();
        assertThat(SampleSets.readAll(DataSources.open(DataSources.Query.of(folder.resolve("mended.jsonl"))))).extracting(Example::id)
                .containsExactly("a", "d", "a-2");
    }

    private static Example row(String id, Content query, Content positive, Content negative) {
        return new Example(id, TaskKind.RETRIEVAL, Language.ENGLISH, "Find.", query, positive, List.of(negative), new Provenance.Labelled("d"));
    }

    @Test
    void everyBadRowOfABenchmarkIsFound() throws IOException {
        Path rows = folder.resolve("bench/task.jsonl");
        AtomicFiles.writeString(rows, """
                {"qry_text": "a", "qry_img_path": "", "tgt_text": ["b", ""], "tgt_img_path": ["", "gone.png"]}
                {"qry_text": "a", "qry_img_path": "", "tgt_text": ["b"], "tgt_img_path": []}
                {"qry_text": "", "qry_img_path": "", "tgt_text": ["b"], "tgt_img_path": [""]}
                """);
        Found found = validate(folder.resolve("bench"), true, Optional.empty());
        assertThat(found.problems()).extracting(problem -> problem.place() + " " + problem.detail().replaceFirst(", got.*", "")).containsExactly(
                rows + ":1 expected a picture", rows + ":2 tgt_img_path: expected as many as tgt_text, at least 1",
                rows + ":3 qry_text: expected a text or a picture");
        assertThatThrownBy(() -> new Validation(DataSources.open(DataSources.Query.of(folder.resolve("bench"))), true, Optional.of(folder)))
                .hasMessageContaining("a benchmark with changed rows gives other numbers");
    }
}
