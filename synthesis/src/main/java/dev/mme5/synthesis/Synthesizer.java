package dev.mme5.synthesis;

import dev.mme5.core.dataset.ExampleWriter;
import dev.mme5.core.json.Json;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.forecast.Forecast;
import dev.mme5.synthesis.forecast.Pace;
import dev.mme5.synthesis.forecast.WholeRun;
import dev.mme5.synthesis.journal.Journal;
import dev.mme5.synthesis.journal.JournalRecord.Session;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.plan.StyleWeights;
import dev.mme5.synthesis.quality.Gates;
import dev.mme5.synthesis.quality.GatesSpec;
import dev.mme5.synthesis.teacher.Answerer;
import dev.mme5.synthesis.teacher.BatchTeacher;
import dev.mme5.synthesis.teacher.Prices;
import dev.mme5.synthesis.teacher.Teacher;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// The synthesis pipeline: plan every row, ask the teacher for each, pass what it wrote through the gates, write what remains, and
/// draw anew what is missing (mmE5 section 3). The same recipe and corpus give the same files with an offline teacher.
///
/// One run at a time; not thread-safe. The same answers give the same files, in whatever order and by however many processes they were
/// asked for.
public final class Synthesizer implements AutoCloseable {
    /// The finished set, in the native format.
    public static final String ROWS_FILE = "rows.jsonl";
    /// What was refused, with reasons.
    public static final String REJECTED_FILE = "rejected.jsonl";
    /// [SynthesisReport] as JSON.
    public static final String REPORT_FILE = "report.json";
    /// The recipe with all overrides.
    public static final String RECIPE_FILE = "recipe.yaml";
    /// What progress calls the asking.
    public static final String STAGE_NAME = "synthesizing rows";
    /// Takes the place of [#ROWS_FILE] where a limit stopped the run: the rows so far.
    public static final String PARTIAL_FILE = "partial.jsonl";
    /// The licences of the pictures in the rows, as far as the corpus states them; not there for a corpus of concepts.
    public static final String CREDITS_FILE = "picture-licences.json";
    /// Pictures of the corpus that could not be used, with reasons; there only if there are any.
    public static final String SET_ASIDE_FILE = "pictures-set-aside.jsonl";
    /// [CallsReport] as JSON.
    public static final String CALLS_FILE = "calls.json";

    private final SynthesisRecipe recipe;
    private final Sources sources;
    private final Setting setting;

    /// Where rows come from.
    ///
    /// @param planner draws from the pictures that may occur
    /// @param setAside pictures that cannot be used
    record Sources(Planner planner, Answerer answerer, Prices prices, SetAsidePictures setAside) {}

    /// @param planner draws from the pictures that may occur
    public Synthesizer(SynthesisRecipe recipe, Planner planner, Answerer answerer, Setting setting) {
        this(recipe, new Sources(planner, answerer, recipe.teacher().prices(), new SetAsidePictures()), setting);
    }

    Synthesizer(SynthesisRecipe recipe, Sources sources, Setting setting) {
        this.recipe = recipe;
        this.sources = sources;
        this.setting = setting;
    }

    /// The same with a teacher that costs something else than the recipe says.
    Synthesizer at(Prices other) {
        return new Synthesizer(recipe, new Sources(sources.planner(), sources.answerer(), other, sources.setAside()), setting);
    }

    /// Reads the corpus that the recipe names and makes its teacher.
    ///
    /// @param folder where what is found out about the corpus is kept for the next run
    /// @throws dev.mme5.core.DatasetException if the corpus cannot be read or lacks what the recipe asks of it
    /// @throws SynthesisStoppedException if the thread is interrupted
    public static Synthesizer open(SynthesisRecipe recipe, Path folder, Setting setting) {
        return SynthesisStoppedException.insteadOfFailing(() -> opened(recipe, folder, setting));
    }

    private static Synthesizer opened(SynthesisRecipe recipe, Path folder, Setting setting) {
        ReadyCorpus corpus = ReadyCorpus.open(recipe, folder, setting.around());
        Planner.Order order = new Planner.Order(recipe.rows(), recipe.seed(), recipe.shares(), recipe.languages(), corpus.wordLanguages(),
                recipe.style().orElse(StyleWeights.EVEN));
        Answerer answerer = Teachers.of(recipe.teacher(), corpus.concepts(), setting.supplies());
        return new Synthesizer(recipe,
                new Sources(new Planner(order, corpus.pictures()), answerer, recipe.teacher().prices(), corpus.setAside()), setting);
    }

    /// Finds out whether a recipe could be run, without embedding a corpus or asking a teacher.
    ///
    /// @throws dev.mme5.core.DatasetException as [#open(SynthesisRecipe, Path, Setting)]
    public static void check(SynthesisRecipe recipe) {
        ReadyCorpus.check(recipe);
    }

    /// Runs the pipeline without limits, telling nobody but [Progress].
    public SynthesisReport run(RunDirectory run) {
        return run(run, Budget.NONE, RunWatcher.none());
    }

    /// Runs the pipeline and writes its files, [#ROWS_FILE] last. Every answer is in the run's journal as soon as it came, and is not
    /// asked for again: a run that was stopped, by whatever, goes on where it was. If it does not come to its end, no `rows.jsonl` is
    /// left half written, and that of an earlier run stays as it was; where a limit stopped it, the rows so far are in
    /// [#PARTIAL_FILE].
    ///
    /// @throws dev.mme5.core.RemoteModelException if the teacher cannot be reached
    /// @throws SynthesisStoppedException if the thread is interrupted
    /// @throws dev.mme5.core.DatasetException if another process works on the run
    public SynthesisReport run(RunDirectory run, Budget budget, RunWatcher watcher) {
        return SynthesisStoppedException.insteadOfFailing(() -> made(run, budget, watcher));
    }

    private SynthesisReport made(RunDirectory run, Budget budget, RunWatcher watcher) {
        try (Journal journal = Journal.open(run.path());
                Progress.Stage stage = setting.around().progress().begin(STAGE_NAME, recipe.rows())) {
            begin(run, journal, watcher);
            int[] rows = IntStream.range(0, sources.planner().size()).toArray();
            SynthesisRun.Job job = new SynthesisRun.Job(rows, recipe.refills() + 1, Integer.MAX_VALUE, budget);
            SynthesisRun made = new SynthesisRun(parts(), job, journal, new Meter.Audience(stage, watcher));
            write(run, made);
            return made.report();
        }
    }

    /// Asks for a few rows spread over the whole plan, draws anew what is refused, and says what the rest will take. The answers stay in
    /// the run's journal: the run itself uses them.
    ///
    /// @param calls how many answers at most; a fifth of them is kept for drawing anew
    /// @throws IllegalArgumentException if that is not from 1 to the number of rows
    /// @throws SynthesisStoppedException if the thread is interrupted
    public Forecast pilot(RunDirectory run, int calls, Budget budget, RunWatcher watcher) {
        if (calls < 1 || calls > sources.planner().size()) {
            throw new IllegalArgumentException("--dry-run: expected 1 to " + sources.planner().size() + " calls, got " + calls);
        }
        return SynthesisStoppedException.insteadOfFailing(() -> forecast(run, calls, budget, watcher));
    }

    private Forecast forecast(RunDirectory run, int calls, Budget budget, RunWatcher watcher) {
        try (Journal journal = Journal.open(run.path());
                Progress.Stage stage = setting.around().progress().begin(STAGE_NAME, Pilot.rows(calls))) {
            begin(run, journal, watcher);
            SynthesisRun.Job job = new SynthesisRun.Job(Pilot.spread(sources.planner(), Pilot.rows(calls)), pilotRounds(), calls, budget);
            SynthesisRun made = new SynthesisRun(parts(), job, journal, new Meter.Audience(stage, watcher));
            Pilot pilot = new Pilot(made.tally(), made.meter());
            made.judgeAll(pilot);
            return pilot.forecast(new WholeRun(Pilot.strata(sources.planner()), recipe.refills(), parts().spec().inFlight(),
                    Pace.of(recipe.teacher()), recipe.seed()));
        }
    }

    /// A round of jobs may take a day.
    private int pilotRounds() {
        return switch (sources.answerer()) {
            case Teacher _ -> recipe.refills() + 1;
            case BatchTeacher _ -> Math.min(recipe.refills(), 1) + 1;
        };
    }

    /// Clears away what an earlier process left unfinished, says what of it can be used again, and notes that this one is at work.
    private void begin(RunDirectory run, Journal journal, RunWatcher watcher) {
        AtomicFiles.removeAbandoned(run.path());
        String yaml = Recipes.toYaml(recipe);
        new ReuseNotice(sources.planner(), sources.answerer(), recipe.refills()).text(journal.recorded(), yaml).ifPresent(watcher::says);
        journal.append(new Session(setting.clock().millis(), sources.answerer().info(), yaml));
    }

    /// Closes the teacher.
    @Override
    public void close() {
        sources.answerer().close();
    }

    private SynthesisRun.Parts parts() {
        return new SynthesisRun.Parts(
                sources.planner(), sources.answerer(), sources.prices(), recipe.run().orElse(RunSpec.DEFAULT), setting.clock(),
                () -> Gates.forRun(recipe.gates().orElse(GatesSpec.NONE), setting.around()));
    }

    private void judge(RunDirectory run, SynthesisRun made, Judge.Sink sink) {
        switch (recipe.corpus()) {
            case CorpusSpec.Concepts _ -> made.judgeAll(sink);
            case CorpusSpec.Pictures _ -> {
                PictureCredits credits = new PictureCredits(sink, sources.planner().pictures());
                made.judgeAll(credits);
                credits.write(run.resolve(CREDITS_FILE));
            }
        }
    }

    private void write(RunDirectory run, SynthesisRun made) {
        ExampleWriter rows = new ExampleWriter(run.resolve(ROWS_FILE));
        try {
            AtomicFiles.writeWith(run.resolve(REJECTED_FILE), rejected ->
                    judge(run, made, new RowSink(rows, rejected, made.tally(), made.meter())));
            AtomicFiles.writeString(run.resolve(RECIPE_FILE), Recipes.toYaml(recipe));
            AtomicFiles.writeString(run.resolve(REPORT_FILE), Json.writePretty(made.report()));
            if (sources.setAside().count() > 0) {
                sources.setAside().write(run.resolve(SET_ASIDE_FILE));
            }
            AtomicFiles.writeString(run.resolve(CALLS_FILE), Json.writePretty(made.callsReport()));
            boolean ended = made.stoppedAt().isEmpty();
            rows.closeAs(run.resolve(ended ? ROWS_FILE : PARTIAL_FILE));
            if (ended) {
                run.resolve(PARTIAL_FILE).toFile().delete();
            }
        } catch (Throwable e) {
            rows.abandon();
            throw e;
        }
    }
}
