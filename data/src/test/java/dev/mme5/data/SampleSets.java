package dev.mme5.data;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.core.Thinking;
import dev.mme5.core.dataset.ExampleWriter;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.data.parquet.ParquetColumn;
import dev.mme5.data.parquet.ParquetValue;
import dev.mme5.data.parquet.ParquetWriter;
import dev.mme5.testkit.SamplePictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Draws training sets with pictures, and writes rows in the published columns.
public final class SampleSets {
    private static final List<String> TEXTS = List.of("a dog", "ein \"Hund\"", "it's\na dog", "狗\u2028", "😀\\n", "['x']", "No");
    private static final List<ParquetColumn> SIX = columns("qry", "qry_image_path", "pos_text", "pos_image_path", "neg_text", "neg_image_path");

    private SampleSets() {}

    /// Native rows of every shape, with five pictures in files below `pictures`.
    public static List<Example> examples(Path folder, int count) {
        List<ImageRef> pictures = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Path file = folder.resolve("pictures").resolve(i + ".png");
            AtomicFiles.write(file, SamplePictures.png(i, true));
            pictures.add(new ImageRef.FileImage(file));
        }
        return IntStream.range(0, count).mapToObj(i -> example(i, pictures, SeededRandom.of(11, i))).toList();
    }

    private static Example example(int number, List<ImageRef> pictures, SeededRandom random) {
        Content positive = content(number, pictures, random);
        Content negative = positive.modality().hasImage() ? Content.imageText(pictures.get(number % 5), "not " + number) : Content.text("not " + number);
        return new Example("row-" + number, random.pick(List.of(TaskKind.CLASSIFICATION, TaskKind.VQA, TaskKind.RETRIEVAL)),
                random.pick(List.of(Language.ENGLISH, new Language("de"), new Language("zh-Hant"))),
                random.pick(List.of("Find it.", "Represent the given image.", "")),
                content(number, pictures, random), positive, IntStream.range(0, random.nextInt(3)).mapToObj(_ -> negative).toList(),
                new Provenance.Synthetic("teacher 1", "0a1b", random.nextLong(), new Thinking(List.of(),
                        new Thinking.Draft("t", random.pick(TEXTS), "p", ""), new Thinking.SelfEvaluation("r", "p", "c", "d"), "none")));
    }

    private static Content content(int number, List<ImageRef> pictures, SeededRandom random) {
        String text = random.pick(TEXTS) + " " + number;
        return switch (random.nextInt(3)) {
            case 0 -> Content.text(text);
            case 1 -> Content.image(random.pick(pictures));
            default -> Content.imageText(random.pick(pictures), text);
        };
    }

    public static Path write(Path jsonl, List<Example> examples) {
        try (ExampleWriter writer = new ExampleWriter(jsonl)) {
            examples.forEach(writer::append);
        }
        return jsonl;
    }

    /// Rows of the six published columns, each a list of six texts.
    public static Path published(Path parquet, List<List<String>> rows) {
        return written(parquet, SIX, rows);
    }

    /// Rows of text columns.
    public static Path written(Path parquet, List<ParquetColumn> columns, List<List<String>> rows) {
        try (ParquetWriter writer = ParquetWriter.create(parquet, columns)) {
            rows.forEach(row -> writer.append(row.stream().<ParquetValue>map(ParquetValue.Text::new).toList()));
        }
        return parquet;
    }

    public static List<ParquetColumn> columns(String... names) {
        return Arrays.stream(names).map(ParquetColumn::text).toList();
    }

    /// All rows of a set, none of which may be bad.
    public static List<Example> readAll(DataSource source) {
        List<Example> examples = new ArrayList<>();
        try (ExampleSource rows = ExampleSource.open(source)) {
            for (Optional<SourcedRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                examples.add(((SourcedRow.Good) row.get()).example());
            }
        }
        return examples;
    }
}
