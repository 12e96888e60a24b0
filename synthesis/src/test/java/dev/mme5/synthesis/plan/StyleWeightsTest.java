package dev.mme5.synthesis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StyleWeightsTest {
    private static final List<String> PAIRS = List.of(
            "classification", "vqa", "retrieval", "retrieval-I2T", "retrieval-IT2T", "retrieval-T2I", "retrieval-T2IT", "retrieval-I2I",
            "retrieval-IT2I", "retrieval-IT2IT");

    @Test
    void drawsEachAttributeByItsWeight() {
        StyleWeights weights = new StyleWeights(
                Map.of("common", 3.0, "long-tail", 1.0),
                StyleWeights.EVEN.queryLength(),
                Map.of("ambiguous", 1.0),
                StyleWeights.EVEN.difficulty(),
                Map.of("0", 1.0, "300", 1.0),
                Optional.of(Map.of("vqa", List.of("count"))));
        List<WritingStyle> drawn = draw(weights, 4000, List.of("vqa-IT2T", "vqa"));

        assertThat(share(drawn, style -> style.queryType() == QueryType.COMMON)).isCloseTo(0.75, Offset.offset(0.03));
        assertThat(share(drawn, style -> style.queryLength() == QueryLength.AT_LEAST_10_WORDS)).isCloseTo(1 / 3.0, Offset.offset(0.03));
        assertThat(share(drawn, style -> style.documentWords() == 300)).isCloseTo(0.5, Offset.offset(0.03));
        assertThat(drawn).allMatch(style -> style.clarity() == Clarity.AMBIGUOUS && style.theme().equals("count"));
        assertThat(draw(weights, 1, List.of("retrieval")).getFirst().theme()).as("no list, no theme").isEmpty();
    }

    @Test
    void shipsThemesForEveryTaskAndEveryPairOfRetrieval() {
        assertThat(Themes.shipped().byKey().keySet()).containsExactlyInAnyOrderElementsOf(PAIRS);
        assertThat(Themes.shipped().byKey().values()).allSatisfy(themes -> assertThat(themes).doesNotHaveDuplicates().hasSizeGreaterThan(9));
    }

    @Test
    void takesTheListOfThePairBeforeThatOfTheTask() {
        assertThat(draw(StyleWeights.EVEN, 50, List.of("retrieval-I2I", "retrieval")))
                .allMatch(style -> Themes.shipped().byKey().get("retrieval-I2I").contains(style.theme()));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        StyleWeights even = StyleWeights.EVEN;
        assertThatThrownBy(() -> new StyleWeights(
                        Map.of("rare", 1.0), even.queryLength(), even.clarity(), even.difficulty(), even.documentWords(), even.themes()))
                .hasMessage("queryType.rare: expected one of [common, extremely-long-tail, long-tail], got rare");
        assertThatThrownBy(() -> new StyleWeights(
                        even.queryType(), even.queryLength(), even.clarity(), even.difficulty(), Map.of("many", 1.0), even.themes()))
                .hasMessage("documentWords.many: expected a number of words of at least 0, got many");
        assertThatThrownBy(() -> new Themes(Map.of("sorting", List.of("by size")))).hasMessageContaining("got sorting");
    }

    private static List<WritingStyle> draw(StyleWeights weights, int count, List<String> keys) {
        StyleWeights.Styles styles = weights.styles();
        List<WritingStyle> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(styles.draw(SeededRandom.of(1, i), keys));
        }
        return drawn;
    }

    private static double share(List<WritingStyle> drawn, Predicate<WritingStyle> which) {
        return drawn.stream().filter(which).count() / (double) drawn.size();
    }
}
