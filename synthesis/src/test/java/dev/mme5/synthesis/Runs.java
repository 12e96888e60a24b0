package dev.mme5.synthesis;

import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.corpus.Split;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.mining.Surroundings;
import dev.mme5.synthesis.plan.ConceptPictures;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.plan.StyleWeights;
import dev.mme5.synthesis.teacher.Answerer;
import dev.mme5.synthesis.teacher.Prices;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Runs over a [TinyCorpus] by the recipe below.
final class Runs {
    static final Setting QUIET = setting(Progress.silent());
    static final String RECIPE = """
            rows: 400
            seed: 7
            corpus: {kind: concepts, folder: nowhere, style: google, split: train, queryAsHardNegative: 0.25, wishOfAnyKind: 0.25}
            shares:
              tasks: {classification: 1, vqa: 1, retrieval: 2}
              classification: {I2T: 80, IT2T: 20}
              vqa: {IT2T: 100}
              retrieval: {I2T: 40, IT2I: 20, IT2T: 10, IT2IT: 10, I2I: 10, T2I: 5, T2IT: 5}
              labels: {group: 50, subgroup: 50}
              questions: {group: 20, subgroup: 30, name: 30, keyword: 20}
              wishes: {name: 60, keyword: 40}
              forms: {name: 50, words: 25, caption: 25}
            languages: {en: 40, de: 30, ru: 20, sw: 10}
            teacher: {kind: offline}
            refills: 20
            """;

    static final Prices PRICES = new Prices(2, 1, 8);

    private Runs() {}

    static SynthesisRecipe recipe(Path corpus, String... overrides) {
        List<String> all = new ArrayList<>(List.of("corpus.folder=" + corpus));
        all.addAll(List.of(overrides));
        return Recipes.parse(RECIPE, "test", SynthesisRecipe.class, all);
    }

    static SynthesisReport run(Path corpus, Path out, String... overrides) {
        return Synthesizer.open(recipe(corpus, overrides), out, QUIET).run(RunDirectory.open(out));
    }

    /// Without models, pixels or a network: a corpus of concepts and an offline teacher need none.
    static Setting setting(Progress progress) {
        return Setting.offline(Surroundings.bare(progress), InstantSource.system());
    }

    /// A synthesizer over a [TinyCorpus] whose teacher is given.
    static Synthesizer with(Answerer teacher, Path corpus, String... overrides) {
        SynthesisRecipe recipe = recipe(corpus, overrides);
        return new Synthesizer(recipe, planner(corpus, recipe), teacher, QUIET);
    }

    /// The same, at two dollars for a million tokens read and eight for a million written.
    static Synthesizer priced(Answerer teacher, Path corpus, String... overrides) {
        SynthesisRecipe recipe = recipe(corpus, overrides);
        return new Synthesizer(recipe, planner(corpus, recipe), teacher, QUIET).at(PRICES);
    }

    static Planner planner(Path corpus, SynthesisRecipe recipe) {
        ConceptCorpus opened = ConceptCorpus.open(corpus);
        CorpusSpec.Concepts spec = (CorpusSpec.Concepts) recipe.corpus();
        return new Planner(
                new Planner.Order(recipe.rows(), recipe.seed(), recipe.shares(), recipe.languages(), Set.of("en", "de"), StyleWeights.EVEN),
                new ConceptPictures(concepts(corpus), concept -> opened.picture("google", concept),
                        new ConceptPictures.Asked(spec.queryAsHardNegative(), spec.wishOfAnyKind())));
    }

    static List<Concept> concepts(Path corpus) {
        return ConceptCorpus.open(corpus).concepts(Split.TRAIN);
    }

    /// Takes down what a run says of earlier processes.
    static RunWatcher hearing(List<String> said) {
        return new RunWatcher() {
            @Override
            public void says(String line) {
                said.add(line);
            }

            @Override
            public void saw(RunSnapshot now) {}
        };
    }
}
