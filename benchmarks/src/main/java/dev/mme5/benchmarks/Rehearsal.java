package dev.mme5.benchmarks;

import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.run.Progress;
import dev.mme5.synthesis.CorpusSpec;
import dev.mme5.synthesis.Setting;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.mining.Surroundings;
import dev.mme5.synthesis.plan.ConceptPictures;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.plan.StyleWeights;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The plan of a recipe over a corpus of concepts, and a teacher for it that costs nothing.
record Rehearsal(Planner planner, PolyglotTeacher teacher) {

    /// @throws IllegalArgumentException if the recipe has another corpus
    static Rehearsal of(SynthesisRecipe recipe) {
        if (!(recipe.corpus() instanceof CorpusSpec.Concepts corpus)) {
            throw new IllegalArgumentException("recipe: expected a corpus of concepts, got another; rehearse with recipes/synthesis/openai.yaml");
        }
        ConceptCorpus opened = ConceptCorpus.open(corpus.folder());
        List<Concept> concepts = opened.concepts(corpus.split()).stream().filter(concept -> opened.hasPicture(corpus.style(), concept)).toList();
        ConceptPictures named = new ConceptPictures(concepts, concept -> opened.picture(corpus.style(), concept),
                new ConceptPictures.Asked(corpus.queryAsHardNegative(), corpus.wishOfAnyKind()));
        Set<String> words = concepts.stream().flatMap(concept -> concept.keywords().keySet().stream()).collect(Collectors.toSet());
        Planner.Order order = new Planner.Order(recipe.rows(), recipe.seed(), recipe.shares(), recipe.languages(), words,
                recipe.style().orElse(StyleWeights.EVEN));
        return new Rehearsal(new Planner(order, recipe.shares().free() ? named.withoutNames() : named), new PolyglotTeacher(concepts));
    }

    /// For runs that need no model, no pixels and no network of their own.
    static Setting setting(Progress progress) {
        return Setting.offline(Surroundings.bare(progress), InstantSource.system());
    }
}
