package dev.mme5.synthesis.plan;

import dev.mme5.core.random.SeededRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/// How often each [WritingStyle] is drawn. Every value is a weight among those beside it; the attributes do not depend on each other.
///
/// @param queryType `extremely-long-tail`, `long-tail`, `common`
/// @param queryLength `less-than-5-words`, `from-5-to-15-words`, `at-least-10-words`
/// @param clarity `clear`, `understandable-with-some-effort`, `ambiguous`
/// @param difficulty `high-school`, `college`, `phd`
/// @param documentWords numbers of words, such as `50`; `0` leaves the length free
/// @param themes lists in place of those of [Themes#shipped()]
public record StyleWeights(
        Map<String, Double> queryType,
        Map<String, Double> queryLength,
        Map<String, Double> clarity,
        Map<String, Double> difficulty,
        Map<String, Double> documentWords,
        Optional<Map<String, List<String>>> themes) {

    /// Everything alike, as in the ancestor; documents of the lengths that a picture gives something to say for.
    public static final StyleWeights EVEN = new StyleWeights(
            even(QueryType.values()),
            even(QueryLength.values()),
            even(Clarity.values()),
            even(Difficulty.values()),
            Map.of("10", 1.0, "25", 1.0, "50", 1.0, "100", 1.0, "200", 1.0),
            Optional.empty());

    /// @throws IllegalArgumentException if a key is not one of those named above, a weight is negative, or all are zero
    public StyleWeights {
        queryType = checked("queryType", queryType, QueryType.values());
        queryLength = checked("queryLength", queryLength, QueryLength.values());
        clarity = checked("clarity", clarity, Clarity.values());
        difficulty = checked("difficulty", difficulty, Difficulty.values());
        Shares.checkWeights("documentWords", documentWords);
        documentWords.keySet().forEach(StyleWeights::words);
        documentWords = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(documentWords));
        themes.ifPresent(Themes::new);
    }

    /// What can be drawn, with typed keys.
    Styles styles() {
        return new Styles(
                typed(queryType, QueryType.values()),
                typed(queryLength, QueryLength.values()),
                typed(clarity, Clarity.values()),
                typed(difficulty, Difficulty.values()),
                Choice.of(Shares.keyed(documentWords, StyleWeights::words)),
                themes.map(Themes::new).orElseGet(Themes::shipped));
    }

    /// Draws styles. Immutable.
    record Styles(
            Choice<QueryType> types,
            Choice<QueryLength> lengths,
            Choice<Clarity> clarities,
            Choice<Difficulty> difficulties,
            Choice<Integer> words,
            Themes themes) {

        /// @param themeKeys where to look for themes, the most fitting first
        WritingStyle draw(SeededRandom random, List<String> themeKeys) {
            return new WritingStyle(
                    types.draw(random),
                    lengths.draw(random),
                    clarities.draw(random),
                    difficulties.draw(random),
                    words.draw(random),
                    themes.draw(random, themeKeys));
        }
    }

    /// Things to choose from.
    record Choice<T>(List<T> items, double[] weights) {
        static <T> Choice<T> of(SequencedMap<T, Double> weights) {
            return new Choice<>(List.copyOf(weights.sequencedKeySet()), weights.values().stream().mapToDouble(Double::doubleValue).toArray());
        }

        T draw(SeededRandom random) {
            return random.weighted(items, weights);
        }
    }

    private static <E extends Enum<E>> Choice<E> typed(Map<String, Double> weights, E[] values) {
        Map<String, E> known = names(values);
        return Choice.of(Shares.keyed(weights, known::get));
    }

    private static <E extends Enum<E>> Map<String, Double> checked(String name, Map<String, Double> weights, E[] values) {
        Map<String, E> known = names(values);
        for (String key : weights.keySet()) {
            if (!known.containsKey(key)) {
                throw new IllegalArgumentException(name + "." + key + ": expected one of " + new TreeSet<>(known.keySet()) + ", got " + key);
            }
        }
        Shares.checkWeights(name, weights);
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(weights));
    }

    private static <E extends Enum<E>> Map<String, Double> even(E[] values) {
        Map<String, Double> weights = new LinkedHashMap<>();
        names(values).keySet().forEach(name -> weights.put(name, 1.0));
        return weights;
    }

    private static <E extends Enum<E>> Map<String, E> names(E[] values) {
        Map<String, E> names = new LinkedHashMap<>();
        for (E value : values) {
            names.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        }
        return names;
    }

    private static int words(String key) {
        try {
            int words = Integer.parseInt(key);
            if (words >= 0) {
                return words;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("documentWords." + key + ": expected a number of words of at least 0, got " + key);
    }
}
