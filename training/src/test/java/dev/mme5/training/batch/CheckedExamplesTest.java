package dev.mme5.training.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.run.Progress;
import dev.mme5.training.RecordingEncoder;
import dev.mme5.training.TinyTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedExamplesTest {
    @TempDir
    private Path folder;

    private static CheckedExamples check(List<Example> examples, int negatives) {
        return CheckedExamples.of(
                examples, negatives, prompt -> new RecordingEncoder().prepare(prompt, UnaryOperator.identity()), Progress.silent());
    }

    private static List<String> ids(List<Example> examples) {
        return examples.stream().map(Example::id).toList();
    }

    private Content missing() {
        return Content.image(new ImageRef.FileImage(folder.resolve("none.png")));
    }

    private static Content broken() {
        return Content.image(new ImageRef.InlineImage("image/png", new byte[] {1, 2, 3}));
    }

    @Test
    void setsWholeRowsAsideWhereverThePictureIsBroken() throws IOException {
        List<Example> examples = new ArrayList<>(TinyTraining.examples(6));
        examples.add(1, TinyTraining.example("query", missing(), Content.text("a"), List.of()));
        examples.add(3, TinyTraining.example("positive", Content.text("a"), broken(), List.of()));
        examples.add(5, TinyTraining.example("negative", Content.text("a"), Content.text("b"), List.of(Content.text("c"), broken())));
        examples.add(TinyTraining.example("text", Content.text("what is <|image|>?"), Content.text("b"), List.of()));
        CheckedExamples checked = check(examples, 2);
        assertThat(checked.whole()).isEqualTo(TinyTraining.examples(6));
        assertThat(checked.setAside().stream().map(CheckedExamples.SetAside::id))
                .containsExactly("query", "positive", "negative", "text");
        Path list = folder.resolve("set-aside.jsonl");
        checked.writeSetAside(list);
        assertThat(Files.readAllLines(list)).hasSize(4)
                .first().asString().startsWith("{\"id\":\"query\",\"reason\":\"").contains("none.png: expected a picture file, got nothing");
    }

    @Test
    void overlooksNegativesThatAreNotShown() {
        List<Example> examples = List.of(
                TinyTraining.example("a", Content.text("a"), Content.text("b"), List.of(Content.text("c"), broken())));
        assertThat(ids(check(examples, 1).whole())).containsExactly("a");
        assertThat(check(examples, 2).whole()).isEmpty();
    }

    @Test
    void removesTheListOfAnEarlierRun() throws IOException {
        Path list = Files.writeString(folder.resolve("set-aside.jsonl"), "{}\n");
        check(TinyTraining.examples(2), 1).writeSetAside(list);
        assertThat(list).doesNotExist();
        check(TinyTraining.examples(2), 1).writeSetAside(list);
    }
}
