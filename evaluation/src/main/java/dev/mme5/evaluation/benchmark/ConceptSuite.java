package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.evaluation.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The quickstart's suite, over one drawing style that no training has seen: names to pictures and back in many languages with the
/// pool of all concepts, and tasks with candidates (classification, questions, picture and text to picture) in MMEB's row layout.
/// Each is measured over all concepts, seen ones in a style that was not, and again over the concepts that no training has seen, which
/// are reported apart.
public final class ConceptSuite {
    private static final Metric RECALL = new Metric.RecallAt(10);
    private static final Metric PRECISION = new Metric.PrecisionAt1();

    private final SuiteSpec.Concepts spec;
    private final long seed;
    private final List<Concept> concepts;
    private final List<Concept> unseen;
    private final ConceptRetrieval retrieval;
    private final ConceptTasks candidateTasks;

    private ConceptSuite(SuiteSpec.Concepts spec, long seed, Path rows) {
        this.spec = spec;
        this.seed = seed;
        ConceptCorpus corpus = ConceptCorpus.open(spec.corpus());
        concepts = corpus.concepts().stream().filter(concept -> corpus.hasPicture(spec.style(), concept)).toList();
        unseen = concepts.stream().filter(concept -> concept.split() == spec.unseenSplit()).toList();
        if (unseen.isEmpty()) {
            throw new DatasetException(spec.corpus() + ": expected concepts of the split " + spec.unseenSplit()
                    + " with pictures in style " + spec.style() + ", got none; check the recipe");
        }
        Twins twins = Twins.in(corpus, spec.style(), concepts);
        retrieval = new ConceptRetrieval(
                concepts, twins, concept -> Content.image(Pictures.normalised(corpus.picture(spec.style(), concept))));
        ConceptRows.CandidateCounts counts = new ConceptRows.CandidateCounts(spec.candidates(), spec.hardCandidates());
        ConceptRows conceptRows = new ConceptRows(
                concepts, twins, concept -> Pictures.normalised(corpus.picture(spec.style(), concept)), counts, seed);
        candidateTasks = new ConceptTasks(conceptRows, spec, seed, rows);
    }

    /// @param seed of what is drawn: queries, rows, candidates
    /// @param rows folder where the tasks with candidates are written as JSONL in MMEB's columns, and read back from
    /// @throws DatasetException if the corpus lacks the style or a split
    public static Suite open(SuiteSpec.Concepts spec, long seed, Path rows) {
        return new ConceptSuite(spec, seed, rows).suite();
    }

    private Suite suite() {
        List<TaskSource> tasks = new ArrayList<>();
        List<TaskGroup> groups = new ArrayList<>();
        List<Suite.HeadlineKey> headline = new ArrayList<>();
        List<Concept> queries = SeededRandom.of(seed, "queries").sample(concepts, Math.min(spec.queriesPerLanguage(), concepts.size()));
        addRetrieval(tasks, groups, "textToImage", spec.languages(), queries, retrieval::textToImage);
        addRetrieval(tasks, groups, "textToImageUnseen", spec.languages(), unseen, retrieval::textToImage);
        addRetrieval(tasks, groups, "imageToText", spec.captionLanguages(), queries, retrieval::imageToText);
        addRetrieval(tasks, groups, "imageToTextUnseen", spec.captionLanguages(), unseen, retrieval::imageToText);
        addXtdMean(groups, headline, "heldOutStyle", "textToImage");
        addXtdMean(groups, headline, "unseenConcepts", "textToImageUnseen");
        for (ConceptTasks.Family family : ConceptTasks.Family.values()) {
            addFamily(tasks, groups, family.key(), candidateTasks.write(family, family.key(), concepts));
            addFamily(tasks, groups, family.key() + "Unseen", candidateTasks.write(family, family.key() + "Unseen", unseen));
            headline.add(new Suite.HeadlineKey(family.key(), family.key(), PRECISION));
        }
        return new Suite("concepts", tasks, groups, headline, true);
    }

    @FunctionalInterface
    private interface RetrievalMaker {
        RetrievalTask make(String group, Language language, List<Concept> queries);
    }

    private static void addRetrieval(
            List<TaskSource> tasks,
            List<TaskGroup> groups,
            String group,
            List<Language> languages,
            List<Concept> queries,
            RetrievalMaker maker) {
        List<String> names = new ArrayList<>();
        for (Language language : languages) {
            TaskSource source = TaskSource.of(maker.make(group, language, queries));
            tasks.add(source);
            names.add(source.name());
        }
        if (!names.isEmpty()) {
            groups.add(new TaskGroup(group, names));
        }
    }

    /// The mean over XTD's eleven languages, the one the headline gives.
    private void addXtdMean(List<TaskGroup> groups, List<Suite.HeadlineKey> headline, String name, String tasks) {
        Map<Boolean, List<String>> byPresence = XtdSuite.LANGUAGES.stream().collect(Collectors.partitioningBy(
                spec.languages()::contains, Collectors.mapping(language -> tasks + "/" + language.tag(), Collectors.toList())));
        List<String> there = byPresence.get(true);
        List<String> missing = byPresence.get(false);
        if (!there.isEmpty()) {
            groups.add(new TaskGroup(name, there, missing));
            headline.add(new Suite.HeadlineKey(name, name, RECALL));
        }
    }

    private static void addFamily(List<TaskSource> tasks, List<TaskGroup> groups, String family, List<TaskSource> ofFamily) {
        tasks.addAll(ofFamily);
        groups.add(new TaskGroup(family, ofFamily.stream().map(TaskSource::name).toList()));
    }
}
