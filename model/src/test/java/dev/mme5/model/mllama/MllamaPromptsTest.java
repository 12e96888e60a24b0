package dev.mme5.model.mllama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.ImagePart;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Prompts;
import dev.mme5.core.TextPart;
import dev.mme5.model.mllama.MllamaImages.TiledImage;
import dev.mme5.model.mllama.TextBatch.ImageSpan;
import dev.mme5.model.tokenizer.TextTokenizer;
import dev.mme5.testkit.Checkout;
import dev.mme5.testkit.SamplePictures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MllamaPromptsTest {
    private static final int BEGIN = 6140;
    private static final int IMAGE = 6142;
    private static final ImageRef PICTURE = SamplePictures.picture(1);

    private static TextTokenizer tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = TextTokenizer.open(Checkout.resolve("models/nano/tokenizer.json").getParent());
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    private static EncodedPrompt encode(Content content) {
        return encode(content, 512);
    }

    private static EncodedPrompt encode(Content content, int maxTokens) {
        List<TiledImage> tiled = IntStream.range(0, content.images().size())
                .mapToObj(i -> new TiledImage(new float[0], 1, i + 1))
                .toList();
        return new MllamaPrompts(tokenizer, maxTokens).encode(content, tiled);
    }

    private static List<Integer> expected(Object... pieces) {
        List<Integer> ids = new ArrayList<>();
        for (Object piece : pieces) {
            switch (piece) {
                case Integer id -> ids.add(id);
                case String text -> IntStream.of(tokenizer.encode(text)).forEach(ids::add);
                default -> throw new IllegalArgumentException("piece");
            }
        }
        return ids;
    }

    private static List<Integer> ids(EncodedPrompt prompt) {
        return IntStream.of(prompt.ids()).boxed().toList();
    }

    @Test
    void doublesTheBeginningOfTextBeforeTextAlone() {
        Content query = Prompts.query("Find it:", Content.text("ein Hund"));
        assertThat(ids(encode(query))).isEqualTo(expected(BEGIN, BEGIN, "Find it: ein Hund\n"));
        assertThat(ids(encode(Content.text("")))).isEqualTo(expected(BEGIN, BEGIN));
    }

    @Test
    void putsAPictureBetweenTwoBeginningsOfText() {
        assertThat(ids(encode(Prompts.document(Content.image(PICTURE)))))
                .isEqualTo(expected(BEGIN, IMAGE, BEGIN, "Represent the given image.\n"));
        assertThat(ids(encode(Content.image(PICTURE)))).isEqualTo(expected(BEGIN, IMAGE, BEGIN));
    }

    @Test
    void takesARawPromptAsItStands() {
        Content raw = Content.raw("<|image|><|begin_of_text|>a dog", List.of(PICTURE));
        assertThat(ids(encode(raw))).isEqualTo(expected(IMAGE, BEGIN, "a dog"));
        assertThat(ids(encode(Content.raw("a dog", List.of())))).isEqualTo(expected("a dog"));
    }

    @Test
    void refusesAnEmptyRawPrompt() {
        assertThatThrownBy(() -> encode(Content.raw("", List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("content: expected at least one token, got an empty prompt; give it a text");
    }

    @Test
    void refusesImageTokensWithoutPictures() {
        assertThatThrownBy(() -> encode(Content.text("what is <|image|>?")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("content: expected one <|image|> for each picture, got 1 for 0; remove it from the text");
        assertThatThrownBy(() -> encode(Content.raw("a dog", List.of(PICTURE))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0 for 1");
    }

    @Test
    void letsAPictureBeSeenFromItsTokenToTheEnd() {
        EncodedPrompt prompt = encode(Content.imageText(PICTURE, "a dog"));
        assertThat(prompt.spans()).containsExactly(new ImageSpan(1, prompt.ids().length, 1));
        assertThat(encode(Content.text("a dog")).spans()).isEmpty();
    }

    @Test
    void letsAPictureInTheMiddleBeSeenAfterItAlone() {
        EncodedPrompt prompt = encode(new Content(List.of(new TextPart("a dog"), new ImagePart(PICTURE), new TextPart("there"))));
        int at = prompt.ids().length - tokenizer.encode("there").length - 2;
        assertThat(prompt.ids()[at]).isEqualTo(IMAGE);
        assertThat(prompt.spans()).containsExactly(new ImageSpan(at, prompt.ids().length, 1));
    }

    @Test
    void endsAPicturesSpanWhereTheNextBegins() {
        EncodedPrompt prompt = encode(Content.raw("<|begin_of_text|><|image|>a<|image|>b", List.of(PICTURE, PICTURE)));
        assertThat(ids(prompt)).isEqualTo(expected(BEGIN, IMAGE, "a", IMAGE, "b"));
        assertThat(prompt.spans()).containsExactly(new ImageSpan(1, 3, 1), new ImageSpan(3, 5, 2));
    }

    @Test
    void letsPicturesSideBySideShareASpan() {
        EncodedPrompt prompt = encode(Content.raw(
                "<|image|><|image|>a<|image|><|image|><|image|>b", List.of(PICTURE, PICTURE, PICTURE, PICTURE, PICTURE)));
        assertThat(prompt.spans()).containsExactly(
                new ImageSpan(0, 3, 1), new ImageSpan(1, 3, 2),
                new ImageSpan(3, 7, 3), new ImageSpan(4, 7, 4), new ImageSpan(5, 7, 5));
    }

    @Test
    void cutsLongTextAtTheRight() {
        String text = "dog ".repeat(50);
        EncodedPrompt whole = encode(Content.imageText(PICTURE, text));
        EncodedPrompt cut = encode(Content.imageText(PICTURE, text), 10);
        assertThat(ids(cut)).isEqualTo(ids(whole).subList(0, 10));
        assertThat(cut.spans()).containsExactly(new ImageSpan(1, 10, 1));
        assertThat(ids(encode(Content.imageText(PICTURE, text), whole.ids().length))).isEqualTo(ids(whole));
    }

    @Test
    void neverCutsAnImageToken() {
        String text = "dog ".repeat(20) + "<|image|>" + " cat".repeat(20);
        EncodedPrompt cut = encode(Content.raw(text, List.of(PICTURE)), 10);
        assertThat(ids(cut).subList(0, 9)).isEqualTo(expected(text).subList(0, 9));
        assertThat(cut.ids()).hasSize(10).endsWith(IMAGE);
        assertThat(cut.spans()).containsExactly(new ImageSpan(9, 10, 1));
        EncodedPrompt pictures = encode(Content.raw("<|image|>".repeat(4) + "dog", List.of(PICTURE, PICTURE, PICTURE, PICTURE)), 3);
        assertThat(ids(pictures)).isEqualTo(expected(IMAGE, IMAGE, IMAGE, IMAGE));
    }

    @Test
    void countsWhatItLeavesOut() {
        Content content = Content.imageText(PICTURE, "dog ".repeat(50));
        int whole = encode(content).tokens();
        assertThat(encode(content).cutTokens()).isZero();
        assertThat(encode(content, 10).cutTokens()).isEqualTo(whole - 10);
    }

    @Test
    void doesNotDoubleABeginningThatTheTextCarries() {
        assertThat(ids(encode(Content.text("a <|begin_of_text|>dog")))).isEqualTo(expected(BEGIN, "a ", BEGIN, "dog"));
        assertThat(ids(encode(Content.text("<|begin_of_text|>dog")))).isEqualTo(expected(BEGIN, BEGIN, "dog"));
    }

    @Test
    void readsTextsSideBySideAsOne() {
        Content parts = new Content(List.of(new TextPart("Find it: a d"), new TextPart("og")));
        assertThat(ids(encode(parts))).isEqualTo(expected(BEGIN, BEGIN, "Find it: a dog"));
    }
}
