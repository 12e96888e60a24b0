package dev.mme5.core.corpus;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The class labels of a corpus: its groups, and the subgroups within each. English, sorted, immutable.
public final class ConceptLabels {
    private final SortedMap<String, SortedSet<String>> subgroups;

    private ConceptLabels(SortedMap<String, SortedSet<String>> subgroups) {
        this.subgroups = subgroups;
    }

    /// The labels that occur among some concepts.
    public static ConceptLabels of(Collection<Concept> concepts) {
        SortedMap<String, SortedSet<String>> subgroups = new TreeMap<>();
        for (Concept concept : concepts) {
            subgroups.computeIfAbsent(group(concept), key -> new TreeSet<>()).add(subgroup(concept));
        }
        return new ConceptLabels(subgroups);
    }

    /// The label of a concept's group, such as `Animals & Nature`.
    public static String group(Concept concept) {
        return concept.group();
    }

    /// The label of a concept's subgroup in words: `animal mammal` for `animal-mammal`.
    public static String subgroup(Concept concept) {
        return concept.subgroup().replace('-', ' ');
    }

    /// Every group.
    public List<String> groups() {
        return List.copyOf(subgroups.keySet());
    }

    /// Every subgroup.
    public List<String> subgroups() {
        return subgroups.values().stream().flatMap(SortedSet::stream).sorted().distinct().toList();
    }

    /// The subgroups of one group, empty if there is no such group.
    public List<String> subgroupsOf(String group) {
        return List.copyOf(subgroups.getOrDefault(group, new TreeSet<>()));
    }
}
