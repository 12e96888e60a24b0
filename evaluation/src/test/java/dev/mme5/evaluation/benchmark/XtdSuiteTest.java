package dev.mme5.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Language;
import dev.mme5.evaluation.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XtdSuiteTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writePictureNames() throws IOException {
        write(
                "XTD10/test_image_names.txt",
                "COCO_train2014_000000000001.jpg\nCOCO_val2014_000000000002.jpg\nCOCO_val2014_000000000003.jpg\n");
    }

    @Test
    void readsCarriageReturnsAndAFileWithoutANewlineAtItsEnd() throws IOException {
        write("XTD10/test_1kcaptions_es.txt", "Un gato.\r\nUn perro.\r\nUn gato.");
        RetrievalTask task = load("es");
        assertThat(task.queries()).containsExactly(
                Content.text("Find me an everyday image that matches the given caption: Un gato.\n"),
                Content.text("Find me an everyday image that matches the given caption: Un perro.\n"),
                Content.text("Find me an everyday image that matches the given caption: Un gato.\n"));
        assertThat(task.searches()).extracting(RetrievalTask.Query::gold).containsExactly(List.of(0), List.of(1), List.of(2));
        assertThat(task.documents()).hasSize(3).allMatch(document -> document.text().orElseThrow().equals("Represent the given image.\n"));
        assertThat(task.metrics()).first().isEqualTo(new Metric.RecallAt(10));
    }

    @Test
    void findsGermanFrenchAndJapaneseInTheirFolders() throws IOException {
        for (String file : List.of("MIC/test_1kcaptions_de.txt", "MIC/test_1kcaptions_fr.txt", "STAIR/test_1kcaptions_jp.txt")) {
            write(file, "a\nb\nc\n");
        }
        assertThat(load("de").label().name()).isEqualTo("xtd/de");
        assertThat(load("fr").rows()).isEqualTo(3);
        assertThat(load("ja").label().language()).contains(new Language("ja"));
    }

    @Test
    void looksForPicturesInCocosFoldersOrInOne() throws IOException {
        write("XTD10/test_1kcaptions_es.txt", "a\nb\nc\n");
        assertThat(picture(0)).endsWith("pictures/COCO_train2014_000000000001.jpg");
        Files.createDirectories(folder.resolve("pictures/val2014"));
        assertThat(picture(1)).endsWith("pictures/val2014/COCO_val2014_000000000002.jpg");
    }

    @Test
    void refusesCaptionsThatDoNotMatchTheNames() throws IOException {
        write("XTD10/test_1kcaptions_es.txt", "Un gato.\r\nUn perro.");
        assertThatThrownBy(() -> load("es")).isInstanceOf(DatasetException.class).hasMessageContaining("each of the 3 names");
        write("XTD10/test_1kcaptions_es.txt", "Un gato.\r\n\r\nUn perro.");
        assertThatThrownBy(() -> load("es")).isInstanceOf(DatasetException.class).hasMessageContaining("_es.txt:2");
    }

    @Test
    void namesTheFileOfALanguageThatIsNotThere() {
        assertThatThrownBy(() -> load("pl")).isInstanceOf(DatasetException.class).hasMessageContaining("test_1kcaptions_pl.txt");
    }

    @Test
    void reportsThePapersLanguagesApart() throws IOException {
        for (String tag : List.of("es", "it", "en")) {
            write("XTD10/test_1kcaptions_" + tag + ".txt", "a\nb\nc\n");
        }
        Suite suite = XtdSuite.open(spec(SuiteSpec.XtdLayout.ORIGINAL, "es", "it", "en"));
        assertThat(suite.groups()).extracting(TaskGroup::name).containsExactly("all", "paper");
        assertThat(suite.groups().getLast().tasks()).containsExactly("xtd/it", "xtd/es");
        assertThat(suite.groups().getLast().missing()).contains("xtd/ko").hasSize(5);
        assertThat(XtdSuite.LANGUAGES).hasSize(11).containsAll(XtdSuite.PAPER_LANGUAGES);
    }

    @Test
    void readsMmebsColumnsToo() throws IOException {
        String row = "{\"qry_text\": \"Q\", \"qry_img_path\": \"\","
                + " \"tgt_text\": [\"<|image_1|>\\nRepresent the given image.\\n\"], \"tgt_img_path\": [\"a.jpg\"]}";
        write("es.jsonl", row);
        write("jp_t2i.jsonl", row);
        Suite suite = XtdSuite.open(spec(SuiteSpec.XtdLayout.MMEB, "es", "ja"));
        assertThat(suite.tasks()).extracting(source -> source.load().get().modalities().code()).containsExactly("T2IT", "T2IT");
    }

    private String picture(int index) {
        return load("es").documents().get(index).image().orElseThrow().location();
    }

    private RetrievalTask load(String tag) {
        return (RetrievalTask) XtdSuite.open(spec(SuiteSpec.XtdLayout.ORIGINAL, tag)).tasks().getFirst().load().get();
    }

    private SuiteSpec.Xtd spec(SuiteSpec.XtdLayout layout, String... tags) {
        return new SuiteSpec.Xtd(folder, folder.resolve("pictures"), layout, Stream.of(tags).map(Language::new).toList());
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }
}
