package dev.mme5.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.testkit.ResidentMemory;
import dev.mme5.testkit.SamplePictures;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.TensorScope;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbedLeakTest {
    private static final List<Content> CONTENTS = List.of(
            Content.text("a dog"), Content.image(SamplePictures.picture(1)), Content.imageText(SamplePictures.picture(2), "what?"));

    @Test
    void holdsAsMuchAfter300CallsAsAfter3() {
        long before = TensorScope.liveTensors();
        try (ModelEmbedder embedder = TinyModels.embedder(TinyMllama.fourTiles(), new ModelEmbedder.Options(64, 4096, 2))) {
            long weights = TensorScope.liveTensors();
            call(embedder, 3);
            assertThat(TensorScope.liveTensors()).isEqualTo(weights);
            call(embedder, 47);
            ResidentMemory.settle();
            long warm = ResidentMemory.bytes();
            call(embedder, 250);
            assertThat(TensorScope.liveTensors()).isEqualTo(weights);
            // A call makes about 4 MB of tensors: a leak of a tenth of a call would show as 100 MB.
            assertThat(ResidentMemory.bytes() - warm).as("growth of resident bytes").isLessThan(64L << 20);
        }
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    private static void call(ModelEmbedder embedder, int times) {
        for (int i = 0; i < times; i++) {
            embedder.embed(CONTENTS);
        }
    }
}
