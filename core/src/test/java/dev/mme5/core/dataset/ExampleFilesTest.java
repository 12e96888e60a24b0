package dev.mme5.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImagePart;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.core.TextPart;
import dev.mme5.core.random.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFilesTest {
    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrites() {
        List<Example> examples =
                IntStream.range(0, 300).mapToObj(i -> SampleExamples.drawn("row-" + i, folder, SeededRandom.of(1, i))).toList();
        Path file = folder.resolve("rows.jsonl");
        write(file, examples);
        assertThat(ExampleReader.readAll(file)).isEqualTo(examples);
    }

    @Test
    void readsBackPathsThatAreRelativeToTheWorkingDirectory() {
        Path here = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());
        Example example = SampleExamples.drawn("row", here.resolve("images").normalize(), SeededRandom.of(2, 5));
        Path file = here.resolve("run").resolve("rows.jsonl");
        write(file, List.of(example));
        assertThat(ExampleReader.readAll(file)).containsExactly(example);
    }

    @Test
    void writesTheDocumentedRow() {
        Path file = folder.resolve("run/rows.jsonl");
        ImageRef dog = new ImageRef.ZippedImage(folder.resolve("samples/google.zip"), "1f415.png");
        write(file, List.of(new Example(
                "r1",
                TaskKind.VQA,
                new Language("de"),
                "Answer:",
                Content.imageText(dog, "Was?"),
                Content.text("Hund"),
                List.of(Content.image(dog)),
                new Provenance.Labelled("dogs"))));
        assertThat(file).hasContent("{\"id\":\"r1\",\"task\":\"vqa\",\"modality\":\"IT2T\",\"language\":\"de\",\"instruction\":\"Answer:\","
                + "\"query\":{\"text\":\"Was?\",\"image\":\"../samples/google.zip!/1f415.png\"},\"positive\":{\"text\":\"Hund\"},"
                + "\"hardNegatives\":[{\"image\":\"../samples/google.zip!/1f415.png\"}],"
                + "\"provenance\":{\"kind\":\"labelled\",\"dataset\":\"dogs\"}}\n");
    }

    @Test
    void showsNothingBeforeItIsClosedAndNothingAfterItIsAbandoned() {
        Path file = folder.resolve("rows.jsonl");
        try (ExampleWriter writer = new ExampleWriter(file)) {
            writer.append(SampleExamples.labelled("a"));
            assertThat(file).doesNotExist();
            writer.abandon();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsTheOldFileWhenARowCannotBeWritten() {
        Path file = folder.resolve("rows.jsonl");
        write(file, List.of(SampleExamples.labelled("old")));
        assertThatThrownBy(() -> write(file, List.of(SampleExamples.labelled("a"), SampleExamples.labelled("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": id: expected an id of its own, got \"a\" again");
        assertThat(ExampleReader.readAll(file)).extracting(Example::id).containsExactly("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void refusesContentsThatARowCannotHold() {
        ImageRef dog = new ImageRef.FileImage(folder.resolve("dog.png"));
        for (Content content : List.of(
                Content.raw("<|image|>", List.of(dog)),
                new Content(List.of(new TextPart("before"), new ImagePart(dog))),
                new Content(List.of(new ImagePart(dog), new ImagePart(dog))),
                new Content(List.of(new TextPart("a"), new TextPart("b"))))) {
            Example example = SampleExamples.labelled("a");
            Example odd = new Example(
                    "a", example.task(), example.language(), "", content, example.positive(), List.of(), example.provenance());
            assertThatThrownBy(() -> write(folder.resolve("rows.jsonl"), List.of(odd)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("content: expected at most one picture and then at most one text");
        }
    }

    @Test
    void unpacksASetThatIsPacked() throws IOException {
        Path packed = folder.resolve("rows.jsonl.gz");
        Path plain = folder.resolve("rows.jsonl");
        write(plain, List.of(SampleExamples.labelled("a")));
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, out);
        }
        assertThat(ExampleReader.readAll(packed)).isEqualTo(ExampleReader.readAll(plain));
    }

    private static void write(Path file, List<Example> examples) {
        try (ExampleWriter writer = new ExampleWriter(file)) {
            examples.forEach(writer::append);
        }
    }
}
