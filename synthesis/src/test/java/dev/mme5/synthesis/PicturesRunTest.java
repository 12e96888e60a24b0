package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import dev.mme5.core.Modality;
import dev.mme5.core.dataset.ExampleReader;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a file of rows with any pictures to a training set, with a teacher that sees and gates that a recipe asks for.
class PicturesRunTest {
    @TempDir
    private Path folder;

    private Path rows;

    @BeforeEach
    void writePictures() throws IOException {
        rows = PictureRuns.writePictures(folder);
    }

    @Test
    void makesRowsOfWholePicturesAndSaysWhatTheirLicencesAre() throws IOException {
        RunDirectory run = RunDirectory.open(folder.resolve("run"));
        SynthesisReport report = synthesizer().run(run);

        assertThat(report.written()).isEqualTo(200);
        assertThat(report.rejections().keySet()).as("a teacher that slips into German, and repeats itself")
                .contains("expected-language", "no-near-duplicate");
        List<Example> made = ExampleReader.readAll(run.resolve(Synthesizer.ROWS_FILE));
        assertThat(made).hasSize(200).allSatisfy(row -> {
            boolean pictures = row.positive().modality() != Modality.TEXT;
            if (pictures) {
                assertThat(row.positive().images()).isNotEqualTo(row.hardNegatives().getFirst().images()).isNotEqualTo(row.query().images());
            }
        });
        assertThat(Files.readString(run.resolve(Synthesizer.ROWS_FILE))).doesNotContain("/3.png");
        JsonObject credits = Json.parse(Files.readString(run.resolve(Synthesizer.CREDITS_FILE)), "credits");
        assertThat(credits.object("licences").integer("CC0") + credits.object("licences").integer("MIT")).isEqualTo(credits.integer("pictures"));
        assertThat(Files.readAllLines(run.resolve(Synthesizer.SET_ASIDE_FILE))).hasSize(2)
                .anyMatch(line -> line.contains("missing.png") || line.contains("rows.jsonl:41"))
                .anyMatch(line -> line.contains("/3.png"));
    }

    @Test
    void writesTheSameRowsAgain() throws IOException {
        RunDirectory one = RunDirectory.open(folder.resolve("one"));
        RunDirectory other = RunDirectory.open(folder.resolve("other"));
        synthesizer().run(one);
        synthesizer().run(other);
        assertThat(other.resolve(Synthesizer.ROWS_FILE)).hasSameTextualContentAs(one.resolve(Synthesizer.ROWS_FILE));
    }

    @Test
    void keepsEveryKeyOfARecipeThatIsWritten() {
        SynthesisRecipe whole = Recipes.parse(PictureRuns.RECIPE, "test", SynthesisRecipe.class, List.of(
                "corpus.mining.vectors={kind: file, matrix: a.npy, ids: a.ids}",
                "corpus.mining.search={kind: hnsw, links: 16, beam: 100, candidates: 20, graphRows: 1000}",
                "style={queryType: {common: 1}, queryLength: {at-least-10-words: 2}, clarity: {clear: 1}, difficulty: {phd: 1},"
                        + " documentWords: {10: 1, 0: 2}, themes: {vqa: [count]}}",
                "gates={length: {slack: 0.5, mostLabelWords: 9}, language: {minLetters: 20, margin: 0.2}, copies: {shingle: 5, minLetters: 9,"
                        + " share: 0.8}, nearDuplicates: {shingle: 5, minLetters: 60, similarity: 0.8}, hardNegative: {model: nano, margin: -0.1},"
                        + " benchmarks: {texts: [a.jsonl], pictures: [b], words: 8, minLetters: 24, bits: 3}}"));
        assertThat(Recipes.parse(Recipes.toYaml(whole), "again", SynthesisRecipe.class, List.of())).isEqualTo(whole);
    }

    @Test
    void saysWhatARecipeOverPicturesCannotHave() {
        assertThatThrownBy(() -> Synthesizer.check(PictureRuns.recipe(rows))).isInstanceOf(DatasetException.class)
                .hasMessage("teacher: expected one that sees pictures, got offline, which writes from what is known of them; give it corpus: {kind:"
                        + " concepts}, or choose another teacher");
    }

    private Synthesizer synthesizer() {
        return PictureRuns.synthesizer(PictureRuns.recipe(rows), folder.resolve("kept"));
    }
}
