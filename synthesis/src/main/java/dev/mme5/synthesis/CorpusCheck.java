package dev.mme5.synthesis;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whether a corpus has what a recipe asks of it; said before the first row is planned.
final class CorpusCheck {

    private CorpusCheck() {}

    /// @throws DatasetException if there is no picture at all, or a language with a weight in which nothing has a name
    static void check(SynthesisRecipe recipe, List<Concept> concepts) {
        CorpusSpec corpus = recipe.corpus();
        if (concepts.isEmpty()) {
            throw new DatasetException(corpus.folder() + ": expected pictures of style " + corpus.style() + " in split "
                    + corpus.split() + ", got none; choose another style or split");
        }
        Set<String> named = concepts.stream().flatMap(concept -> concept.names().keySet().stream()).collect(Collectors.toSet());
        Set<String> missing = recipe.languages().entrySet().stream()
                .filter(language -> language.getValue() > 0)
                .map(language -> new Language(language.getKey()).tag())
                .filter(tag -> !named.contains(tag))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!missing.isEmpty()) {
            throw new DatasetException(corpus.folder() + ": expected names in every language of the recipe, got none in " + missing
                    + "; give them the weight 0 or leave them out");
        }
    }
}
