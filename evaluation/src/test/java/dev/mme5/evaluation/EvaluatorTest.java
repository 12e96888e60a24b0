package dev.mme5.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Content;
import dev.mme5.core.ImageRef;
import dev.mme5.core.TaskKind;
import dev.mme5.core.run.Progress;
import dev.mme5.evaluation.EvaluationReport.TaskScores;
import dev.mme5.evaluation.benchmark.CandidateTask;
import dev.mme5.evaluation.benchmark.EvaluationTask;
import dev.mme5.evaluation.benchmark.RetrievalTask;
import dev.mme5.evaluation.benchmark.Suite;
import dev.mme5.evaluation.benchmark.TaskGroup;
import dev.mme5.evaluation.benchmark.TaskLabel;
import dev.mme5.evaluation.benchmark.TaskSource;
import dev.mme5.evaluation.metric.Bootstrap;
import dev.mme5.evaluation.metric.Metric;
import dev.mme5.evaluation.metric.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
    private static final int ROWS = 12;

    @TempDir
    Path folder;

    @Test
    void anEmbedderThatKnowsTheAnswersIsRightEverywhere() {
        EvaluationReport report = evaluate(knowing(), folder).report();
        assertThat(report.headline("pool").orElseThrow().value()).isEqualTo(1);
        assertThat(report.group("both").orElseThrow().scores()).extracting(Score::name).containsExactly("precisionAt1");
        assertThat(report.task("rows").orElseThrow().score("precisionAt1").orElseThrow().value()).isEqualTo(1);
    }

    @Test
    void anEmbedderThatSeesNoDifferenceGetsNothing() {
        EvaluationReport report = evaluate(FakeEmbedder.knowing(content -> "all alike"), folder).report();
        assertThat(report.headline("pool").orElseThrow().value()).isZero();
        assertThat(report.group("both").orElseThrow().scores().getFirst().value()).isZero();
    }

    @Test
    void randomVectorsLandOnTheChanceThatIsReported() {
        Suite suite = ManyRows.many();
        EvaluationReport report = evaluator(FakeEmbedder.random("dice")).evaluate(suite, folder).report();
        for (TaskScores task : report.tasks()) {
            for (Score score : task.scores()) {
                assertThat(score.interval().contains(score.chance())).as("%s %s", task.name(), score).isTrue();
            }
        }
        assertThat(report.task("many").orElseThrow().score("precisionAt1").orElseThrow().chance()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void aBrokenPictureRemovesItsRowAndShiftsNoOther() {
        EvaluationRun whole = evaluate(FakeEmbedder.random("a"), folder.resolve("whole"));
        FakeEmbedder broken = FakeEmbedder.random("a").failingOn(content -> content.images().contains(image(4)));
        EvaluationRun holed = evaluate(broken, folder.resolve("holed"));
        TaskScores rows = holed.report().task("rows").orElseThrow();
        assertThat(rows.setAside()).extracting(SetAside::row).containsExactly(4);
        assertThat(rows.setAside().getFirst().reason()).contains("picture-4.png");
        assertThat(rows.rows()).isEqualTo(ROWS - 1);
        List<Integer> before = whole.results().get("rows").ranks();
        List<Integer> after = holed.results().get("rows").ranks();
        for (int row = 0; row < ROWS; row++) {
            assertThat(after.get(row)).as("row " + row).isEqualTo(row == 4 ? RankedRows.UNRANKED : before.get(row));
        }
        assertThat(holed.report().setAsideRows()).as("one in each task").isEqualTo(2);
    }

    @Test
    void aBrokenPictureOfAPoolRemovesOnlyTheRowThatLooksForIt() {
        FakeEmbedder broken = knowing().failingOn(content -> content.images().contains(image(4)));
        TaskScores pool = evaluate(broken, folder).report().task("pool").orElseThrow();
        assertThat(pool.setAside()).extracting(SetAside::row).containsExactly(4);
        assertThat(pool.brokenDocuments()).extracting(SetAside::row).containsExactly(4);
        assertThat(pool.score("precisionAt1").orElseThrow().value()).isEqualTo(1);
        assertThat(pool.score("precisionAt1").orElseThrow().chance()).isCloseTo(1.0 / (ROWS - 1), within(1e-12));
    }

    @Test
    void aTaskWithoutAUsableRowHasNoScore() {
        FakeEmbedder broken = knowing().failingOn(content -> !content.images().isEmpty());
        EvaluationReport report = evaluate(broken, folder).report();
        assertThat(report.task("rows").orElseThrow().scores()).isEmpty();
        assertThat(report.group("both").orElseThrow().scores()).isEmpty();
        assertThat(report.headline()).isEmpty();
        assertThat(ReportJson.write(report)).contains("\"headline\" : { }");
    }

    @Test
    void contentsThatTasksShareAreEmbeddedOnce() {
        FakeEmbedder embedder = FakeEmbedder.random("a");
        evaluate(embedder, folder);
        assertThat(embedder.embedded()).doesNotHaveDuplicates().hasSize(2 * ROWS);
    }

    @Test
    void aSecondRunTakesUpWhatIsFinished() throws IOException {
        EvaluationRun first = evaluate(FakeEmbedder.random("a"), folder);
        Files.delete(folder.resolve("results/rows.json"));
        FakeEmbedder again = FakeEmbedder.random("a");
        EvaluationRun second = evaluate(again, folder);
        assertThat(second.results()).isEqualTo(first.results());
        assertThat(again.embedded()).as("the rows' contents").hasSize(2 * ROWS);
        FakeEmbedder third = FakeEmbedder.random("a");
        evaluate(third, folder);
        assertThat(third.embedded()).isEmpty();
    }

    @Test
    void aDamagedResultIsMadeAnew() throws IOException {
        EvaluationRun first = evaluate(FakeEmbedder.random("a"), folder);
        Files.writeString(folder.resolve("results/rows.json"), "{\"name\": \"rows\"");
        assertThat(evaluate(FakeEmbedder.random("a"), folder).results()).isEqualTo(first.results());
    }

    @Test
    void aWrittenRunIsReadBack() {
        FakeEmbedder broken = FakeEmbedder.random("a").failingOn(content -> content.images().contains(image(4)));
        EvaluationRun run = evaluate(broken, folder);
        run.writeReports(folder);
        EvaluationRun read = EvaluationRun.read(folder);
        assertThat(read.report()).isEqualTo(run.report());
        assertThat(read.results()).isEqualTo(run.results());
    }

    @Test
    void anotherEmbedderTakesUpNothing() {
        evaluate(FakeEmbedder.random("a"), folder);
        FakeEmbedder other = FakeEmbedder.random("b");
        evaluate(other, folder);
        assertThat(other.embedded()).hasSize(2 * ROWS);
    }

    @Test
    void reportsAreWrittenWithTheHeadlineUnderItsMetric() throws IOException {
        EvaluationRun run = evaluate(knowing(), folder);
        run.writeReports(folder);
        assertThat(Files.readString(folder.resolve("report.json")).replaceAll("\\s", ""))
                .contains("\"headline\":{\"pool\":{\"precisionAt1\":1.0,\"interval\":{\"low\":1.0,\"high\":1.0},\"chance\":0.083");
        assertThat(Files.readString(folder.resolve("report.md"))).contains("| pool | precisionAt1 | 100.0 [100.0, 100.0] | 8.3 | 12 |");
    }

    private EvaluationRun evaluate(FakeEmbedder embedder, Path run) {
        Suite suite = new Suite(
                "test",
                List.of(TaskSource.of(rows()), TaskSource.of(pool())),
                List.of(new TaskGroup("both", List.of("rows", "pool")), new TaskGroup("pool", List.of("pool"))),
                List.of(new Suite.HeadlineKey("pool", "pool", new Metric.PrecisionAt1())),
                true);
        return evaluator(embedder).evaluate(suite, run);
    }

    static Evaluator evaluator(FakeEmbedder embedder) {
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        return new Evaluator(embedder, new Evaluator.Settings(new Bootstrap(7, 200), 5), Progress.silent(), clock);
    }

    private static FakeEmbedder knowing() {
        Map<Content, String> answers = new HashMap<>();
        IntStream.range(0, ROWS).forEach(i -> answers.put(text(i), "answer " + i));
        IntStream.range(0, ROWS).forEach(i -> answers.put(Content.image(image(i)), "answer " + i));
        return FakeEmbedder.knowing(answers::get);
    }

    /// Row i: text i to picture i; the other candidates are five pictures that are not row 4's.
    private static EvaluationTask rows() {
        List<Integer> others = List.of(0, 1, 2, 3, 5, 6);
        List<CandidateTask.Row> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> new CandidateTask.Row(text(i), first(i, others), "about " + i))
                .toList();
        return new CandidateTask(new TaskLabel("rows", TaskKind.VQA), pictures(), rows, List.of(new Metric.PrecisionAt1()));
    }

    private static List<Integer> first(int right, List<Integer> others) {
        return IntStream.concat(IntStream.of(right), others.stream().mapToInt(i -> i).filter(i -> i != right).limit(5)).boxed().toList();
    }

    private static EvaluationTask pool() {
        List<RetrievalTask.Query> queries = IntStream.range(0, ROWS)
                .mapToObj(i -> new RetrievalTask.Query(text(i), List.of(i), "about " + i))
                .toList();
        List<Metric> metrics = List.of(new Metric.PrecisionAt1(), new Metric.RecallAt(10));
        return new RetrievalTask(new TaskLabel("pool", TaskKind.RETRIEVAL), pictures(), queries, metrics);
    }

    private static List<Content> pictures() {
        return IntStream.range(0, ROWS).mapToObj(i -> Content.image(image(i))).toList();
    }

    private static Content text(int i) {
        return Content.text("text " + i);
    }

    private static ImageRef image(int i) {
        return new ImageRef.FileImage(Path.of("picture-" + i + ".png"));
    }

    /// Many rows with five candidates each, and a pool with two right answers for each query.
    private static final class ManyRows {
        static Suite many() {
            List<Content> documents = IntStream.range(0, 60).mapToObj(i -> Content.text("document " + i)).toList();
            List<CandidateTask.Row> rows = IntStream.range(0, 900)
                    .mapToObj(i -> new CandidateTask.Row(
                            Content.text("query " + i), List.of(i % 60, (i + 1) % 60, (i + 2) % 60, (i + 3) % 60, (i + 4) % 60), "q" + i))
                    .toList();
            List<RetrievalTask.Query> queries = IntStream.range(0, 900)
                    .mapToObj(i -> new RetrievalTask.Query(Content.text("query " + i), List.of(i % 60, (i + 30) % 60), "q" + i))
                    .toList();
            CandidateTask candidates =
                    new CandidateTask(new TaskLabel("many", TaskKind.VQA), documents, rows, List.of(new Metric.PrecisionAt1()));
            List<Metric> metrics = List.of(new Metric.RecallAt(1), new Metric.RecallAt(10), new Metric.ReciprocalRank());
            RetrievalTask pool = new RetrievalTask(new TaskLabel("pool", TaskKind.RETRIEVAL), documents, queries, metrics);
            return new Suite("many", List.of(TaskSource.of(candidates), TaskSource.of(pool)), List.of(), List.of(), false);
        }
    }
}
