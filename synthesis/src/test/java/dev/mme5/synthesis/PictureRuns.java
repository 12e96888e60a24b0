package dev.mme5.synthesis;

import dev.mme5.core.Thinking;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.Progress;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs over forty pictures, of which one is broken, by the recipe below, with a teacher that sees.
final class PictureRuns {
    static final String RECIPE = """
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

    private PictureRuns() {}

    /// Writes the pictures and a file of rows that names them, and one that is not there.
    ///
    /// @return the file
    static Path writePictures(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            byte[] bytes = TestPictures.png(i);
            Files.write(folder.resolve(i + ".png"), i == 3 ? Arrays.copyOf(bytes, 50) : bytes);
            lines.append("{\"image\": \"" + i + ".png\", \"licence\": \"" + (i % 2 == 0 ? "CC0" : "MIT") + "\"}\n");
        }
        return Files.writeString(folder.resolve("rows.jsonl"), lines + "{\"image\": \"missing.png\"}\n");
    }

    static SynthesisRecipe recipe(Path rows, String... overrides) {
        List<String> all = new ArrayList<>(List.of("corpus.images=" + rows));
        all.addAll(List.of(overrides));
        return Recipes.parse(RECIPE, "test", SynthesisRecipe.class, all);
    }

    static Setting setting(Progress progress) {
        Surroundings around = new Surroundings(model -> new HashingEmbedder(), TestPictures.RASTERS, progress);
        return Setting.offline(around, InstantSource.system());
    }

    /// The corpus is opened as [Synthesizer#open] does; only the teacher is another.
    ///
    /// @param kept where what is found out about the corpus is kept
    static Synthesizer synthesizer(SynthesisRecipe recipe, Path kept) {
        Setting setting = setting(Progress.silent());
        ReadyCorpus corpus = ReadyCorpus.of(recipe, (CorpusSpec.Pictures) recipe.corpus(), kept, setting.around());
        Planner.Order order = new Planner.Order(
                recipe.rows(), recipe.seed(), recipe.shares(), recipe.languages(), corpus.wordLanguages(), StyleWeights.EVEN);
        Synthesizer.Sources sources = new Synthesizer.Sources(
                new Planner(order, corpus.pictures()), new SlippingTeacher(), Prices.FREE, corpus.setAside());
        return new Synthesizer(recipe, sources, setting);
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
