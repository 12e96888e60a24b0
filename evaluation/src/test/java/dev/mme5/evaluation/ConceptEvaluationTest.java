package dev.mme5.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Content;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.corpus.Split;
import dev.mme5.evaluation.benchmark.Suite;
import dev.mme5.evaluation.benchmark.SuiteSpec;
import dev.mme5.evaluation.benchmark.Suites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quickstart's suite from the corpus to the report.
class ConceptEvaluationTest {
    private static final Pattern NAME = Pattern.compile("(?:Name|name|Wort|Ding|word) ([0-9]+)\n?$");

    private static final int GUESSES = 20;

    @TempDir
    static Path folder;

    private static Suite suite = new Suite("none", List.of(), List.of(), List.of(), false);

    @BeforeAll
    static void openSuite() throws IOException {
        List<Language> languages = List.of(new Language("de"), Language.ENGLISH);
        Path corpus = SmallCorpus.write(folder.resolve("corpus"));
        SuiteSpec spec = new SuiteSpec.Concepts(
                corpus, "heldout", Split.TEST, languages, languages, languages, 1000, 200, 6, 2);
        suite = Suites.open(spec, 7, folder.resolve("rows"));
    }

    @Test
    void whoeverKnowsTheConceptsFindsThemInEveryLanguage() {
        EvaluationReport report = evaluate(FakeEmbedder.knowing(ConceptEvaluationTest::concept), "knowing");
        assertThat(report.headline("heldOutStyle").orElseThrow().value()).isEqualTo(1);
        assertThat(report.headline("unseenConcepts").orElseThrow().value()).isEqualTo(1);
        assertThat(report.group("imageToText").orElseThrow().scores()).allMatch(score -> score.value() == 1);
        assertThat(report.task("vqa/name").orElseThrow().scores().getFirst().value()).isEqualTo(1);
        assertThat(report.task("imageTextToImageUnseen/sameKind").orElseThrow().scores().getFirst().value()).isEqualTo(1);
    }

    @Test
    void chanceIsCountedExactly() {
        EvaluationReport report = evaluate(FakeEmbedder.random("dice"), "chance");
        // 58 concepts look for one picture of 60, two have the same picture: 1 - (50 * 49) / (60 * 59)
        double pool = (58 * (10 / 60.0) + 2 * (1 - 50 * 49 / (60.0 * 59))) / 60;
        assertThat(report.headline("heldOutStyle").orElseThrow().chance()).isCloseTo(pool, within(1e-12));
        assertThat(report.task("vqa/name").orElseThrow().scores().getFirst().chance()).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(report.task("classification/group").orElseThrow().scores().getFirst().chance()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void guessingLandsOnChanceInTheLongRun() {
        List<EvaluationReport> reports = IntStream.range(0, GUESSES)
                .mapToObj(guess -> evaluate(FakeEmbedder.random("dice " + guess), "guess-" + guess))
                .toList();
        for (String name : List.of("heldOutStyle", "unseenConcepts", "classification", "vqa", "imageTextToImage")) {
            double[] above = reports.stream()
                    .map(report -> report.headline(name).orElseThrow())
                    .mapToDouble(score -> score.value() - score.chance())
                    .toArray();
            double standardError = Math.sqrt(Arrays.stream(above).map(x -> x * x).sum()) / GUESSES;
            assertThat(Arrays.stream(above).sum() / GUESSES).as(name).isCloseTo(0, within(3 * standardError));
        }
    }

    @Test
    void theSameSeedGivesTheSameNumbersTwice() {
        EvaluationReport first = evaluate(FakeEmbedder.random("dice"), "once");
        assertThat(evaluate(FakeEmbedder.random("dice"), "again")).isEqualTo(first);
    }

    private static EvaluationReport evaluate(FakeEmbedder embedder, String run) {
        return EvaluatorTest.evaluator(embedder).evaluate(suite, folder.resolve(run)).report();
    }

    /// The number of the concept that a text names, or else that a picture shows.
    private static String concept(Content content) {
        Matcher named = NAME.matcher(content.text().orElse(""));
        if (named.find()) {
            return "concept " + Integer.parseInt(named.group(1));
        }
        if (content.image().orElse(new ImageRef.FileImage(folder)) instanceof ImageRef.ZippedImage picture) {
            return "concept " + Integer.parseInt(picture.entry().substring(1, 3));
        }
        return content.toString();
    }
}
