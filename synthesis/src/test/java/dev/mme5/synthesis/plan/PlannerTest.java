package dev.mme5.synthesis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Language;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.core.corpus.Split;
import dev.mme5.synthesis.TinyCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
    private static final Shares SHARES = new Shares(
            Map.of("classification", 1.0, "vqa", 1.0, "retrieval", 2.0),
            Map.of("I2T", 80.0, "IT2T", 20.0),
            Map.of("IT2T", 100.0),
            Map.of("I2T", 40.0, "IT2I", 20.0, "IT2T", 10.0, "IT2IT", 10.0, "I2I", 10.0, "T2I", 5.0, "T2IT", 5.0),
            Optional.of(Map.of("group", 50.0, "subgroup", 50.0)),
            Optional.of(Map.of("group", 25.0, "subgroup", 25.0, "name", 25.0, "keyword", 25.0)),
            Optional.of(Map.of("name", 1.0, "keyword", 1.0)),
            Optional.of(Map.of("name", 1.0, "words", 1.0, "caption", 1.0)));
    private static final Shares FREE = new Shares(SHARES.tasks(), SHARES.classification(), SHARES.vqa(), SHARES.retrieval(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final Map<String, Double> LANGUAGES = Map.of("en", 40.0, "de", 30.0, "ru", 20.0, "sw", 10.0);

    @TempDir
    private Path folder;

    private PicturePool pictures;

    @BeforeEach
    void openPictures() throws IOException {
        ConceptCorpus corpus = ConceptCorpus.open(TinyCorpus.write(folder));
        pictures = new ConceptPictures(corpus.concepts(Split.TRAIN), concept -> corpus.picture("google", concept), new ConceptPictures.Asked(0.5, 0.5));
    }

    @Test
    void followsTheSharesOfThePaper() {
        List<PlannedRow> rows = plan(5600, 1);

        assertThat(count(rows, row -> row.kind().task())).isEqualTo(
                Map.of(TaskKind.CLASSIFICATION, 1400L, TaskKind.VQA, 1400L, TaskKind.RETRIEVAL, 2800L));
        assertThat(count(rows, row -> row.kind().modality().code()))
                .as("a hundredth of the released set, whose counts are within a percent of these")
                .isEqualTo(Map.of("I2T", 2240L, "IT2T", 1960L, "IT2I", 560L, "IT2IT", 280L, "I2I", 280L, "T2I", 140L, "T2IT", 140L));
    }

    @Test
    void followsTheLanguagesOverTheRowsThatHaveOne() {
        List<PlannedRow> rows = plan(2000, 1);
        List<PlannedRow> free = rows.stream().filter(PlannerTest::hasTextInItsLanguage).toList();
        Map<Language, Long> counts = count(free, row -> row.kind().language());

        LANGUAGES.forEach((tag, weight) -> assertThat(counts.get(new Language(tag)).doubleValue())
                .as(tag)
                .isCloseTo(free.size() * weight / 100, Offset.offset(1.0)));
        assertThat(rows).filteredOn(row -> !hasTextInItsLanguage(row)).allMatch(row -> row.kind().language().equals(Language.ENGLISH));
    }

    @Test
    void asksForKeywordsOnlyWhereThereAreSome() {
        assertThat(plan(2000, 1))
                .filteredOn(row -> row.kind().attributes().question() == ConceptQuestion.KEYWORD)
                .isNotEmpty()
                .allMatch(row -> Set.of("en", "de").contains(row.kind().language().tag()));
    }

    @Test
    void givesEachRowThePicturesOfItsModality() {
        for (PlannedRow row : plan(1000, 1)) {
            List<PictureRole> expected = switch (row.kind().modality().code()) {
                case "I2T", "IT2T" -> List.of(PictureRole.QUERY);
                case "T2I", "T2IT" -> List.of(PictureRole.POSITIVE, PictureRole.HARD_NEGATIVE);
                default -> List.of(PictureRole.QUERY, PictureRole.POSITIVE, PictureRole.HARD_NEGATIVE);
            };
            assertThat(row.roles()).as(row.kind().modality().code()).isEqualTo(expected);
        }
    }

    @Test
    void takesHardNegativesFromNextToThePositiveAndPositivesFromTheQuerysSubgroupUnlessTheTextWishesOtherwise() {
        int queryAgain = 0;
        int otherKind = 0;
        for (PlannedRow row : plan(2000, 1)) {
            Map<PictureRole, Concept> concepts = row.pictures().stream()
                    .collect(Collectors.toMap(RolePicture::role, picture -> picture.concept().orElseThrow()));
            Concept query = concepts.get(PictureRole.QUERY);
            Concept positive = concepts.get(PictureRole.POSITIVE);
            Concept negative = concepts.get(PictureRole.HARD_NEGATIVE);
            if (positive == null || negative == null) {
                continue;
            }
            assertThat(negative).isNotEqualTo(positive);
            if (query != null) {
                assertThat(query).isNotEqualTo(positive);
                queryAgain += query.equals(negative) ? 1 : 0;
                otherKind += query.subgroup().equals(positive.subgroup()) ? 0 : 1;
            }
            boolean byPictureAlone = row.kind().modality().code().equals("I2I");
            if (byPictureAlone) {
                assertThat(query.subgroup()).isEqualTo(positive.subgroup());
            }
            if (!negative.equals(query)) {
                assertThat(negative.group()).isEqualTo(positive.group());
                assertThat(negative.subgroup().equals(positive.subgroup())).isEqualTo(!byPictureAlone);
            }
        }
        assertThat(otherKind).as("texts that wish for any kind").isPositive();
        assertThat(queryAgain).as("half of the 300 rows with an image-and-text query and an image document").isBetween(110, 190);
    }

    @Test
    void givesTheSamePlanForTheSameSeed() {
        assertThat(plan(300, 5)).isEqualTo(plan(300, 5));
        assertThat(plan(300, 5)).isNotEqualTo(plan(300, 6));
    }

    @Test
    void shufflesTheTasks() {
        List<TaskKind> first = plan(400, 1).stream().limit(40).map(row -> row.kind().task()).toList();
        assertThat(first).contains(TaskKind.CLASSIFICATION, TaskKind.VQA, TaskKind.RETRIEVAL);
    }

    @Test
    void drawsARowAgainWithTheSameKindAndAnotherSeed() {
        Planner planner = planner(50, 1);
        PlannedRow row = planner.plan().getFirst();
        PlannedRow again = planner.again(row);

        assertThat(again.kind()).isEqualTo(row.kind());
        assertThat(again.id()).isEqualTo(row.id());
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.seed()).isNotEqualTo(row.seed());
        assertThat(planner.again(row)).isEqualTo(again);
    }

    @Test
    void drawsAnyRowByItsNumberWhateverWasDrawnBefore() {
        Planner planner = planner(300, 5);
        List<PlannedRow> all = planner.plan();
        for (int number = 299; number >= 0; number -= 7) {
            assertThat(planner.row(number, 0)).isEqualTo(all.get(number));
            assertThat(planner(300, 5).row(number, 2)).isEqualTo(planner.again(planner.again(all.get(number))));
            assertThat(planner.kind(number)).isEqualTo(all.get(number).kind());
        }
    }

    @Test
    void writesEveryTextInTheRowsLanguageWhereThePlanIsFree() {
        Planner planner = new Planner(new Planner.Order(4000, 1, FREE, LANGUAGES, Set.of(), StyleWeights.EVEN), (kind, random) -> List.of());
        Map<String, Integer> counts = new HashMap<>();
        for (PlannedRow row : planner.plan()) {
            RowAttributes attributes = row.kind().attributes();
            boolean hasText = !row.kind().modality().code().equals("I2I");
            assertThat(row.kind().language().equals(Language.ENGLISH) || hasText).isTrue();
            if (row.kind().modality().query().hasText()) {
                assertThat(attributes.queryLanguage()).isEqualTo(row.kind().language());
            }
            if (row.kind().modality().document().hasText()) {
                assertThat(attributes.documentLanguage()).isEqualTo(row.kind().language());
            }
            if (hasText) {
                counts.merge(row.kind().language().tag(), 1, Integer::sum);
            }
        }
        assertThat(counts).as("3,800 rows have a text").isEqualTo(Map.of("en", 1520, "de", 1140, "ru", 760, "sw", 380));
    }

    @Test
    void plansThePapersRowsInSecondsAndAFewMegabytes() {
        Map<String, Double> languages = new HashMap<>(LANGUAGES);
        for (char first = 'a'; first <= 'c'; first++) {
            for (char second = 'a'; second <= 'z'; second++) {
                languages.put("q" + first + second, 0.5);
            }
        }
        Planner.Order order = new Planner.Order(560_000, 1, FREE, languages, Set.of(), StyleWeights.EVEN);
        long began = System.nanoTime();
        Planner planner = new Planner(order, (kind, random) -> List.of());
        Map<String, Integer> pairs = new HashMap<>();
        Map<Language, Integer> perLanguage = new HashMap<>();
        for (int number = 0; number < planner.size(); number++) {
            RowKind kind = planner.kind(number);
            pairs.merge(kind.modality().code(), 1, Integer::sum);
            perLanguage.merge(kind.language(), 1, Integer::sum);
        }
        double seconds = (System.nanoTime() - began) / 1e9;

        assertThat(pairs)
                .as("the released set's counts, which are within one percent of these")
                .isEqualTo(Map.of("I2T", 224_000, "IT2T", 196_000, "IT2I", 56_000, "IT2IT", 28_000, "I2I", 28_000, "T2I", 14_000, "T2IT", 14_000));
        assertThat(perLanguage).hasSize(languages.size());
        assertThat(seconds).isLessThan(60);
    }

    @Test
    void refusesSharesThatCannotBeMeant() {
        assertThatThrownBy(() -> new Shares(Map.of("grounding", 1.0), SHARES.classification(), SHARES.vqa(), SHARES.retrieval(),
                        SHARES.labels(), SHARES.questions(), SHARES.wishes(), SHARES.forms()))
                .hasMessage("tasks.grounding: expected one of [classification, retrieval, vqa], got grounding");
        assertThatThrownBy(() -> new Shares(SHARES.tasks(), SHARES.classification(), SHARES.vqa(), SHARES.retrieval(),
                        SHARES.labels(), Optional.empty(), SHARES.wishes(), SHARES.forms()))
                .hasMessageContaining("expected all four").hasMessageEndingWith("got 3");
        assertThatThrownBy(() -> Shares.checkWeights("languages", Map.of("de", -1.0)))
                .hasMessage("languages.de: expected a weight of at least 0, got -1.0");
        assertThatThrownBy(() -> Shares.checkWeights("languages", Map.of("de", 0.0)))
                .hasMessage("languages: expected a weight above 0, got none");
    }

    private List<PlannedRow> plan(int rows, long seed) {
        return planner(rows, seed).plan();
    }

    private Planner planner(int rows, long seed) {
        return new Planner(new Planner.Order(rows, seed, SHARES, LANGUAGES, Set.of("en", "de"), StyleWeights.EVEN), pictures);
    }

    private static boolean hasTextInItsLanguage(PlannedRow row) {
        String pair = row.kind().modality().code();
        boolean byLabel = row.kind().attributes().question().answeredByLabel();
        return switch (row.kind().task()) {
            case CLASSIFICATION -> pair.equals("IT2T");
            case VQA -> !byLabel;
            case RETRIEVAL, GROUNDING -> !pair.equals("I2I");
        };
    }

    private static <K> Map<K, Long> count(List<PlannedRow> rows, Function<PlannedRow, K> key) {
        return rows.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
    }
}
