package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Content;
import dev.mme5.core.Language;
import dev.mme5.core.Prompts;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptInstruction;
import dev.mme5.evaluation.metric.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/// Names and pictures of all concepts against each other. The pool is always whole, whatever the queries are.
///
/// A document is right for a query when it is the concept's own, the same picture under another concept, or the same name: what
/// cannot be told apart is not counted as wrong.
final class ConceptRetrieval {
    private static final List<Metric> METRICS = List.of(new Metric.RecallAt(1), new Metric.RecallAt(10));

    private final List<Concept> concepts;
    private final Twins twins;
    private final Function<Concept, Content> picture;

    /// @param concepts the pool
    /// @param picture a concept's picture, without prompt
    ConceptRetrieval(List<Concept> concepts, Twins twins, Function<Concept, Content> picture) {
        this.concepts = concepts;
        this.twins = twins;
        this.picture = picture;
    }

    /// From a name to the picture.
    ///
    /// @param queries the concepts whose names are asked for; those without a name in the language are left out
    RetrievalTask textToImage(String group, Language language, List<Concept> queries) {
        String instruction = ConceptInstruction.FIND_PICTURE.text(0, language);
        Pool pool = new Pool();
        concepts.forEach(concept -> pool.add(concept, Prompts.document(picture.apply(concept))));
        return task(group, language, queries, pool, (concept, name) -> Prompts.query(instruction, Content.text(name)));
    }

    /// From a picture to the name.
    RetrievalTask imageToText(String group, Language language, List<Concept> queries) {
        String instruction = ConceptInstruction.FIND_CAPTION.text(0, language);
        Pool pool = new Pool();
        for (Concept concept : concepts) {
            concept.name(language).ifPresent(name -> pool.add(concept, Prompts.document(Content.text(name))));
        }
        return task(group, language, queries, pool, (concept, name) -> Prompts.query(instruction, picture.apply(concept)));
    }

    private RetrievalTask task(
            String group, Language language, List<Concept> queries, Pool pool, QueryWriter writer) {
        Map<String, List<Concept>> byName = new HashMap<>();
        for (Concept concept : concepts) {
            concept.name(language).ifPresent(name -> byName.computeIfAbsent(name, key -> new ArrayList<>()).add(concept));
        }
        List<RetrievalTask.Query> searches = new ArrayList<>();
        for (Concept concept : queries) {
            concept.name(language).ifPresent(name -> searches.add(new RetrievalTask.Query(
                    writer.write(concept, name), pool.gold(byName.get(name), twins.of(concept)), concept.id())));
        }
        TaskLabel label = new TaskLabel(group + "/" + language.tag(), TaskKind.RETRIEVAL, language);
        return new RetrievalTask(label, pool.documents, searches, METRICS);
    }

    @FunctionalInterface
    private interface QueryWriter {
        Content write(Concept concept, String name);
    }

    /// Documents, each once, and where each concept's stands.
    private static final class Pool {
        private final List<Content> documents = new ArrayList<>();
        private final Map<Content, Integer> indices = new HashMap<>();
        private final Map<String, Integer> byConceptId = new HashMap<>();

        void add(Concept concept, Content document) {
            Integer index = indices.get(document);
            if (index == null) {
                index = documents.size();
                documents.add(document);
                indices.put(document, index);
            }
            byConceptId.put(concept.id(), index);
        }

        List<Integer> gold(List<Concept> sameName, List<Concept> samePicture) {
            TreeSet<Integer> gold = new TreeSet<>();
            for (List<Concept> right : List.of(sameName, samePicture)) {
                for (Concept concept : right) {
                    if (byConceptId.containsKey(concept.id())) {
                        gold.add(byConceptId.get(concept.id()));
                    }
                }
            }
            return List.copyOf(gold);
        }
    }
}
