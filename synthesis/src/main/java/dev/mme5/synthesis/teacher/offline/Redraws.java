package dev.mme5.synthesis.teacher.offline;

import dev.mme5.core.random.SeededRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How often each slot has been drawn anew. A slot's chance depends on its own count only, so that revising one text leaves the
/// others as they were. Immutable.
///
/// @param seed the row's
record Redraws(long seed, Map<Slot, Integer> counts) {

    static Redraws none(long seed) {
        return new Redraws(seed, Map.of());
    }

    /// The next version, in which the given slots are drawn anew.
    Redraws again(Set<Slot> slots) {
        Map<Slot, Integer> next = new EnumMap<>(Slot.class);
        next.putAll(counts);
        slots.forEach(slot -> next.merge(slot, 1, Integer::sum));
        return new Redraws(seed, next);
    }

    boolean isFirst(Slot slot) {
        return !counts.containsKey(slot);
    }

    /// Chance for this version of a slot.
    SeededRandom random(Slot slot) {
        return SeededRandom.of(seed, slot, count(slot));
    }

    /// One of some items. A slot that is drawn anew takes one it has not had, until all had their turn.
    <T> T pick(Slot slot, List<T> items) {
        return SeededRandom.of(seed, slot, "order").shuffled(items).get(count(slot) % items.size());
    }

    private int count(Slot slot) {
        return counts.getOrDefault(slot, 0);
    }
}
