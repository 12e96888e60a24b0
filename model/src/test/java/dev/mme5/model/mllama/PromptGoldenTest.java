package dev.mme5.model.mllama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.ImageRef;
import dev.mme5.core.dataset.MarkedPrompt;
import dev.mme5.core.json.JsonObject;
import dev.mme5.model.mllama.MllamaImages.TiledImage;
import dev.mme5.model.tokenizer.TextGolden;
import dev.mme5.model.tokenizer.TextTokenizer;
import dev.mme5.testkit.SamplePictures;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Published texts as mmE5's collators and transformers 4.48.3 tokenize them, with and without a picture and a limit.
class PromptGoldenTest {
    private static final int IMAGE = 1612;
    private static final ImageRef PICTURE = SamplePictures.picture(1);

    private static TextTokenizer tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = TextGolden.tokenizer();
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @TestFactory
    Stream<DynamicTest> tokenizesAsTheReferencesCollatorDoes() {
        return TextGolden.rows("prompts.jsonl").stream()
                .map(row -> DynamicTest.dynamicTest(row.toString().substring(0, Math.min(100, row.toString().length())), () -> compare(row)));
    }

    private static void compare(JsonObject row) {
        String text = row.string("text");
        // The one row that is no published text but a whole prompt.
        boolean raw = text.startsWith("<|image|>");
        Content content = raw
                ? Content.raw("<|begin_of_text|>" + text, List.of(PICTURE))
                : MarkedPrompt.content(text, row.bool("image") ? Optional.of(PICTURE) : Optional.empty());
        List<TiledImage> tiled = content.images().stream().map(_ -> new TiledImage(new float[0], 1, 1)).toList();
        int limit = row.integerOr("limit", 512);
        MllamaPrompts prompts = new MllamaPrompts(tokenizer, limit);
        if (!row.has("fails")) {
            EncodedPrompt prompt = prompts.encode(content, tiled);
            assertThat(prompt.ids()).containsExactly(row.integers("ids").stream().mapToInt(id -> id).toArray());
            assertThat(prompt.cutTokens() > 0).isEqualTo(new MllamaPrompts(tokenizer, 9999).encode(content, tiled).tokens() > limit);
            return;
        }
        if (!row.bool("image")) {
            assertThatThrownBy(() -> prompts.encode(content, tiled)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        // The reference drops a row that does not place its picture, or that is cut before it; ours keeps both.
        EncodedPrompt prompt = prompts.encode(content, tiled);
        assertThat(Arrays.stream(prompt.ids()).filter(id -> id == IMAGE).count()).isEqualTo(1);
        assertThat(prompt.tokens()).isLessThanOrEqualTo(limit);
    }
}
