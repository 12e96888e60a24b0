package dev.mme5.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Prompts;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Hashes;
import dev.mme5.core.run.Progress;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.parquet.ParquetReader;
import dev.mme5.data.parquet.ParquetRow;
import dev.mme5.testkit.SamplePictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionTest {
    @TempDir
    Path folder;

    @Test
    void nativeRowsComeBackFromThePublishedLayoutAsTheyWere() {
        List<Example> examples = SampleSets.examples(folder, 200);
        Path rows = SampleSets.write(folder.resolve("rows.jsonl"), examples);

        long written = convert(rows, folder.resolve("out"), Layout.MME5_SYNTHETIC);

        assertThat(written).isEqualTo(200);
        DataSource published = DataSources.open(DataSources.Query.of(folder.resolve("out")));
        assertThat(published.layout()).isEqualTo(Layout.MME5_SYNTHETIC);
        assertThat(published.subsets()).containsExactly("Classification", "Retrieval", "VQA");
        List<Example> back = SampleSets.readAll(published).stream().sorted(Comparator.comparing(row -> Integer.parseInt(row.id().substring(4)))).toList();
        for (int i = 0; i < 200; i++) {
            assertThat(unplaced(back.get(i))).as("row %s", i).isEqualTo(unplaced(examples.get(i)));
            assertThat(pictureHashes(back.get(i))).isEqualTo(pictureHashes(examples.get(i)));
        }
    }

    /// The same row, whatever its pictures are called.
    private static Example unplaced(Example row) {
        return new Example(row.id(), row.task(), row.language(), row.instruction(), unplaced(row.query()), unplaced(row.positive()),
                row.hardNegatives().stream().map(ConversionTest::unplaced).toList(), row.provenance());
    }

    private static Content unplaced(Content content) {
        ImageRef any = new ImageRef.FileImage(Path.of("any.png"));
        Optional<String> text = content.text();
        if (content.image().isEmpty()) {
            return content;
        }
        return text.map(words -> Content.imageText(any, words)).orElseGet(() -> Content.image(any));
    }

    private static List<String> pictureHashes(Example row) {
        return Stream.concat(row.query().images().stream(), row.positive().images().stream()).map(image -> {
            try {
                return Hashes.sha256(image.bytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    @Test
    void thePublishedPromptsAreThoseThatTrainingShows() {
        AtomicFiles.write(folder.resolve("dog.png"), SamplePictures.png(1, true));
        ImageRef dog = new ImageRef.FileImage(folder.resolve("dog.png"));
        Path rows = SampleSets.write(folder.resolve("rows.jsonl"), List.of(new Example("r1", TaskKind.RETRIEVAL, new Language("de"), "Find one:",
                Content.imageText(dog, "ein Hund"), Content.image(dog), List.of(Content.imageText(dog, "it's")), new Provenance.Labelled("dogs"))));
        convert(rows, folder.resolve("out"), Layout.MME5_SYNTHETIC);

        ParquetRow row = firstRow(folder.resolve("out/Retrieval/Retrieval.parquet"));
        assertThat(row.text("qry")).isEqualTo("<|image_1|>\nFind one: ein Hund\n");
        assertThat(row.text("pos_text")).isEqualTo("<|image_1|>\nRepresent the given image.\n");
        assertThat(row.text("neg_text")).isEqualTo("[\"<|image_1|>\\nRepresent the given image. it's\\n\"]");
        assertThat(row.text("modality")).isEqualTo("IT2I");
        assertThat(row.text("language")).isEqualTo("de");
        String path = row.text("qry_image_path");
        assertThat(path).matches("images/[0-9a-f]{2}/[0-9a-f]{24}\\.png");
        assertThat(row.text("neg_image_path")).isEqualTo("['" + path + "']");
        assertThat(folder.resolve("out").resolve(path)).hasSameBinaryContentAs(folder.resolve("dog.png"));
    }

    private static ParquetRow firstRow(Path file) {
        try (ParquetReader reader = ParquetReader.open(file)) {
            return reader.next().orElseThrow();
        }
    }

    @Test
    void promptsOfOthersStayWhatTheyAre() {
        AtomicFiles.write(folder.resolve("set/images/CIRR/a.png"), SamplePictures.png(1, true));
        List<String> row = List.of("<|image_1|>\nGiven an image, find: without the dog", "images/CIRR/a.png",
                "<|image_1|>\nRepresent the given Wikipedia image: A dog.\n", "images/CIRR/a.png",
                "['<|image_1|>\\nRepresent the given image.\\n', 'x', '']", "['images/CIRR/a.png', '', '']");
        SampleSets.published(folder.resolve("set/CIRR/CIRR.parquet"), List.of(row));
        DataSource source = DataSources.open(DataSources.Query.of(folder.resolve("set")));
        assertThat(source.layout()).isEqualTo(Layout.MME5_MMEB_HARDNEG);

        Example read = SampleSets.readAll(source).getFirst();
        ImageRef picture = new ImageRef.FileImage(folder.resolve("set/images/CIRR/a.png"));
        assertThat(read.id()).isEqualTo("CIRR-1");
        assertThat(read.language()).isEqualTo(Language.ENGLISH);
        assertThat(Prompts.query(read.instruction(), read.query())).isEqualTo(Content.imageText(picture, "Given an image, find: without the dog"));
        assertThat(Prompts.document(read.positive())).isEqualTo(Content.imageText(picture, "Represent the given Wikipedia image: A dog.\n"));
        assertThat(read.hardNegatives()).as("the empty one stays, for those who fill it").containsExactly(
                Content.image(picture), Content.text("x"), Content.text(""));

        convert(folder.resolve("set"), folder.resolve("rows.jsonl"), Layout.NATIVE);
        convert(folder.resolve("rows.jsonl"), folder.resolve("back"), Layout.MME5_MMEB_HARDNEG, folder.resolve("set"));
        ParquetRow back = firstRow(folder.resolve("back/CIRR/CIRR.parquet"));
        for (int i = 0; i < 4; i++) {
            assertThat(back.text(List.of("qry", "qry_image_path", "pos_text", "pos_image_path").get(i))).isEqualTo(row.get(i));
        }
        assertThat(back.text("neg_text")).isEqualTo(row.get(4));
        assertThat(back.text("neg_image_path")).isEqualTo(row.get(5));
        assertThat(folder.resolve("back/images/CIRR/a.png")).exists();
    }

    @Test
    void aRowThatCannotBeUsedEndsTheWorkOrIsListed() throws IOException {
        SampleSets.published(folder.resolve("VQA/VQA.parquet"), List.of(
                List.of("Which?\n", "", "this", "", "['that']", "['']"),
                List.of("Which?\n", "", "", "", "['that']", "['']"),
                List.of("Which?\n", "", "this", "", "['that", "['']")));
        assertThatThrownBy(() -> convert(folder, folder.resolve("out/rows.jsonl"), Layout.NATIVE)).isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(folder.resolve("VQA/VQA.parquet") + ":2: pos_text: expected a text or a picture, got neither; ");
        assertThat(folder.resolve("out")).isEmptyDirectory();

        DataSource source = DataSources.open(DataSources.Query.of(folder));
        try (SetAside aside = SetAside.into(folder.resolve("out/bad.jsonl"))) {
            long written = Conversion.run(source, ExampleSinks.open(folder.resolve("out/rows.jsonl"), Layout.NATIVE, source.images()), aside,
                    Progress.silent(), _ -> {});
            assertThat(written).isEqualTo(1);
        }
        assertThat(Files.readAllLines(folder.resolve("out/bad.jsonl"))).hasSize(2).last().asString()
                .contains("\"line\":3,\"reason\":\"neg_text: expected a list of texts in quotes, with the quote ' that ends the text at character 7, got the end\"");
    }

    @Test
    void aRepeatedIdCostsThatRowAndNoOther() throws IOException {
        Path rows = SampleSets.write(folder.resolve("rows.jsonl"), SampleSets.examples(folder, 3));
        Files.writeString(rows, Files.readString(rows) + Files.readAllLines(rows).getFirst() + "\n");
        DataSource source = DataSources.open(DataSources.Query.of(rows));
        try (SetAside aside = SetAside.into(folder.resolve("bad.jsonl"))) {
            assertThat(Conversion.run(source, ExampleSinks.open(folder.resolve("out.jsonl"), Layout.NATIVE, source.images()), aside,
                    Progress.silent(), _ -> {})).isEqualTo(3);
            assertThat(aside.count()).isEqualTo(1);
        }
        assertThat(Files.readAllLines(folder.resolve("out.jsonl"))).hasSize(3);
    }

    @Test
    void aPictureOutsideTheSetIsNotPublishedUnderItsPath() {
        AtomicFiles.write(folder.resolve("secret.png"), SamplePictures.png(2, true));
        SampleSets.published(folder.resolve("set/VQA/VQA.parquet"),
                List.of(List.of("<|image_1|>\nWhich?\n", "../secret.png", "this", "", "['that']", "['']")));
        convert(folder.resolve("set"), folder.resolve("out"), Layout.MME5_SYNTHETIC);
        assertThat(firstRow(folder.resolve("out/VQA/VQA.parquet")).text("qry_image_path")).startsWith("images/");
    }

    @Test
    void mmebTrainHoldsOneNegativeAsAText() {
        SampleSets.published(folder.resolve("set/VOC2007/original-00000-of-00001.parquet"),
                List.of(List.of("<|image_1|>\nIdentify the object\n", "images/a.png", "dog", "", "cat", "")));
        SampleSets.published(folder.resolve("set/VOC2007/diverse_instruction-00000-of-00001.parquet"),
                List.of(List.of("<|image_1|>\nWhat is it\n", "images/a.png", "dog", "", "cat", "")));
        DataSource source = DataSources.open(DataSources.Query.of(folder.resolve("set")));
        assertThat(source.layout()).isEqualTo(Layout.MMEB_TRAIN);
        List<Example> rows = SampleSets.readAll(source);
        assertThat(rows).as("one of the two splits").hasSize(1);
        assertThat(rows.getFirst().task()).isEqualTo(TaskKind.CLASSIFICATION);
        assertThat(rows.getFirst().hardNegatives()).containsExactly(Content.text("cat"));
    }

    private long convert(Path from, Path to, Layout layout) {
        DataSource source = DataSources.open(DataSources.Query.of(from));
        return Conversion.run(source, ExampleSinks.open(to, layout, source.images()), SetAside.none(), Progress.silent(), _ -> {});
    }

    private void convert(Path from, Path to, Layout layout, Path images) {
        DataSource source = DataSources.open(DataSources.Query.of(from));
        Conversion.run(source, ExampleSinks.open(to, layout, images), SetAside.none(), Progress.silent(), _ -> {});
    }
}
