package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import dev.mme5.core.Provenance;
import dev.mme5.core.RemoteModelException;
import dev.mme5.core.TaskKind;
import dev.mme5.core.Thinking;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.corpus.Split;
import dev.mme5.core.dataset.ExampleReader;
import dev.mme5.core.json.Json;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.plan.ConceptPictures;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.plan.StyleWeights;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.offline.OfflineTeacher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthesizerTest {
    @TempDir
    private Path folder;

    private Path corpus;

    @BeforeEach
    void writeCorpus() throws IOException {
        corpus = TinyCorpus.write(folder.resolve("corpus"));
    }

    @Test
    void writesThePlannedRowsOfEveryTaskAndModalityPair() {
        SynthesisReport report = Runs.run(corpus, folder.resolve("run"));
        List<Example> rows = ExampleReader.readAll(folder.resolve("run/rows.jsonl"));

        assertThat(report.missing()).isZero();
        assertThat(rows).hasSize(400);
        assertThat(count(rows, row -> row.task().code()))
                .isEqualTo(Map.of("classification", 100L, "vqa", 100L, "retrieval", 200L));
        assertThat(count(rows, row -> row.modalities().code())).isEqualTo(Map.of(
                "I2T", 160L, "IT2T", 140L, "IT2I", 40L, "IT2IT", 20L, "I2I", 20L, "T2I", 10L, "T2IT", 10L));
        assertThat(report.modalities().get("IT2I")).isEqualTo(new SynthesisReport.Coverage(40, 40));
    }

    @Test
    void givesTheSameBytesForTheSameSeed() throws IOException {
        Runs.run(corpus, folder.resolve("one"));
        Runs.run(corpus, folder.resolve("two"));
        Runs.run(corpus, folder.resolve("other"), "seed=8");

        for (String file : List.of("rows.jsonl", "rejected.jsonl", "report.json", "recipe.yaml")) {
            assertThat(folder.resolve("one").resolve(file)).as(file).hasSameBinaryContentAs(folder.resolve("two").resolve(file));
        }
        assertThat(Files.readAllBytes(folder.resolve("one/rows.jsonl")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("other/rows.jsonl")));
    }

    @Test
    void neverUsesHeldOutConceptsOrStyles() throws IOException {
        Runs.run(corpus, folder.resolve("run"));
        assertThat(Files.readString(folder.resolve("run/rows.jsonl")))
                .doesNotContain(TinyCorpus.HELD_OUT, "hidden", "verborgen", "скрыто", "twitter")
                .contains("google.zip!/train-");
    }

    @Test
    void refersToPicturesFromTheRunFolder() throws IOException {
        Runs.run(corpus, folder.resolve("run"));
        assertThat(Files.readString(folder.resolve("run/rows.jsonl"))).contains("\"../corpus/google.zip!/train-");
        for (Example row : ExampleReader.readAll(folder.resolve("run/rows.jsonl"))) {
            if (row.query().image().isPresent()) {
                assertThat(row.query().image().get().bytes()).isNotEmpty();
            }
        }
    }

    @Test
    void neverGivesTheAnswerAwayInTheQuestion() {
        Runs.run(corpus, folder.resolve("run"));
        for (Example row : ExampleReader.readAll(folder.resolve("run/rows.jsonl"))) {
            if (row.task() == TaskKind.VQA || row.task() == TaskKind.CLASSIFICATION) {
                String answer = row.positive().text().orElseThrow().toLowerCase(Locale.ROOT);
                assertThat(row.query().text().orElse("").toLowerCase(Locale.ROOT)).as(row.id()).doesNotContain(answer);
            }
        }
    }

    @Test
    void keepsTheTeachersThinkingAndRevisesSomeDrafts() {
        SynthesisReport report = Runs.run(corpus, folder.resolve("run"));
        List<Example> rows = ExampleReader.readAll(folder.resolve("run/rows.jsonl"));

        assertThat(report.revised()).isPositive().isLessThan(rows.size());
        assertThat(rows).allSatisfy(row -> {
            Provenance.Synthetic provenance = (Provenance.Synthetic) row.provenance();
            assertThat(provenance.teacher()).isEqualTo("offline-1");
            assertThat(provenance.thinking().interpretations()).hasSizeBetween(1, 3);
            assertThat(provenance.thinking().evaluation().plausibility()).isNotBlank();
        });
        assertThat(rows).anySatisfy(row -> assertThat(((Provenance.Synthetic) row.provenance()).thinking().draft().instruction())
                .isEqualTo(row.instruction()));
    }

    @Test
    void writesTheResolvedRecipe() {
        Runs.run(corpus, folder.resolve("run"), "rows=50");
        SynthesisRecipe resolved = Recipes.read(folder.resolve("run/recipe.yaml"), SynthesisRecipe.class, List.of());
        assertThat(resolved).isEqualTo(Runs.recipe(corpus, "rows=50"));
    }

    @Test
    void rowsDoNotDependOnEachOther() {
        Runs.run(corpus, folder.resolve("run"));
        Map<String, Example> rows = ExampleReader.readAll(folder.resolve("run/rows.jsonl")).stream()
                .collect(Collectors.toMap(Example::id, row -> row));
        Planner planner = planner(Runs.recipe(corpus));
        OfflineTeacher teacher = new OfflineTeacher(concepts());
        planner.plan().reversed().stream().limit(50).forEach(row -> {
            Example written = rows.get(row.id());
            if (((Provenance.Synthetic) written.provenance()).seed() == row.seed()) {
                assertThat(teacher.answer(SinglePassRequest.of(row)).answer().revised().instruction()).isEqualTo(written.instruction());
            }
        });
    }

    @Test
    void drawsRefusedRowsAnewAndCountsTheReasons() {
        OfflineTeacher offline = new OfflineTeacher(concepts());
        Teacher moody = teacher(request -> {
            if (request.seed() % 3 == 0) {
                throw AnswerException.refused("I cannot help with that.");
            }
            return offline.answer(request);
        });
        SynthesisReport report = run(moody, folder.resolve("run"), "rows=100");

        assertThat(report.missing()).isZero();
        assertThat(report.rejections().get("teacher-refused")).isBetween(10, 100);
        assertThat(report.calls())
                .isEqualTo(100 + report.rejections().values().stream().mapToInt(Integer::intValue).sum());
        assertThat(folder.resolve("run/rejected.jsonl")).content().contains("I cannot help with that.");
    }

    @Test
    void leavesOutWhatATeacherWritesToAPictureAlone() throws IOException {
        OfflineTeacher offline = new OfflineTeacher(concepts());
        Teacher talkative = teacher(request -> {
            TeacherReply reply = offline.answer(request);
            SinglePassAnswer answer = reply.answer();
            SinglePassAnswer all = new SinglePassAnswer(answer.interpretations(), filled(answer.draft()), answer.evaluation(),
                    answer.improvements(), filled(answer.revised()));
            return new TeacherReply(all, all.toJson(), reply.usage());
        });
        SynthesisReport report = run(talkative, folder.resolve("run"));
        Runs.run(corpus, folder.resolve("silent"));

        assertThat(report.missing()).isZero();
        assertThat(report.rejections()).as("no call is lost to it").doesNotContainKey("filled-texts");
        List<Example> rows = ExampleReader.readAll(folder.resolve("run/rows.jsonl"));
        assertThat(rows).allSatisfy(row -> assertThat(row.query().text().orElse("") + row.positive().text().orElse("")).doesNotContain("chatter"));
        assertThat(rows.stream().map(Example::query).toList()).isEqualTo(
                ExampleReader.readAll(folder.resolve("silent/rows.jsonl")).stream().map(Example::query).toList());
        assertThat(folder.resolve("run/journal/calls.jsonl")).content().as("the journal has the answer as it came").contains("chatter");
    }

    private static Thinking.Draft filled(Thinking.Draft texts) {
        return new Thinking.Draft(texts.instruction(), orChatter(texts.query()), orChatter(texts.positive()), orChatter(texts.hardNegative()));
    }

    private static String orChatter(String text) {
        return text.isEmpty() ? "chatter" : text;
    }

    @Test
    void givesUpAfterTheLastRefill() {
        Teacher silent = teacher(request -> {
            throw AnswerException.malformed("answer: expected a JSON object, got nothing");
        });
        SynthesisReport report = run(silent, folder.resolve("run"), "rows=10", "refills=2");

        assertThat(report.written()).isZero();
        assertThat(report.missing()).isEqualTo(10);
        assertThat(report.calls()).isEqualTo(30);
        assertThat(report.rejections()).isEqualTo(Map.of("teacher-malformed", 30));
        assertThat(folder.resolve("run/rows.jsonl")).isEmptyFile();
        assertThat(Json.read(folder.resolve("run/report.json")).integer("written")).isZero();
    }

    @Test
    void leavesTheRowsOfAnEarlierRunWhenItFails() throws IOException {
        Path run = folder.resolve("run");
        Runs.run(corpus, run);
        byte[] before = Files.readAllBytes(run.resolve("rows.jsonl"));
        OfflineTeacher offline = new OfflineTeacher(concepts());
        int[] calls = {0};
        Teacher lost = teacher(request -> {
            if (++calls[0] > 20) {
                throw new RemoteModelException("teacher: expected an answer, got a closed connection");
            }
            return offline.answer(request);
        });

        assertThatThrownBy(() -> run(lost, run, "seed=9")).isInstanceOf(RemoteModelException.class);
        assertThat(Files.readAllBytes(run.resolve("rows.jsonl"))).isEqualTo(before);
        assertThatThrownBy(() -> run(lost, folder.resolve("fresh"))).isInstanceOf(RemoteModelException.class);
        try (Stream<Path> files = Files.list(folder.resolve("fresh"))) {
            assertThat(files.map(file -> file.getFileName().toString())).as("no rows.jsonl, whole or half").containsExactly("journal");
        }
    }

    @Test
    void saysWhichLanguagesTheCorpusLacks() {
        assertThatThrownBy(() -> Runs.run(corpus, folder.resolve("run"), "languages.fr=3"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("expected names in every language of the recipe, got none in [fr]");
    }

    private SynthesisReport run(Teacher teacher, Path out, String... overrides) {
        SynthesisRecipe recipe = Runs.recipe(corpus, overrides);
        return new Synthesizer(recipe, planner(recipe), teacher, Runs.QUIET).run(RunDirectory.open(out));
    }

    private Planner planner(SynthesisRecipe recipe) {
        ConceptCorpus opened = ConceptCorpus.open(corpus);
        CorpusSpec.Concepts spec = (CorpusSpec.Concepts) recipe.corpus();
        return new Planner(
                new Planner.Order(recipe.rows(), recipe.seed(), recipe.shares(), recipe.languages(), Set.of("en", "de"), StyleWeights.EVEN),
                new ConceptPictures(concepts(), concept -> opened.picture("google", concept), new ConceptPictures.Asked(spec.queryAsHardNegative(), spec.wishOfAnyKind())));
    }

    private List<Concept> concepts() {
        return ConceptCorpus.open(corpus).concepts(Split.TRAIN);
    }

    private static Map<String, Long> count(List<Example> rows, Function<Example, String> key) {
        return rows.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
    }

    private static Teacher teacher(Function<SinglePassRequest, TeacherReply> answers) {
        return new Teacher() {
            @Override
            public TeacherInfo info() {
                return new TeacherInfo("fake", "none");
            }

            @Override
            public String fingerprint(SinglePassRequest request) {
                return request.fingerprint(info(), "");
            }

            @Override
            public TeacherReply answer(SinglePassRequest request) {
                return answers.apply(request);
            }
        };
    }
}
