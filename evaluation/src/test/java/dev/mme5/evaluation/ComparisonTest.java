package dev.mme5.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Content;
import dev.mme5.core.TaskKind;
import dev.mme5.evaluation.benchmark.CandidateTask;
import dev.mme5.evaluation.benchmark.Suite;
import dev.mme5.evaluation.benchmark.TaskGroup;
import dev.mme5.evaluation.benchmark.TaskLabel;
import dev.mme5.evaluation.benchmark.TaskSource;
import dev.mme5.evaluation.metric.Bootstrap;
import dev.mme5.evaluation.metric.Interval;
import dev.mme5.evaluation.metric.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final int ROWS = 400;
    private final Bootstrap bootstrap = new Bootstrap(7, 500);

    @TempDir
    Path folder;

    @Test
    void aRunComparedWithItselfHasNotChanged() {
        EvaluationRun run = run(0.5, "a", ROWS);
        Comparison.Change change = Comparison.of(run, run, bootstrap).headline("all").orElseThrow();
        assertThat(change.difference()).isZero();
        assertThat(change.interval()).isEqualTo(new Interval(0, 0));
        assertThat(change.isClear()).isFalse();
    }

    @Test
    void differencesAreTakenRowByRow() {
        EvaluationRun before = run(0.50, "before", ROWS);
        EvaluationRun after = run(0.55, "after", ROWS);
        Comparison.Change change = Comparison.of(before, after, bootstrap).headline("all").orElseThrow();
        double gain = change.after().value() - change.before().value();
        assertThat(change.difference()).isCloseTo(gain, within(1e-12)).isPositive();
        assertThat(change.interval().contains(gain)).isTrue();
        // The rows right before are right after: unpaired, five points of 400 rows would not be clear.
        assertThat(change.isClear()).isTrue();
        assertThat(change.before().interval().high()).isGreaterThan(change.after().interval().low());
        assertThat(change.rows()).isEqualTo(ROWS);
    }

    @Test
    void isWrittenAsJsonAndAsATable() {
        Comparison comparison = Comparison.of(run(0.25, "before", ROWS), run(0.75, "after", ROWS), bootstrap);
        assertThat(ReportJson.write(comparison).replaceAll("\\s", ""))
                .contains("\"headline\":{\"all\":{\"precisionAt1\":{\"before\":0.25,\"after\":0.75,\"difference\":0.5,\"interval\":{");
        assertThat(MarkdownReport.write(comparison)).contains("| all | precisionAt1 | 25.0 | 75.0 | 50.0 [");
    }

    @Test
    void refusesRunsOverOtherRows() {
        assertThatThrownBy(() -> Comparison.of(run(0.5, "a", ROWS), run(0.5, "b", ROWS - 1), bootstrap))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows: expected the same rows in both runs");
    }

    /// An embedder that is right on the first rows of the task.
    private EvaluationRun run(double right, String name, int rows) {
        List<Content> documents = List.of(Content.text("right"), Content.text("wrong"));
        List<CandidateTask.Row> all = IntStream.range(0, rows)
                .mapToObj(i -> new CandidateTask.Row(Content.text("query " + i), List.of(0, 1), "row " + i))
                .toList();
        CandidateTask task = new CandidateTask(new TaskLabel("rows", TaskKind.VQA), documents, all, List.of(new Metric.PrecisionAt1()));
        Suite suite = new Suite(
                "test",
                List.of(TaskSource.of(task)),
                List.of(new TaskGroup("group", List.of("rows"))),
                List.of(new Suite.HeadlineKey("all", "group", new Metric.PrecisionAt1())),
                false);
        FakeEmbedder embedder = FakeEmbedder.knowing(content -> {
            String text = content.text().orElseThrow();
            return text.startsWith("query ") ? Integer.parseInt(text.substring(6)) < right * ROWS ? "right" : "wrong" : text;
        });
        return EvaluatorTest.evaluator(embedder).evaluate(suite, folder.resolve(name));
    }
}
