package dev.mme5.cli.stage;

import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.Hashes;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.SynthesisReport;
import dev.mme5.synthesis.Synthesizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Synthesis: a recipe and pictures in, `rows.jsonl` out.
///
/// @param out the run's folder
public record SynthesisStage(Workplace place, SynthesisRecipe recipe, Path out) {

    /// Reads the recipe.
    public static SynthesisRecipe recipe(Workplace place, Path file, List<String> overrides) {
        return place.read(file, SynthesisRecipe.class, overrides, recipe -> Map.of("corpus.folder", recipe.corpus().folder()));
    }

    /// The finished set.
    public Path rows() {
        return out.resolve(Synthesizer.ROWS_FILE);
    }

    public SynthesisReport run() {
        RunRecord record = RunRecord.begin(place, "synthesize");
        Synthesizer synthesizer =
                Synthesizer.open(recipe, TeacherSupplies.of(recipe.teacher(), recipe.seed(), place.clock()), place.progress());
        SynthesisReport report = synthesizer.run(RunDirectory.open(out));
        record.write(out, Recipes.toYaml(recipe), Map.of("recipe", recipe.seed()),
                Map.of("corpus", Hashes.ofTree(recipe.corpus().folder()), Synthesizer.ROWS_FILE, Hashes.sha256(rows())));
        return report;
    }
}
