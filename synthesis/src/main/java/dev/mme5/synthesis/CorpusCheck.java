package dev.mme5.synthesis;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import dev.mme5.synthesis.teacher.TeacherSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whether a corpus has what a recipe asks of it; said before the first row is planned.
final class CorpusCheck {

    private CorpusCheck() {}

    /// @throws DatasetException if there is no picture at all, or a language with a weight in which nothing has a name
    static void check(SynthesisRecipe recipe, CorpusSpec.Concepts corpus, List<Concept> concepts) {
        if (concepts.isEmpty()) {
            throw new DatasetException(corpus.folder() + ": expected pictures of style " + corpus.style() + " in split "
                    + corpus.split() + ", got none; choose another style or split");
        }
        if (recipe.shares().free()) {
            requireEyes(recipe, "shares.labels, questions, wishes, forms");
            return;
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

    /// @throws DatasetException if the recipe asks for what is known of pictures, or for similar ones without telling how
    static void check(SynthesisRecipe recipe, CorpusSpec.Pictures corpus) {
        requireEyes(recipe, "corpus: {kind: concepts}");
        if (!recipe.shares().free()) {
            throw new DatasetException("shares.labels, questions, wishes, forms: expected none of them, since " + corpus.images()
                    + " has pictures without names, got all; leave them out");
        }
        if (corpus.mining().isEmpty() && recipe.shares().hasPictureDocuments()) {
            throw new DatasetException("corpus.mining: expected it, since retrieval has pairs with pictures on the document side, got none;"
                    + " add it or give those pairs no share");
        }
    }

    private static void requireEyes(SynthesisRecipe recipe, String needed) {
        if (recipe.teacher() instanceof TeacherSpec.Offline) {
            throw new DatasetException("teacher: expected one that sees pictures, got offline, which writes from what is known of them; give it "
                    + needed + ", or choose another teacher");
        }
    }
}
