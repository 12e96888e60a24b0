package dev.mme5.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MmebSuiteTest {
    private static final String ROW =
            "{\"qry_text\": \"Q\", \"qry_img_path\": \"\", \"tgt_text\": [\"x\", \"y\"], \"tgt_img_path\": [\"\", \"\"]}\n";

    @TempDir
    Path folder;

    @Test
    void takesTheDataSetsThatAreThereAndNamesTheOthers() throws IOException {
        write("GQA.jsonl", "CIFAR-100.jsonl", "N24News.jsonl");
        Suite suite = MmebSuite.open(folder, folder, List.of());
        assertThat(suite.tasks()).extracting(TaskSource::name).containsExactly("N24News", "GQA");
        assertThat(suite.groups()).extracting(TaskGroup::name).containsExactly("classification", "vqa", "ind", "ood", "overall");
        TaskGroup overall = suite.groups().getLast();
        assertThat(overall.isComplete()).isFalse();
        assertThat(overall.missing()).hasSize(34).contains("ImageNet-1K").doesNotContain("GQA");
        assertThat(suite.tasks().getFirst().load().get().rows()).isEqualTo(1);
    }

    @Test
    void takesOnlyTheChosenDataSets() throws IOException {
        write("GQA.jsonl", "N24News.jsonl");
        assertThat(MmebSuite.open(folder, folder, List.of("GQA")).tasks()).extracting(TaskSource::name).containsExactly("GQA");
        assertThatThrownBy(() -> MmebSuite.open(folder, folder, List.of("GQA2")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("got \"GQA2\"");
    }

    @Test
    void refusesAFolderWithoutData() {
        assertThatThrownBy(() -> MmebSuite.open(folder, folder, List.of()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("got none");
        assertThatThrownBy(() -> FolderSuite.open(folder, folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("got none");
    }

    @Test
    void anyFolderOfRowsIsASuite() throws IOException {
        write("mine.jsonl", "other.jsonl");
        Suite suite = Suites.open(Suites.ofFolder(folder), 1, folder.resolve("made"));
        assertThat(suite.name()).isEqualTo("folder");
        assertThat(suite.groups().getFirst().tasks()).containsExactly("mine", "other");
    }

    @Test
    void aFolderIsRecognisedByItsFiles() throws IOException {
        write("GQA.jsonl");
        assertThat(Suites.ofFolder(folder)).isInstanceOf(SuiteSpec.Mmeb.class);
        write("test_image_names.txt");
        assertThat(Suites.ofFolder(folder)).isInstanceOf(SuiteSpec.Xtd.class);
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(folder.resolve(name), ROW);
        }
    }
}
