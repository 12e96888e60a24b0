package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import dev.mme5.core.Modality;
import dev.mme5.core.Thinking;
import dev.mme5.core.dataset.ExampleReader;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.corpus.TestPictures;
import dev.mme5.synthesis.mining.Surroundings;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.plan.StyleWeights;
import dev.mme5.synthesis.teacher.Prices;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.Usage;
import dev.mme5.testkit.HashingEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a file of rows with any pictures to a training set, with a teacher that sees and gates that a recipe asks for.
class PicturesRunTest {
    private static final String RECIPE = """
            rows: 200
            seed: 7
            corpus:
              kind: pictures
              images: nowhere
              mining:
                vectors: {kind: model, model: hashing}
                anchors: 30
                positive: {fromRank: 1, toRank: 5, fromCosine: -1.0, toCosine: 1.0}
                hardNegative: {fromRank: 4, toRank: 20, fromCosine: -1.0, toCosine: 1.0}
                duplicateCosine: 0.999
                duplicateBits: 3
            shares:
              tasks: {classification: 1, vqa: 1, retrieval: 2}
              classification: {I2T: 80, IT2T: 20}
              vqa: {IT2T: 100}
              retrieval: {I2T: 40, IT2I: 20, IT2T: 10, IT2IT: 10, I2I: 10, T2I: 5, T2IT: 5}
            languages: {en: 1}
            teacher: {kind: offline}
            gates:
              language: {minLetters: 20, margin: 0.2}
              nearDuplicates: {shingle: 5, minLetters: 40, similarity: 0.8}
            refills: 20
            """;

    @TempDir
    private Path folder;

    private Path rows;

    @BeforeEach
    void writePictures() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            byte[] bytes = TestPictures.png(i);
            Files.write(folder.resolve(i + ".png"), i == 3 ? Arrays.copyOf(bytes, 50) : bytes);
            lines.append("{\"image\": \"" + i + ".png\", \"licence\": \"" + (i % 2 == 0 ? "CC0" : "MIT") + "\"}\n");
        }
        rows = Files.writeString(folder.resolve("rows.jsonl"), lines + "{\"image\": \"missing.png\"}\n");
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
        SynthesisRecipe whole = Recipes.parse(RECIPE, "test", SynthesisRecipe.class, List.of(
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
        assertThatThrownBy(() -> Synthesizer.check(recipe())).isInstanceOf(DatasetException.class)
                .hasMessage("teacher: expected one that sees pictures, got offline, which writes from what is known of them; give it corpus: {kind:"
                        + " concepts}, or choose another teacher");
    }

    private SynthesisRecipe recipe() {
        return Recipes.parse(RECIPE, "test", SynthesisRecipe.class, List.of("corpus.images=" + rows));
    }

    /// The corpus is opened as [Synthesizer#open] does; only the teacher is another.
    private Synthesizer synthesizer() {
        SynthesisRecipe recipe = recipe();
        Surroundings around = new Surroundings(model -> new HashingEmbedder(), TestPictures.RASTERS, Progress.silent());
        ReadyCorpus corpus = ReadyCorpus.of(recipe, (CorpusSpec.Pictures) recipe.corpus(), folder.resolve("kept"), around);
        Planner.Order order = new Planner.Order(
                recipe.rows(), recipe.seed(), recipe.shares(), recipe.languages(), corpus.wordLanguages(), StyleWeights.EVEN);
        Synthesizer.Sources sources = new Synthesizer.Sources(
                new Planner(order, corpus.pictures()), new Answerer.Live(new SlippingTeacher()), Prices.FREE, corpus.setAside());
        return new Synthesizer(recipe, sources, Setting.offline(around, InstantSource.system()));
    }

    /// Tells rows apart by their seed; one in ten comes in German, one in ten says what others said.
    private static final class SlippingTeacher implements Teacher {
        @Override
        public TeacherInfo info() {
            return new TeacherInfo("slipping", "1");
        }

        @Override
        public String fingerprint(SinglePassRequest request) {
            return request.fingerprint(info(), "");
        }

        @Override
        public TeacherReply answer(SinglePassRequest request) {
            long mood = Math.floorMod(request.seed(), 10);
            String own = mood == 0 ? " once more" : " number " + Long.toString(request.seed(), 36) + " of " + Long.toHexString(~request.seed());
            String text = mood == 1 ? "Auf diesem Bild sieht man viele bunte Felder nebeneinander" : "This picture shows many coloured fields";
            boolean query = request.kind().modality().query().hasText();
            boolean document = request.kind().modality().document().hasText();
            Thinking.Draft texts = new Thinking.Draft("Find what belongs to it.", query ? "What is it that you see here?" : "",
                    document ? text + own : "", document ? "There is a small house beside the quiet lake" + own : "");
            List<Thinking.Interpretation> seen = request.roles().stream()
                    .map(role -> new Thinking.Interpretation(role.code(), "fields", "many", "none", "colours"))
                    .toList();
            SinglePassAnswer answer = new SinglePassAnswer(seen, texts, new Thinking.SelfEvaluation("yes", "yes", "yes", "yes"), "none", texts);
            return new TeacherReply(answer, answer.toJson(), Usage.NONE);
        }
    }
}
