package dev.mme5.cli.stage;

import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.Hashes;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.CorpusSpec;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.SynthesisReport;
import dev.mme5.synthesis.Synthesizer;
import dev.mme5.synthesis.corpus.Catalogue;
import dev.mme5.synthesis.mining.Embedders;
import dev.mme5.synthesis.mining.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Synthesis: a recipe and pictures in, `rows.jsonl` out.
///
/// @param out the run's folder
/// @param embedders opens the model by which pictures are similar, if the recipe names one
public record SynthesisStage(Workplace place, SynthesisRecipe recipe, Path out, Embedders embedders) {
    private static final String CORPUS_FOLDER = "corpus";


    /// Reads the recipe.
    public static SynthesisRecipe recipe(Workplace place, Path file, List<String> overrides) {
        return place.read(file, SynthesisRecipe.class, overrides, SynthesisStage::paths);
    }

    private static Map<String, Path> paths(SynthesisRecipe recipe) {
        return Map.of("corpus." + recipe.corpus().locationKey(), recipe.corpus().location());
    }

    /// The finished set.
    public Path rows() {
        return out.resolve(Synthesizer.ROWS_FILE);
    }

    public SynthesisReport run() {
        RunRecord record = RunRecord.begin(place, "synthesize");
        Synthesizer synthesizer = Synthesizer.open(
                recipe, out.resolve(CORPUS_FOLDER), new Surroundings(embedders, new ModelRasters(), place.progress()));
        SynthesisReport report = synthesizer.run(RunDirectory.open(out));
        record.write(out, Recipes.toYaml(recipe), Map.of("recipe", recipe.seed()),
                Map.of("corpus", corpusHash(), Synthesizer.ROWS_FILE, Hashes.sha256(rows())));
        return report;
    }

    /// Of concepts, their files'; of any pictures, the catalogue's: there may be millions.
    private String corpusHash() {
        return switch (recipe.corpus()) {
            case CorpusSpec.Concepts concepts -> Hashes.ofTree(concepts.folder());
            case CorpusSpec.Pictures _ -> Hashes.sha256(out.resolve(CORPUS_FOLDER).resolve(Catalogue.FILE_NAME));
        };
    }
}
