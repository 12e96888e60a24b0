package dev.mme5.synthesis;

import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.synthesis.corpus.Catalogue;
import dev.mme5.synthesis.corpus.PictureSource;
import dev.mme5.synthesis.mining.Mining;
import dev.mme5.synthesis.mining.MiningSpec;
import dev.mme5.synthesis.mining.Surroundings;
import dev.mme5.synthesis.plan.ConceptPictures;
import dev.mme5.synthesis.plan.PicturePool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A corpus that rows can be planned from.
///
/// @param concepts what the corpus knows of its pictures; none if it only has pictures
/// @param setAside pictures that cannot be used; more may come while pictures are drawn
record ReadyCorpus(PicturePool pictures, List<Concept> concepts, SetAsidePictures setAside) {

    /// Reads what the recipe names, and mines it if it asks for that.
    ///
    /// @param folder where what is found is kept for the next time
    /// @throws dev.mme5.core.DatasetException if it cannot be read or lacks what the recipe asks of it
    static ReadyCorpus open(SynthesisRecipe recipe, Path folder, Surroundings around) {
        return switch (recipe.corpus()) {
            case CorpusSpec.Concepts concepts -> open(recipe, concepts);
            case CorpusSpec.Pictures pictures -> {
                CorpusCheck.check(recipe, pictures);
                yield of(recipe, pictures, folder, around);
            }
        };
    }

    /// Finds what is wrong without reading every picture or embedding any.
    ///
    /// @throws dev.mme5.core.DatasetException as [#open(SynthesisRecipe, Path, Surroundings)]
    static void check(SynthesisRecipe recipe) {
        switch (recipe.corpus()) {
            case CorpusSpec.Concepts concepts -> open(recipe, concepts);
            case CorpusSpec.Pictures pictures -> {
                CorpusCheck.check(recipe, pictures);
                PictureSource.of(pictures.images());
            }
        }
    }

    private static ReadyCorpus open(SynthesisRecipe recipe, CorpusSpec.Concepts spec) {
        ConceptCorpus corpus = ConceptCorpus.open(spec.folder());
        List<Concept> concepts = corpus.concepts(spec.split()).stream()
                .filter(concept -> corpus.hasPicture(spec.style(), concept))
                .toList();
        CorpusCheck.check(recipe, spec, concepts);
        ConceptPictures pictures = new ConceptPictures(concepts, concept -> corpus.picture(spec.style(), concept),
                new ConceptPictures.Asked(spec.queryAsHardNegative(), spec.wishOfAnyKind()));
        return new ReadyCorpus(recipe.shares().free() ? pictures.withoutNames() : pictures, concepts, new SetAsidePictures());
    }

    /// The pictures of a recipe whose keys fit together.
    static ReadyCorpus of(SynthesisRecipe recipe, CorpusSpec.Pictures spec, Path folder, Surroundings around) {
        SetAsidePictures setAside = new SetAsidePictures();
        Catalogue catalogue = Catalogue.make(PictureSource.of(spec.images()), folder.resolve(Catalogue.FILE_NAME), setAside, around.progress());
        Mining mining = new Mining(catalogue, folder, around, setAside);
        Optional<MiningSpec> wanted = spec.mining().filter(mined -> recipe.shares().hasPictureDocuments());
        PicturePool pictures = wanted.map(mined -> mining.mine(mined, recipe.seed())).orElseGet(mining::withoutNeighbours);
        return new ReadyCorpus(pictures, List.of(), setAside);
    }

    /// The languages that the corpus has keywords in.
    Set<String> wordLanguages() {
        return concepts.stream().flatMap(concept -> concept.keywords().keySet().stream()).collect(Collectors.toSet());
    }
}
