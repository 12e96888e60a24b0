package dev.mme5.core.corpus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    private final List<String> groupLabels;
    private final List<String> subgroupLabels;
    private final List<Concept> all;
    private final Map<String, List<Concept>> byGroup;
    private final Map<String, List<Concept>> bySubgroup;

    /// @param concepts whose names, words and labels may serve as wrong answers
    public WrongAnswers(Collection<Concept> concepts) {
        labels = ConceptLabels.of(concepts);
        groupLabels = labels.groups();
        subgroupLabels = labels.subgroups();
        all = List.copyOf(concepts);
        byGroup = all.stream().collect(Collectors.groupingBy(ConceptLabels::group));
        bySubgroup = all.stream().collect(Collectors.groupingBy(Concept::subgroup));
    }

    /// Draws wrong answers that differ from each other, fewer than asked for if there are not as many. None is true of the concept.
    ///
    /// @param count how many are wanted
    /// @param draw a seeded draw: takes a bound to a number from 0 to below it
    public List<String> draw(AskedQuestion asked, Nearness nearness, int count, IntUnaryOperator draw) {
        Set<String> used = new HashSet<>(asked.truths());
        List<String> wrong = new ArrayList<>();
        for (Tier tier : tiers(asked, nearness)) {
            int[] left = IntStream.range(0, tier.size()).toArray();
            for (int remaining = left.length; remaining > 0 && wrong.size() < count; remaining--) {
                int at = draw.applyAsInt(remaining);
                List<String> texts = tier.texts(left[at]);
                left[at] = left[remaining - 1];
                drawUnused(texts, used, draw).ifPresent(wrong::add);
            }
        }
        return wrong;
    }

    private static Optional<String> drawUnused(List<String> texts, Set<String> used, IntUnaryOperator draw) {
        int first = texts.size() < 2 ? 0 : draw.applyAsInt(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get((first + i) % texts.size());
            if (used.add(AskedQuestion.fold(text))) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /// Whether no other wrong answer is nearer than this one.
    ///
    /// @param wrong not true of the concept
    public boolean isNearest(AskedQuestion asked, String wrong) {
        Set<String> truths = asked.truths();
        for (Tier tier : tiers(asked, Nearness.NEAREST_FIRST)) {
            boolean othersAreWrong = false;
            for (int index = 0; index < tier.size(); index++) {
                for (String text : tier.texts(index)) {
                    if (text.equals(wrong)) {
                        return true;
                    }
                    othersAreWrong = othersAreWrong || !truths.contains(AskedQuestion.fold(text));
                }
            }
            if (othersAreWrong) {
                return false;
            }
        }
        return true;
    }

    private List<Tier> tiers(AskedQuestion asked, Nearness nearness) {
        boolean near = nearness == Nearness.NEAREST_FIRST;
        String group = ConceptLabels.group(asked.concept());
        return switch (asked.question()) {
            case GROUP -> List.of(new LabelTier(groupLabels));
            case SUBGROUP -> near
                    ? List.of(new LabelTier(labels.subgroupsOf(group)), new LabelTier(subgroupLabels))
                    : List.of(new LabelTier(subgroupLabels));
            case NAME, KEYWORD -> near
                    ? List.of(
                            new ConceptTier(bySubgroup.getOrDefault(asked.concept().subgroup(), List.of()), asked),
                            new ConceptTier(byGroup.getOrDefault(group, List.of()), asked),
                            new ConceptTier(all, asked))
                    : List.of(new ConceptTier(all, asked));
        };
    }

    /// Things that are about equally near, each with the texts it gives.
    private interface Tier {
        int size();

        List<String> texts(int index);
    }

    private record LabelTier(List<String> labels) implements Tier {
        @Override
        public int size() {
            return labels.size();
        }

        @Override
        public List<String> texts(int index) {
            return List.of(labels.get(index));
        }
    }

    private record ConceptTier(List<Concept> concepts, AskedQuestion asked) implements Tier {
        @Override
        public int size() {
            return concepts.size();
        }

        @Override
        public List<String> texts(int index) {
            return asked.question().answers(concepts.get(index), asked.language());
        }
    }
}
