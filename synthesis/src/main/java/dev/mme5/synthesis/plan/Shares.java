package dev.mme5.synthesis.plan;

import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// How the rows are divided. Every value is a weight among those beside it; keys are lower-case names, modality pairs codes such as
/// `IT2T`. The last four are for teachers that write from what a corpus of concepts knows, and are all given or all left out. Without
/// them the plan is free: it fits any pictures and a teacher that sees, and every text but the instruction is in the row's language.
///
/// @param tasks task to weight: `classification`, `vqa`, `retrieval`
/// @param classification modality pair to weight within classification
/// @param vqa modality pair to weight within VQA
/// @param retrieval modality pair to weight within retrieval
/// @param labels `group` and `subgroup` within classification
/// @param questions `group`, `subgroup`, `name`, `keyword` within VQA
/// @param wishes `name` and `keyword`: what IT2T retrieval asks of its picture
/// @param forms `name`, `words`, `caption`: how a text about a picture is written, where it is free
public record Shares(
        Map<String, Double> tasks,
        Map<String, Double> classification,
        Map<String, Double> vqa,
        Map<String, Double> retrieval,
        Optional<Map<String, Double>> labels,
        Optional<Map<String, Double>> questions,
        Optional<Map<String, Double>> wishes,
        Optional<Map<String, Double>> forms) {

    private static final List<String> TASKS = List.of("classification", "vqa", "retrieval");
    private static final Set<String> CLASSIFICATION_PAIRS = Set.of("I2T", "IT2T");
    private static final Set<String> VQA_PAIRS = Set.of("IT2T");
    private static final Set<String> RETRIEVAL_PAIRS = Set.of("I2T", "IT2T", "T2IT", "T2I", "I2I", "IT2I", "IT2IT");

    /// @throws IllegalArgumentException if a key is not one of those named above, a weight is negative, or all are zero
    public Shares {
        long given = Stream.of(labels, questions, wishes, forms).filter(Optional::isPresent).count();
        if (given != 0 && given != 4) {
            throw new IllegalArgumentException("labels, questions, wishes, forms: expected all four, for a corpus of concepts whose names"
                    + " a teacher writes from, or none, for a teacher that sees; got " + given);
        }
        tasks = checked("tasks", tasks, Set.copyOf(TASKS));
        classification = checked("classification", classification, CLASSIFICATION_PAIRS);
        vqa = checked("vqa", vqa, VQA_PAIRS);
        retrieval = checked("retrieval", retrieval, RETRIEVAL_PAIRS);
        labels = labels.map(weights -> checked("labels", weights, Set.of("group", "subgroup")));
        questions = questions.map(weights -> checked("questions", weights, Set.of("group", "subgroup", "name", "keyword")));
        wishes = wishes.map(weights -> checked("wishes", weights, Set.of("name", "keyword")));
        forms = forms.map(weights -> checked("forms", weights, Set.of("name", "words", "caption")));
    }

    /// Checks a table of weights.
    ///
    /// @throws IllegalArgumentException if a weight is negative or not finite, or all are zero
    public static void checkWeights(String name, Map<String, Double> weights) {
        weights.forEach((key, weight) -> {
            if (!(weight >= 0) || weight.isInfinite()) {
                throw new IllegalArgumentException(name + "." + key + ": expected a weight of at least 0, got " + weight);
            }
        });
        if (weights.values().stream().noneMatch(weight -> weight > 0)) {
            throw new IllegalArgumentException(name + ": expected a weight above 0, got none");
        }
    }

    private static Map<String, Double> checked(String name, Map<String, Double> weights, Set<String> known) {
        for (String key : weights.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        name + "." + key + ": expected one of " + new TreeSet<>(known) + ", got " + key);
            }
        }
        checkWeights(name, weights);
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(weights));
    }

    /// Whether texts are free of what a corpus knows.
    public boolean free() {
        return labels.isEmpty();
    }

    /// Whether a row with pictures on the document side is planned.
    public boolean hasPictureDocuments() {
        return tasks.getOrDefault("retrieval", 0.0) > 0 && retrieval.entrySet().stream()
                .anyMatch(pair -> pair.getValue() > 0 && ModalityPair.parse(pair.getKey()).document().hasImage());
    }

    Map<TaskKind, Double> taskWeights() {
        return keyed(tasks, name -> TaskKind.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    Map<ModalityPair, Double> pairWeights(TaskKind task) {
        Map<String, Double> weights = switch (task) {
            case CLASSIFICATION -> classification;
            case VQA -> vqa;
            case RETRIEVAL -> retrieval;
            case GROUNDING -> throw new IllegalArgumentException("task: expected one of " + TASKS + ", got grounding");
        };
        return keyed(weights, ModalityPair::parse);
    }

    /// Weights with typed keys, in the order of the keys' names, so that the order in the recipe decides nothing.
    static <K> SequencedMap<K, Double> keyed(Map<String, Double> weights, Function<String, K> parse) {
        SequencedMap<K, Double> typed = new LinkedHashMap<>();
        weights.keySet().stream().sorted().forEach(key -> typed.put(parse.apply(key), weights.get(key)));
        return typed;
    }
}
