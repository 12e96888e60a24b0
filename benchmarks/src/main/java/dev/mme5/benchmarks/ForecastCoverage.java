package dev.mme5.benchmarks;

import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.FileTrees;
import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.Budget;
import dev.mme5.synthesis.forecast.Forecast;
import dev.mme5.synthesis.RunWatcher;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.Synthesizer;
import dev.mme5.synthesis.teacher.Teacher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How well `--dry-run` forecasts: `ForecastCoverage <recipe> [rows] [seeds] [key=value …]`. For each seed a whole run of a teacher whose
/// calls are priced as a service's, and pilots of 50, 100 and 200 calls of it; once with a teacher that keeps to the plan, once with one
/// that asks in English only, whose rows in other scripts are refused each time.
final class ForecastCoverage {
    private static final List<Integer> PILOTS = List.of(50, 100, 200);

    private final SynthesisRecipe recipe;
    private final Rehearsal rehearsal;
    private final Path folder;

    private ForecastCoverage(SynthesisRecipe recipe, Path folder) {
        this.recipe = recipe;
        this.rehearsal = Rehearsal.of(recipe);
        this.folder = folder;
    }

    /// A forecast beside what came.
    ///
    /// @param usd what the whole run cost
    private record Trial(int calls, Forecast forecast, double usd) {
        boolean holds() {
            return forecast.usd().low() <= usd && usd <= forecast.usd().high();
        }

        double error() {
            return forecast.usd().expected() / usd - 1;
        }

        double width() {
            return (forecast.usd().high() - forecast.usd().low()) / usd;
        }
    }

    public static void main(String[] arguments) throws IOException {
        int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        int seeds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        List<String> overrides = arguments.length > 3 ? List.of(arguments).subList(3, arguments.length) : List.of();
        Path folder = Files.createTempDirectory("mme5-forecast");
        for (boolean stubborn : List.of(false, true)) {
            List<Trial> trials = new ArrayList<>();
            for (int seed = 1; seed <= seeds; seed++) {
                List<String> keys = new ArrayList<>(List.of("rows=" + rows, "seed=" + seed));
                keys.addAll(overrides);
                SynthesisRecipe recipe = Recipes.read(Path.of(arguments[0]), SynthesisRecipe.class, keys);
                trials.addAll(new ForecastCoverage(recipe, folder.resolve(stubborn + "-" + seed)).trials(stubborn));
            }
            for (int calls : PILOTS) {
                System.out.println(line(stubborn, calls, trials.stream().filter(trial -> trial.calls() == calls).toList()));
            }
        }
        FileTrees.delete(folder);
        System.exit(0);
    }

    private List<Trial> trials(boolean stubborn) {
        PricedTeacher teacher = new PricedTeacher(rehearsal.teacher(), stubborn);
        double usd = synthesizer(teacher).run(RunDirectory.open(folder.resolve("whole"))).usd();
        List<Trial> trials = new ArrayList<>();
        for (int calls : PILOTS) {
            Forecast forecast = synthesizer(teacher).pilot(
                    RunDirectory.open(folder.resolve("pilot" + calls)), calls, Budget.NONE, RunWatcher.none());
            trials.add(new Trial(calls, forecast, usd));
            System.out.printf(Locale.ROOT, "  seed %d, %d calls: %.2f [%.2f, %.2f], came %.2f%n", recipe.seed(), calls,
                    forecast.usd().expected(), forecast.usd().low(), forecast.usd().high(), usd);
        }
        return trials;
    }

    private Synthesizer synthesizer(Teacher teacher) {
        return new Synthesizer(recipe, rehearsal.planner(), teacher, Rehearsal.setting(Progress.silent()));
    }

    private static String line(boolean stubborn, int calls, List<Trial> trials) {
        double error = trials.stream().mapToDouble(Trial::error).average().orElseThrow();
        double spread = Math.sqrt(trials.stream().mapToDouble(trial -> Math.pow(trial.error() - error, 2)).sum() / Math.max(1, trials.size() - 1));
        return String.format(Locale.ROOT, "%s, %d calls: forecast / cost - 1 = %+.1f %% +- %.1f; interval %.0f %% wide, holds %d of %d",
                stubborn ? "some rows are refused each time" : "any row may be refused", calls, 100 * error, 100 * spread,
                100 * trials.stream().mapToDouble(Trial::width).average().orElseThrow(), trials.stream().filter(Trial::holds).count(), trials.size());
    }
}
