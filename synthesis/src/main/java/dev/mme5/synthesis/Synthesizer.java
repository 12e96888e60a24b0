package dev.mme5.synthesis;

import dev.mme5.core.Example;
import dev.mme5.core.Thinking;
import dev.mme5.core.Verdict;
import dev.mme5.core.dataset.ExampleWriter;
import dev.mme5.core.json.Json;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.mining.Surroundings;
import dev.mme5.synthesis.plan.PlannedRow;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.plan.StyleWeights;
import dev.mme5.synthesis.quality.Candidate;
import dev.mme5.synthesis.quality.Gates;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.offline.OfflineTeacher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// The synthesis pipeline: plan every row, ask the teacher for each, pass what it wrote through the gates, write what remains, and
/// draw anew what is missing (mmE5 section 3). The same recipe and corpus give the same files with an offline teacher.
///
/// One run at a time; not thread-safe.
public final class Synthesizer {
    /// The finished set, in the native format.
    public static final String ROWS_FILE = "rows.jsonl";
    /// What was refused, with reasons.
    public static final String REJECTED_FILE = "rejected.jsonl";
    /// [SynthesisReport] as JSON.
    public static final String REPORT_FILE = "report.json";
    /// The recipe with all overrides.
    public static final String RECIPE_FILE = "recipe.yaml";

    private final SynthesisRecipe recipe;
    private final Planner planner;
    private final Teacher teacher;
    private final Progress progress;

    /// @param planner draws from the pictures that may occur
    public Synthesizer(SynthesisRecipe recipe, Planner planner, Teacher teacher, Progress progress) {
        this.recipe = recipe;
        this.planner = planner;
        this.teacher = teacher;
        this.progress = progress;
    }

    /// Reads the corpus that the recipe names and makes its teacher.
    ///
    /// @throws dev.mme5.core.DatasetException if the corpus cannot be read or lacks what the recipe asks of it
    ///
    /// @param folder where what is found out about the corpus is kept for the next run
    public static Synthesizer open(SynthesisRecipe recipe, Path folder, Surroundings around) {
        ReadyCorpus corpus = ReadyCorpus.open(recipe, folder, around);
        Planner.Order order = new Planner.Order(recipe.rows(), recipe.seed(), recipe.shares(), recipe.languages(), corpus.wordLanguages(),
                recipe.style().orElse(StyleWeights.EVEN));
        Teacher teacher = switch (recipe.teacher()) {
            case TeacherSpec.Offline() -> new OfflineTeacher(corpus.concepts());
        };
        return new Synthesizer(recipe, new Planner(order, corpus.pictures()), teacher, around.progress());
    }

    /// Finds out whether a recipe could be run, without embedding a corpus or asking a teacher.
    ///
    /// @throws dev.mme5.core.DatasetException as [#open(SynthesisRecipe, Path, Surroundings)]
    public static void check(SynthesisRecipe recipe) {
        ReadyCorpus.check(recipe);
    }

    /// Runs the pipeline and writes its files, [#ROWS_FILE] last. If it fails or the process is killed, no `rows.jsonl` is left half
    /// written, and that of an earlier run stays as it was.
    ///
    /// @throws dev.mme5.core.RemoteModelException if the teacher cannot be reached
    public SynthesisReport run(RunDirectory run) {
        List<RejectedRow> rejected = new ArrayList<>();
        ExampleWriter rows = new ExampleWriter(run.resolve(ROWS_FILE));
        try (Progress.Stage stage = progress.begin("synthesizing rows", recipe.rows())) {
            SynthesisReport report = fill(rows, rejected, stage);
            AtomicFiles.writeString(run.resolve(RECIPE_FILE), Recipes.toYaml(recipe));
            AtomicFiles.writeString(run.resolve(REPORT_FILE), Json.writePretty(report));
            writeRejected(run.resolve(REJECTED_FILE), rejected);
            rows.close();
            return report;
        } catch (Throwable e) {
            rows.abandon();
            throw e;
        }
    }

    private SynthesisReport fill(ExampleWriter rows, List<RejectedRow> rejected, Progress.Stage stage) {
        Gates gates = Gates.forRun();
        Tally tally = new Tally();
        List<PlannedRow> open = planner.plan();
        tally.plan(open);
        for (int round = 0; round <= recipe.refills() && !open.isEmpty(); round++) {
            List<PlannedRow> again = new ArrayList<>();
            for (PlannedRow row : open) {
                Outcome outcome = make(row, gates);
                tally.count(row, outcome);
                switch (outcome) {
                    case Outcome.Kept(Example example, SinglePassAnswer answer) -> {
                        rows.append(example);
                        stage.advance(1);
                    }
                    case Outcome.Refused(Verdict.Rejected verdict, Optional<Thinking.Draft> texts) -> {
                        rejected.add(RejectedRow.of(row, verdict, texts));
                        again.add(planner.again(row));
                    }
                }
            }
            open = again;
        }
        return tally.report(teacher.info().name());
    }

    private Outcome make(PlannedRow row, Gates gates) {
        try {
            SinglePassAnswer answer = ask(row);
            Example example = Examples.of(row, answer, teacher.info());
            return switch (gates.judge(new Candidate(row.kind(), answer.revised(), example))) {
                case Verdict.Accepted() -> new Outcome.Kept(example, answer);
                case Verdict.Rejected rejected -> new Outcome.Refused(rejected, Optional.of(answer.revised()));
            };
        } catch (AnswerException e) {
            String gate = "teacher-" + e.reason().name().toLowerCase(Locale.ROOT);
            return new Outcome.Refused(new Verdict.Rejected(gate, e.getMessage()), Optional.empty());
        }
    }

    private SinglePassAnswer ask(PlannedRow row) {
        try {
            return teacher.answer(SinglePassRequest.of(row)).answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("synthesis was interrupted");
        }
    }

    private static void writeRejected(Path file, List<RejectedRow> rejected) {
        AtomicFiles.writeWith(file, out -> {
            for (RejectedRow row : rejected) {
                out.write((Json.write(row) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }
}
