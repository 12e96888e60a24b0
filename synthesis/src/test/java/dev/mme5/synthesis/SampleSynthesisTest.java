package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.corpus.Split;
import dev.mme5.core.dataset.ExampleReader;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The recipe that ships, over the pictures that ship.
class SampleSynthesisTest {
    private static final Path SAMPLES = Path.of("../samples/emoji");
    private static final int ROWS = 2000;

    @TempDir
    private static Path folder;

    private static ConceptCorpus corpus;
    private static SynthesisReport report;
    private static List<Example> rows;

    @BeforeAll
    static void run() {
        corpus = ConceptCorpus.open(SAMPLES);
        SynthesisRecipe recipe = Recipes.read(
                Path.of("../recipes/synthesis/offline.yaml"),
                SynthesisRecipe.class,
                List.of("corpus.folder=" + SAMPLES, "rows=" + ROWS));
        report = Synthesizer.open(recipe, folder, Runs.QUIET).run(RunDirectory.open(folder));
        rows = ExampleReader.readAll(folder.resolve(Synthesizer.ROWS_FILE));
    }

    @Test
    void fillsEveryPlannedRowWithFewRefusals() {
        assertThat(rows).hasSize(ROWS);
        assertThat(report.missing()).isZero();
        assertThat(report.calls()).isLessThan(ROWS + ROWS / 50);
    }

    @Test
    void speaksEveryLanguageOfTheSamples() {
        assertThat(rows.stream().map(row -> row.language()).collect(Collectors.toSet()))
                .isEqualTo(corpus.languages());
        assertThat(report.languages().get("en").written() / (double) ROWS).isBetween(0.40, 0.47);
    }

    @Test
    void showsTrainingConceptsInTheTrainingStyleOnly() {
        Set<String> allowed = corpus.concepts(Split.TRAIN).stream()
                .map(concept -> "google.zip!/" + concept.id() + ".png")
                .collect(Collectors.toSet());
        Set<String> shown = rows.stream()
                .flatMap(row -> contents(row).stream())
                .flatMap(content -> content.images().stream())
                .map(image -> Path.of(image.location()).getParent().getFileName() + "/" + Path.of(image.location()).getFileName())
                .collect(Collectors.toSet());
        assertThat(shown).hasSizeGreaterThan(1000);
        assertThat(allowed.containsAll(shown)).isTrue();
    }

    @Test
    void neverNamesAHeldOutConcept() {
        Set<String> heldOut = words(corpus.concepts(Split.DEV));
        heldOut.addAll(words(corpus.concepts(Split.TEST)));
        heldOut.removeAll(words(corpus.concepts(Split.TRAIN)));
        List<String> found = rows.stream()
                .flatMap(row -> contents(row).stream().map(content -> row.language() + " " + content.text().orElse("")))
                .filter(heldOut::contains)
                .toList();
        assertThat(found).isEmpty();
    }

    /// Names and keywords, each after its language.
    private static Set<String> words(List<Concept> concepts) {
        Set<String> words = new HashSet<>();
        for (Concept concept : concepts) {
            concept.names().forEach((tag, name) -> words.add(tag + " " + name));
            concept.keywords().forEach((tag, all) -> all.forEach(word -> words.add(tag + " " + word)));
        }
        return words;
    }

    private static List<Content> contents(Example row) {
        List<Content> contents = new ArrayList<>(row.hardNegatives());
        contents.add(row.query());
        contents.add(row.positive());
        return contents;
    }
}
