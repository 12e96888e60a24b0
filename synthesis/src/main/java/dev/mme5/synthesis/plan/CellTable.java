package dev.mme5.synthesis.plan;

import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.core.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Each row's cell and language, four bytes a row. Immutable.
final class CellTable {
    private static final short NONE = -1;

    private final List<Cell> cells;
    private final List<Language> languages;
    private final short[] cellOf;
    private final short[] languageOf;

    /// @param random a generator for each purpose
    CellTable(Planner.Order order, Function<String, SeededRandom> random) {
        SequencedMap<Cell, Integer> counts = counts(order);
        this.cells = List.copyOf(counts.sequencedKeySet());
        this.cellOf = shuffled(expand(counts.values()), random.apply("order"));
        SequencedMap<Language, Double> weights = Shares.keyed(order.languages(), Language::new);
        this.languages = List.copyOf(weights.sequencedKeySet());
        this.languageOf = languages(order, weights, random);
    }

    int size() {
        return cellOf.length;
    }

    Cell cell(int number) {
        return cells.get(cellOf[number]);
    }

    /// English where no text follows the row's language.
    Language language(int number) {
        return languageOf[number] == NONE ? Language.ENGLISH : languages.get(languageOf[number]);
    }

    private static SequencedMap<Cell, Integer> counts(Planner.Order order) {
        boolean free = order.shares().free();
        SequencedMap<Cell, Integer> counts = new LinkedHashMap<>();
        Apportionment.of(order.rows(), order.shares().taskWeights()).forEach((task, taskRows) ->
                Apportionment.of(taskRows, order.shares().pairWeights(task)).forEach((pair, pairRows) ->
                        Apportionment.of(pairRows, questions(order.shares(), task, pair)).forEach((question, count) ->
                                counts.put(new Cell(task, pair, question, free), count))));
        return counts;
    }

    private static Map<ConceptQuestion, Double> questions(Shares shares, TaskKind task, ModalityPair pair) {
        if (shares.free()) {
            return Map.of(ConceptQuestion.NAME, 1.0);
        }
        return switch (task) {
            case CLASSIFICATION -> questionWeights(shares.labels().orElseThrow());
            case VQA -> questionWeights(shares.questions().orElseThrow());
            case RETRIEVAL, GROUNDING -> pair.equals(ModalityPair.parse("IT2T"))
                    ? questionWeights(shares.wishes().orElseThrow())
                    : Map.of(ConceptQuestion.NAME, 1.0);
        };
    }

    private static SequencedMap<ConceptQuestion, Double> questionWeights(Map<String, Double> weights) {
        return Shares.keyed(weights, name -> ConceptQuestion.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    /// A language for each row. Keyword rows choose first, among the languages that have keywords; the shares hold over all.
    private short[] languages(Planner.Order order, SequencedMap<Language, Double> weights, Function<String, SeededRandom> random) {
        short[] chosen = new short[size()];
        Arrays.fill(chosen, NONE);
        boolean[] hasWords = new boolean[languages.size()];
        for (int i = 0; i < hasWords.length; i++) {
            hasWords[i] = order.wordLanguages().contains(languages.get(i).tag());
        }
        int count = 0;
        for (int number = 0; number < size(); number++) {
            count += cell(number).followsLanguage() ? 1 : 0;
        }
        short[] all = shuffled(expand(Apportionment.of(count, weights).values()), random.apply("languages"));
        short[] sorted = new short[all.length]; // those with words first, each part in its order
        int withWords = partition(all, hasWords, sorted);
        int used = assign(chosen, sorted, 0, withWords, Cell::needsKeywords);
        short[] rest = shuffled(Arrays.copyOfRange(sorted, used, sorted.length), random.apply("rest"));
        assign(chosen, rest, 0, rest.length, Cell::followsLanguage);
        return chosen;
    }

    private static int partition(short[] all, boolean[] first, short[] target) {
        int at = 0;
        for (short one : all) {
            if (first[one]) {
                target[at++] = one;
            }
        }
        int border = at;
        for (short one : all) {
            if (!first[one]) {
                target[at++] = one;
            }
        }
        return border;
    }

    /// Hands languages to the rows that want one and have none yet, as far as they go; the index of the first that is left.
    private int assign(short[] chosen, short[] from, int first, int end, Predicate<Cell> wants) {
        int next = first;
        for (int number = 0; number < chosen.length && next < end; number++) {
            if (chosen[number] == NONE && wants.test(cell(number))) {
                chosen[number] = from[next++];
            }
        }
        return next;
    }

    /// The index of each count as often as it says.
    private static short[] expand(Iterable<Integer> counts) {
        List<Integer> all = new ArrayList<>();
        counts.forEach(all::add);
        short[] indices = new short[all.stream().mapToInt(Integer::intValue).sum()];
        int at = 0;
        for (short i = 0; i < all.size(); i++) {
            Arrays.fill(indices, at, at + all.get(i), i);
            at += all.get(i);
        }
        return indices;
    }

    /// As [SeededRandom#shuffled(List)] does it.
    private static short[] shuffled(short[] items, SeededRandom random) {
        for (int i = 0; i < items.length; i++) {
            int other = i + random.nextInt(items.length - i);
            short kept = items[i];
            items[i] = items[other];
            items[other] = kept;
        }
        return items;
    }
}
