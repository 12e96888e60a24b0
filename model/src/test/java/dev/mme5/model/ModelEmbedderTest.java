package dev.mme5.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.CutText;
import dev.mme5.core.Embedder;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.model.ModelEmbedder.Options;
import dev.mme5.testkit.EmbedderContract;
import dev.mme5.testkit.SamplePictures;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelEmbedderTest implements EmbedderContract {
    private static final Options ALL_TOGETHER = new Options(64, 4096, 2);

    private static final List<Content> MIXED = List.of(
            Content.text("dog"),
            Content.image(SamplePictures.picture(1)),
            Content.text("ein sehr langer Text über einen Hund, der auf einem Sofa schläft und von vielen Katzen träumt"),
            Content.imageText(SamplePictures.picture(2), "Represent the given image with the following question: what is it?\n"),
            Content.text("a"),
            Content.image(SamplePictures.picture(3)),
            Content.imageText(SamplePictures.picture(1), "kedi"),
            Content.text("猫がいる"));

    @Override
    public Embedder open() {
        return TinyModels.embedder(TinyMllama.oneTile(), ALL_TOGETHER);
    }

    @Test
    void givesTheSameVectorsInBatchesOfAnySize() {
        assertSameVectors(TinyMllama.oneTile(), new Options(1, 4096, 1), new Options(2, 4096, 2), new Options(64, 4096, 1),
                new Options(64, 40, 2));
    }

    @Test
    void givesTheSameVectorsInBatchesOfAnySizeWithSeveralTiles() {
        assertSameVectors(TinyMllama.fourTiles(), new Options(1, 4096, 1), new Options(64, 4096, 1), new Options(3, 60, 2),
                new Options(64, 4096, 1, 1, 2, _ -> {}));
    }

    private static void assertSameVectors(TinyMllama shape, Options first, Options... others) {
        List<Embedding> expected = embed(shape, first);
        for (Options options : others) {
            List<Embedding> actual = embed(shape, options);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i).toArray()).as("%s in %s", MIXED.get(i), options)
                        .containsExactly(expected.get(i).toArray(), within(1e-5f));
            }
        }
    }

    private static List<Embedding> embed(TinyMllama shape, Options options) {
        try (ModelEmbedder embedder = TinyModels.embedder(shape, options)) {
            return embedder.embed(MIXED);
        }
    }

    @Test
    void letsATextBeForItselfBesidePictures() {
        try (ModelEmbedder embedder = TinyModels.embedder(TinyMllama.fourTiles(), ALL_TOGETHER)) {
            Content text = Content.text("a dog");
            float[] alone = embedder.embed(List.of(text)).getFirst().toArray();
            float[] beside = embedder.embed(List.of(Content.image(SamplePictures.picture(5)), text)).get(1).toArray();
            assertThat(beside).containsExactly(alone, within(1e-5f));
        }
    }

    @Test
    void saysWhichTextsLostTheirEnd() {
        List<CutText> cuts = new ArrayList<>();
        String text = "ein Hund 🐕 " + "und noch einer ".repeat(60);
        Options options = new Options(64, 4096, 1).with(64, cuts::add);
        try (ModelEmbedder embedder = TinyModels.embedder(TinyMllama.oneTile(), options)) {
            List<Embedding> vectors = embedder.embed(List.of(Content.text("kurz"), Content.imageText(SamplePictures.picture(1), text)));
            assertThat(cuts).hasSize(1);
            assertThat(cuts.getFirst().kept()).isEqualTo(128);
            assertThat(cuts.getFirst().tokens()).isGreaterThan(180);
            assertThat(text).startsWith(cuts.getFirst().beginning());
            assertThat(cuts.getFirst().beginning().codePointCount(0, cuts.getFirst().beginning().length())).isEqualTo(40);
            Content broken = Content.image(new ImageRef.InlineImage("image/png", new byte[] {1}));
            assertThatThrownBy(() -> embedder.embed(List.of(Content.text(text), broken))).isInstanceOf(ContentException.class);
            assertThat(cuts).as("a call that failed says nothing").hasSize(1);
            assertThat(vectors).hasSize(2);
        }
    }

    @Test
    void seesThePicture() {
        try (ModelEmbedder embedder = TinyModels.embedder(TinyMllama.oneTile(), ALL_TOGETHER)) {
            List<Embedding> two = embedder.embed(List.of(
                    Content.imageText(SamplePictures.picture(1), "what?"), Content.imageText(SamplePictures.picture(2), "what?")));
            assertThat(two.get(0).dot(two.get(1))).isLessThan(0.99f);
        }
    }

    @Test
    void staysCloseInBf16() {
        try (ModelEmbedder wide = TinyModels.embedder(TinyMllama.fourTiles(), ALL_TOGETHER);
                ModelEmbedder narrow = new ModelEmbedder(TinyModels.open(TinyMllama.fourTiles(), DType.BF16), "b", "b", ALL_TOGETHER)) {
            List<Embedding> expected = wide.embed(MIXED);
            List<Embedding> actual = narrow.embed(MIXED);
            for (int i = 0; i < MIXED.size(); i++) {
                assertThat(actual.get(i).dot(expected.get(i))).as("%s", MIXED.get(i)).isGreaterThan(0.999f);
            }
        }
    }
}
