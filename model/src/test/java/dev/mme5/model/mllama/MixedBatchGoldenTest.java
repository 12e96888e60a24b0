package dev.mme5.model.mllama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Content;
import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.Prepared;
import dev.mme5.model.nn.Pass;
import dev.mme5.testkit.Checkout;
import dev.mme5.testkit.FormulaPictures;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texts alone and beside a picture, by the reference's collator with transformers 4.48.3: see fixtures/training.
class MixedBatchGoldenTest {
    private static final int MAX_TOKENS = 100;
    private static final float TOLERANCE = 5e-6f;
    private static final Map<String, TinyMllama> SHAPES = Map.of("one-tile", TinyMllama.oneTile(), "four-tiles", TinyMllama.fourTiles());

    @TempDir
    private Path folder;

    @Test
    void givesATextBesideAPictureTheReferencesTrainingVector() {
        List<JsonObject> golden = golden();
        assertThat(golden).hasSize(6).allMatch(row -> row.number("cosine") < 0.75);
        SHAPES.forEach((name, shape) -> {
            try (Encoder encoder = ModelLoader.open(shape.write(folder.resolve(name), 7), DType.F32)) {
                golden.stream().filter(row -> row.string("shape").equals(name)).forEach(row -> compare(encoder, row));
            }
        });
    }

    @Test
    void staysNearItInBf16() {
        List<JsonObject> golden = golden();
        try (Encoder encoder = ModelLoader.open(TinyMllama.fourTiles().write(folder, 7), DType.BF16)) {
            for (JsonObject row : golden.stream().filter(one -> one.string("shape").equals("four-tiles")).toList()) {
                Prepared beside = encoder.besidePictures(encoder.prepareAsTrained(Content.text(row.string("text")), MAX_TOKENS));
                float[] ours = vector(encoder, List.of(beside), Pass.training(new Rng(1)));
                float[] expected = floats(row, "mixed");
                double cosine = 0;
                for (int i = 0; i < ours.length; i++) {
                    cosine += (double) ours[i] * expected[i];
                }
                assertThat(cosine).isGreaterThan(0.999);
            }
        }
    }

    private static void compare(Encoder encoder, JsonObject row) {
        Prepared text = encoder.prepareAsTrained(Content.text(row.string("text")), MAX_TOKENS);
        Prepared pictured = encoder.prepareAsTrained(Content.imageText(FormulaPictures.named("40x24#2"), "x"), MAX_TOKENS);
        for (Pass pass : List.of(Pass.inference(), Pass.training(new Rng(1)))) {
            assertThat(vector(encoder, List.of(text), pass)).containsExactly(floats(row, "alone"), within(TOLERANCE));
            Prepared beside = encoder.besidePictures(text);
            assertThat(vector(encoder, List.of(beside), pass)).containsExactly(floats(row, "mixed"), within(TOLERANCE));
            List<Prepared> mixed = List.of(beside, encoder.besidePictures(pictured));
            assertThat(vector(encoder, mixed, pass)).containsExactly(floats(row, "mixed"), within(TOLERANCE));
        }
        assertThat(encoder.besidePictures(pictured)).isSameAs(pictured);
    }

    /// Of the first row.
    private static float[] vector(Encoder encoder, List<Prepared> rows, Pass pass) {
        try (TensorScope _ = TensorScope.open("golden")) {
            Tensor state = encoder.encode(rows, pass).narrow(0, 0, 1);
            return state.to(DType.F32).div(state.to(DType.F32).norm2(1, true)).toFloatArray();
        }
    }

    private static float[] floats(JsonObject row, String key) {
        List<Double> numbers = row.numbers(key);
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i).floatValue();
        }
        return floats;
    }

    private static List<JsonObject> golden() {
        List<JsonObject> rows = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(Checkout.resolve("fixtures/training/mixed-batch.jsonl"))) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                rows.add(line.get().object());
            }
        }
        return rows;
    }

    @Test
    void cutsAtTheRightAndNeverAnImageToken() {
        try (Encoder encoder = ModelLoader.open(TinyMllama.oneTile().write(folder, 7), DType.F32)) {
            Content content = Content.imageText(FormulaPictures.named("16x16#1"), "one two three four");
            EncodedPrompt whole = (EncodedPrompt) encoder.prepare(content, UnaryOperator.identity());
            EncodedPrompt cut = (EncodedPrompt) encoder.prepareAsTrained(content, 5);
            assertThat(cut.ids()).containsExactly(Arrays.copyOf(whole.ids(), 5));
            assertThat(cut.spans()).containsExactly(new TextBatch.ImageSpan(1, 5, 1));
            assertThatThrownBy(() -> encoder.prepareAsTrained(content, 1)).hasMessageContaining("expected each <|image|> among the first 1 tokens, got one at 2");
        }
    }
}
