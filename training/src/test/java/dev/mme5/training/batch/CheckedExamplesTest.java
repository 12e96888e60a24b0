package dev.mme5.training.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.run.Progress;
import dev.mme5.model.Prepared;
import dev.mme5.training.RecordingEncoder;
import dev.mme5.training.TaskSpec.Contrastive;
import dev.mme5.training.TaskSpec.Negatives;
import dev.mme5.training.TinyTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedExamplesTest {
    @TempDir
    private Path folder;

    private static CheckedExamples check(List<Example> examples, int negatives) {
        Contrastive spec = new Contrastive(2, 1, negatives, 0.1, Negatives.SHARED);
        return CheckedExamples.of(examples, example -> ContrastiveTask.shown(example, spec),
                prompt -> new RecordingEncoder().prepare(prompt, UnaryOperator.identity()), Progress.silent());
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

    /// A prompt as a model sees it that takes no more than ten tokens, one for each character.
    private record Short(int whole) implements Prepared {
        @Override
        public int[] ids() {
            return new int[tokens()];
        }

        @Override
        public int tokens() {
            return Math.min(10, whole);
        }

        @Override
        public int pictures() {
            return 0;
        }

        @Override
        public int cutTokens() {
            return whole - tokens();
        }
    }

    @Test
    void saysHowManyRowsLoseTheEndOfATextAndWhichLosesMost() {
        List<Example> examples = List.of(
                TinyTraining.example("a", "", Content.text("x"), Content.text("as long as it may"), List.of()),
                TinyTraining.example("b", "", Content.text("x"), Content.text("short"), List.of()),
                TinyTraining.example("c", "", Content.text("x".repeat(30)), Content.text("y".repeat(25)), List.of()),
                TinyTraining.example("d", "", Content.text("x"), Content.text("y"), List.of(Content.text("z".repeat(12)))));
        CheckedExamples checked = CheckedExamples.of(examples, example -> ContrastiveTask.shown(example, TinyTraining.TASK),
                prompt -> new Short(prompt.text().orElse("").length()), Progress.silent());
        assertThat(checked.whole()).isEqualTo(examples);
        assertThat(checked.cut()).isEqualTo(new CheckedExamples.Cut(3, "c", 31, 10)); // the query's newline counts
        assertThat(check(examples, 1).cut()).isEqualTo(CheckedExamples.Cut.NONE);
    }

    @Test
    void checksMoreRowsThanAreLookedAtSideBySide() {
        List<Example> examples = IntStream.range(0, 2500)
                .mapToObj(i -> TinyTraining.example("row-" + i, Content.text("q" + i), i % 1000 == 7 ? broken() : Content.text("p"), List.of()))
                .toList();
        CheckedExamples checked = check(examples, 1);
        assertThat(checked.setAside().stream().map(CheckedExamples.SetAside::id)).containsExactly("row-7", "row-1007", "row-2007");
        assertThat(checked.whole()).hasSize(2497);
        assertThat(checked.whole().get(2000).id()).isEqualTo("row-2002");
    }

    @Test
    void looksAtNoEmptyNegative() {
        List<Example> examples = List.of(
                TinyTraining.example("a", Content.text("a"), Content.text("b"), List.of(Content.text(""), broken())));
        assertThat(check(examples, 1).whole()).isEmpty();
    }

    @Test
    void removesTheListOfAnEarlierRun() throws IOException {
        Path list = Files.writeString(folder.resolve("set-aside.jsonl"), "{}\n");
        check(TinyTraining.examples(2), 1).writeSetAside(list);
        assertThat(list).doesNotExist();
        check(TinyTraining.examples(2), 1).writeSetAside(list);
    }
}
