package dev.mme5.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.json.JsonObject;
import dev.mme5.testkit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Files of many kinds against what Pillow 11.1.0 reads, on white as transformers lays them: see fixtures/images/README.md.
class PictureDecoderGoldenTest {
    /// Colour at half the height: the JDK's reader repeats its lines, Pillow's goes smoothly from one to the next. At a hard red edge.
    private static final int HALF_HEIGHT_CHROMA = 52;

    @TestFactory
    Stream<DynamicTest> readsWhatPillowReads() {
        return PictureGolden.rows("decoded.jsonl").stream()
                .map(row -> DynamicTest.dynamicTest(row.string("file"), () -> compare(row)));
    }

    private static void compare(JsonObject row) throws IOException {
        byte[] bytes = file(row.string("file"));
        if (row.has("truncated")) {
            assertThatThrownBy(() -> PictureDecoder.decode(bytes, row.string("file"))).isInstanceOf(IOException.class);
            return;
        }
        Picture picture = PictureDecoder.decode(bytes, row.string("file")).onWhite();
        assertThat(picture.width()).isEqualTo(row.integer("width"));
        assertThat(picture.height()).isEqualTo(row.integer("height"));
        byte[] got = PictureGolden.samples(picture);
        byte[] expected = PictureGolden.expected(row, got.length);
        if (row.string("mode").equals("I;16")) {
            // Pillow 11 makes 255 of every grey tone of 16 bits that is greater; ours keeps the upper half.
            assertThat(expected).containsOnly(255);
            assertThat(got).isEqualTo(redAsGrey("rgb-16.png"));
            return;
        }
        int allowed = row.string("file").equals("440.jpg") ? HALF_HEIGHT_CHROMA : 0;
        assertThat(PictureGolden.farthest(got, expected)).as("greatest difference of a sample").isLessThanOrEqualTo(allowed);
    }

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(Checkout.resolve("fixtures/images/" + name));
    }

    /// The same tones, from a file that Pillow reads rightly.
    private static byte[] redAsGrey(String name) throws IOException {
        byte[] samples = PictureGolden.samples(PictureDecoder.decode(file(name), name));
        for (int i = 0; i < samples.length; i++) {
            samples[i] = samples[i - i % 3];
        }
        return samples;
    }
}
