package dev.mme5.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.Split;
import dev.mme5.evaluation.SmallCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConceptSuiteTest {
    private static final Language GERMAN = new Language("de");
    private static final Map<String, Concept> BY_ID =
            SmallCorpus.concepts().stream().collect(Collectors.toMap(Concept::id, Function.identity()));
    private static final Set<String> TEST_IDS = BY_ID.values().stream()
            .filter(concept -> concept.split() == Split.TEST)
            .map(Concept::id)
            .collect(Collectors.toSet());

    @TempDir
    static Path folder;

    private static Suite suite = new Suite("none", List.of(), List.of(), List.of(), false);

    @BeforeAll
    static void openSuite() throws IOException {
        SmallCorpus.write(folder.resolve("corpus"));
        suite = open(spec(), 7, "rows");
    }

    @Test
    void searchesNamesAmongTheHeldOutPicturesOfAllConcepts() {
        RetrievalTask task = (RetrievalTask) task("textToImage/de");
        assertThat(task.rows()).isEqualTo(SmallCorpus.CONCEPTS);
        assertThat(task.documents()).hasSize(SmallCorpus.CONCEPTS).allMatch(document -> style(document).equals("heldout.zip"));
        RetrievalTask.Query query = query(task, 3);
        assertThat(query.content()).isEqualTo(Content.text("Find me an everyday image that matches the given caption: Name 3\n"));
        assertThat(query.gold()).containsExactly(3);
        assertThat(task.documents().get(3).text()).contains("Represent the given image.\n");
    }

    @Test
    void asksForUnseenConceptsOnlyButSearchesAll() {
        for (String name : List.of("textToImageUnseen/de", "imageToTextUnseen/en")) {
            RetrievalTask task = (RetrievalTask) task(name);
            assertThat(task.searches()).extracting(RetrievalTask.Query::cluster).containsExactlyInAnyOrderElementsOf(TEST_IDS);
            assertThat(task.documents()).hasSize(SmallCorpus.CONCEPTS);
        }
    }

    @Test
    void whatHasTheSamePictureIsRightAsWell() {
        RetrievalTask pictures = (RetrievalTask) task("textToImage/de");
        assertThat(query(pictures, 10).gold()).containsExactly(10, 11);
        assertThat(query(pictures, 11).gold()).containsExactly(10, 11);
        RetrievalTask names = (RetrievalTask) task("imageToText/de");
        assertThat(query(names, 10).gold())
                .extracting(names.documents()::get)
                .containsExactly(Content.text("Name 10"), Content.text("Name 11"));
    }

    @Test
    void unseenQuestionsAreAboutUnseenConceptsAndAllAreInTheHeldOutStyle() {
        for (TaskSource source : candidateSources()) {
            CandidateTask task = (CandidateTask) source.load().get();
            boolean unseen = source.name().contains("Unseen/");
            for (CandidateTask.Row row : task.candidateRows()) {
                assertThat(style(row.query())).as(source.name()).isEqualTo("heldout.zip");
                Concept about = source.name().startsWith("imageTextToImage")
                        ? concept(task.documents().get(row.candidates().getFirst()))
                        : concept(row.query());
                if (unseen) {
                    assertThat(about.split()).as(source.name() + " " + row).isEqualTo(Split.TEST);
                }
            }
        }
    }

    @Test
    void candidatesAreDistinctAndOnlyTheFirstIsRight() {
        for (TaskSource source : candidateSources()) {
            CandidateTask task = (CandidateTask) source.load().get();
            int expected = source.name().endsWith("/group") ? 3 : 6;
            for (CandidateTask.Row row : task.candidateRows()) {
                assertThat(row.candidates()).as(source.name()).hasSize(expected).doesNotHaveDuplicates();
                List<Content> wrong = row.candidates().stream().skip(1).map(task.documents()::get).toList();
                if (source.name().startsWith("imageTextToImage")) {
                    assertThat(wrong).as("the query's own picture").noneMatch(document -> document.image().equals(row.query().image()));
                    assertThat(wrong).noneMatch(document -> samePicture(document, task.documents().get(row.candidates().getFirst())));
                } else {
                    Concept concept = concept(row.query());
                    assertThat(wrong).noneMatch(document -> truths(concept).contains(document.text().orElseThrow()));
                }
            }
        }
    }

    @Test
    void someWrongCandidatesAreNear() {
        CandidateTask names = (CandidateTask) task("vqa/name");
        CandidateTask.Row row = names.candidateRows().getFirst();
        Concept concept = concept(row.query());
        long near = row.candidates().stream().skip(1).map(names.documents()::get)
                .filter(document -> SmallCorpus.concepts().stream().anyMatch(other ->
                        other.subgroup().equals(concept.subgroup()) && other.names().containsValue(document.text().orElseThrow())))
                .count();
        assertThat(near).isGreaterThanOrEqualTo(2);
    }

    @Test
    void asksEachQuestionWithItsInstruction() {
        CandidateTask task = (CandidateTask) task("vqa/group");
        assertThat(task.queries().getFirst().text().orElseThrow())
                .isEqualTo("Represent the given image with the following question: Which group does this belong to?\n");
        assertThat(task("classification/subgroup").queries().getFirst().text().orElseThrow())
                .isEqualTo("Represent the given image for classification by its kind\n");
    }

    @Test
    void theSameSeedGivesTheSameRowsInAnyFolder() throws IOException {
        List<String> hashes = hashes(open(spec(), 7, "first"));
        assertThat(hashes(open(spec(), 7, "second/deeper"))).isEqualTo(hashes);
        assertThat(hashes(open(spec(), 8, "third"))).isNotEqualTo(hashes);
        Path rows = folder.resolve("first/vqa/name.jsonl");
        assertThat(Files.readString(rows)).contains("corpus/heldout.zip!/").contains("\"qry_text\":\"<|image_1|>\\n");
    }

    @Test
    void drawsNoMoreRowsThanAskedForAndReportsSeenAndUnseenApart() {
        assertThat(candidateSources()).allMatch(source -> source.load().get().rows() <= 20);
        assertThat(task("vqa/name").rows()).isEqualTo(20);
        assertThat(suite.groups()).extracting(TaskGroup::name).contains(
                "textToImage", "textToImageUnseen", "imageToText", "heldOutStyle", "unseenConcepts", "vqa", "vqaUnseen");
        assertThat(suite.headline()).extracting(Suite.HeadlineKey::name)
                .containsExactly("heldOutStyle", "unseenConcepts", "classification", "vqa", "imageTextToImage");
    }

    @Test
    void refusesACorpusWithoutTheStyleOrTheSplit() {
        assertThatThrownBy(() -> open(spec("painted", Split.TEST), 7, "rows"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("painted");
        assertThatThrownBy(() -> open(spec("heldout", Split.DEV), 7, "rows"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("DEV");
    }

    private static List<TaskSource> candidateSources() {
        return suite.tasks().stream().filter(source -> source.name().endsWith("seen")).toList();
    }

    private static EvaluationTask task(String name) {
        return suite.tasks().stream().filter(source -> source.name().equals(name)).findFirst().orElseThrow().load().get();
    }

    private static Suite open(SuiteSpec.Concepts spec, long seed, String rows) {
        return Suites.open(spec, seed, folder.resolve(rows));
    }

    private static SuiteSpec.Concepts spec() {
        return spec("heldout", Split.TEST);
    }

    private static SuiteSpec.Concepts spec(String style, Split unseen) {
        List<Language> languages = List.of(GERMAN, Language.ENGLISH);
        Path corpus = folder.resolve("corpus");
        return new SuiteSpec.Concepts(corpus, style, unseen, languages, languages, languages, 1000, 20, 6, 2);
    }

    private static List<String> hashes(Suite suite) {
        return suite.tasks().stream().map(source -> source.load().get().hash()).toList();
    }

    private static RetrievalTask.Query query(RetrievalTask task, int concept) {
        return task.searches().stream().filter(query -> query.cluster().equals(SmallCorpus.id(concept))).findFirst().orElseThrow();
    }

    private static String style(Content content) {
        return zipped(content).archive().getFileName().toString();
    }

    private static Concept concept(Content content) {
        return BY_ID.get(zipped(content).entry().replace(".png", ""));
    }

    private static ImageRef.ZippedImage zipped(Content content) {
        return (ImageRef.ZippedImage) content.image().orElseThrow();
    }

    private static boolean samePicture(Content one, Content other) {
        try {
            return Arrays.equals(one.image().orElseThrow().bytes(), other.image().orElseThrow().bytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> truths(Concept concept) {
        List<String> truths = new ArrayList<>(concept.names().values());
        concept.keywords().values().forEach(truths::addAll);
        truths.add(concept.group());
        truths.add(concept.subgroup().replace('-', ' '));
        return Set.copyOf(truths);
    }
}
