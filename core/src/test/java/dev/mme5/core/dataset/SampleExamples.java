package dev.mme5.core.dataset;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.core.Thinking;
import dev.mme5.core.random.SeededRandom;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Draws examples of every shape.
final class SampleExamples {
    private static final List<String> TEXTS =
            List.of("", "a dog", "ein \"Hund\"\n", "狗\u2028", "😀", "\\u0000", "{\"a\":1}", " blank ", "\u0001");

    private SampleExamples() {}

    static Example labelled(String id) {
        return new Example(
                id, TaskKind.RETRIEVAL, new Language("de"), "Find it.", Content.text("Hund"), Content.text("ein Hund"), List.of(),
                new Provenance.Labelled("dogs"));
    }

    /// @param folder where the pictures are said to lie
    static Example drawn(String id, Path folder, SeededRandom random) {
        return new Example(
                id,
                random.pick(List.of(TaskKind.values())),
                random.pick(List.of(Language.ENGLISH, new Language("zh-Hant"))),
                random.pick(TEXTS),
                content(folder, random),
                content(folder, random),
                IntStream.range(0, random.nextInt(3)).mapToObj(i -> content(folder, random)).toList(),
                random.nextBoolean() ? new Provenance.Labelled(random.pick(TEXTS)) : synthetic(random));
    }

    private static Provenance synthetic(SeededRandom random) {
        List<Thinking.Interpretation> interpretations = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> new Thinking.Interpretation("query", random.pick(TEXTS), "objects", "context", random.pick(TEXTS)))
                .toList();
        return new Provenance.Synthetic(
                "teacher 1",
                "0a1b",
                random.nextLong(),
                new Thinking(
                        interpretations,
                        new Thinking.Draft("t", random.pick(TEXTS), "d+", ""),
                        new Thinking.SelfEvaluation("relevant", "plausible", "clear", random.pick(TEXTS)),
                        random.pick(TEXTS)));
    }

    private static Content content(Path folder, SeededRandom random) {
        ImageRef image = random.pick(List.of(
                new ImageRef.FileImage(folder.resolve("dog.png")),
                new ImageRef.FileImage(folder.resolve("deep/er/ä b.png")),
                new ImageRef.FileImage(folder.resolveSibling("beside/dog.png")),
                new ImageRef.ZippedImage(folder.resolve("google.zip"), "1f415.png"),
                new ImageRef.InlineImage("image/png", new byte[] {1, 2, 3})));
        return switch (random.nextInt(4)) {
            case 0 -> Content.text(random.pick(TEXTS));
            case 3 -> Content.prompt(random.nextBoolean() ? Optional.of(image) : Optional.empty(), random.pick(TEXTS));
            case 1 -> Content.image(image);
            default -> Content.imageText(image, random.pick(TEXTS));
        };
    }
}
