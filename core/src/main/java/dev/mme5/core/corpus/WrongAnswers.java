package dev.mme5.core.corpus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Plausible wrong answers to a question about a concept: the hard negatives of a training row and the candidates of a test row. They
/// come from the concepts given, so that those of another split never slip in. Immutable and thread-safe.
public final class WrongAnswers {

    /// How near to the right answer a wrong one is to be.
    public enum Nearness {
        /// From the same subgroup as far as it goes, then from the same group, then from anywhere: hard.
        NEAREST_FIRST,
        /// From anywhere alike.
        ANYWHERE
    }

    private final ConceptLabels labels;
    private final List<Concept> all;
    private final Map<String, List<Concept>> byGroup;
    private final Map<String, List<Concept>> bySubgroup;

    /// @param concepts whose names, words and labels may serve as wrong answers
    public WrongAnswers(Collection<Concept> concepts) {
        labels = ConceptLabels.of(concepts);
        all = List.copyOf(concepts);
        byGroup = all.stream().collect(Collectors.groupingBy(ConceptLabels::group));
        bySubgroup = all.stream().collect(Collectors.groupingBy(ConceptLabels::subgroup));
    }

    /// Draws wrong answers that differ from each other, fewer than asked for if there are not as many. None is true of the concept.
    ///
    /// @param count how many are wanted
    /// @param draw a seeded draw: takes a bound to a number from 0 to below it
    public List<String> draw(AskedQuestion asked, Nearness nearness, int count, IntUnaryOperator draw) {
        Set<String> used = new HashSet<>(asked.truths());
        List<String> wrong = new ArrayList<>();
        for (Supplier<List<String>> tier : tiers(asked, nearness)) {
            List<String> left = wrong.size() < count ? new ArrayList<>(tier.get()) : new ArrayList<>();
            while (!left.isEmpty() && wrong.size() < count) {
                String candidate = takeOne(left, draw);
                if (used.add(AskedQuestion.fold(candidate))) {
                    wrong.add(candidate);
                }
            }
        }
        return wrong;
    }

    /// Every wrong answer that is as near as any can be, in the order of the concepts. None is true of the concept.
    public List<String> nearest(AskedQuestion asked) {
        Set<String> truths = asked.truths();
        for (Supplier<List<String>> tier : tiers(asked, Nearness.NEAREST_FIRST)) {
            List<String> wrong = tier.get().stream()
                    .filter(candidate -> !truths.contains(AskedQuestion.fold(candidate)))
                    .toList();
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return List.of();
    }

    private List<Supplier<List<String>>> tiers(AskedQuestion asked, Nearness nearness) {
        boolean near = nearness == Nearness.NEAREST_FIRST;
        String group = ConceptLabels.group(asked.concept());
        return switch (asked.question()) {
            case GROUP -> List.of(labels::groups);
            case SUBGROUP -> near ? List.of(() -> labels.subgroupsOf(group), labels::subgroups) : List.of(labels::subgroups);
            case NAME, KEYWORD -> {
                String subgroup = ConceptLabels.subgroup(asked.concept());
                Supplier<List<String>> nearest = () -> answers(asked, bySubgroup.getOrDefault(subgroup, List.of()));
                Supplier<List<String>> next = () -> answers(asked, byGroup.getOrDefault(group, List.of()));
                Supplier<List<String>> any = () -> answers(asked, all);
                yield near ? List.of(nearest, next, any) : List.of(any);
            }
        };
    }

    private static List<String> answers(AskedQuestion asked, List<Concept> concepts) {
        return concepts.stream()
                .flatMap(other -> asked.question().answers(other, asked.language()).stream())
                .toList();
    }

    private static String takeOne(List<String> left, IntUnaryOperator draw) {
        int index = draw.applyAsInt(left.size());
        String taken = left.get(index);
        left.set(index, left.getLast());
        left.removeLast();
        return taken;
    }
}
