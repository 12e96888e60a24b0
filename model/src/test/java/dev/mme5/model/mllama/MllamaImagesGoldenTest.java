package dev.mme5.model.mllama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.model.image.Picture;
import dev.mme5.model.image.PictureGolden;
import dev.mme5.model.mllama.MllamaImages.Fitted;
import dev.mme5.model.mllama.MllamaImages.TiledImage;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Canvas, size, 8-bit samples and normalised values of pictures of every shape, bit for bit: transformers 4.48.3 with Pillow 11.1.0.
/// See fixtures/images/README.md.
class MllamaImagesGoldenTest {
    private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> DEVIATION = List.of(0.26862954, 0.26130258, 0.27577711);

    @TempDir
    private Path folder;

    @Test
    void tilesAsTheReferenceDoesOnFourTiles() {
        compare("four-16", processor(16, 4, MEAN, DEVIATION));
    }

    @Test
    void tilesAsTheReferenceDoesOnSixTilesOfAnotherNormalisation() {
        compare("six-14", processor(14, 6, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)));
    }

    @Test
    void tilesAsTheReferenceDoesOnThreeTiles() {
        compare("three-28", processor(28, 3, MEAN, DEVIATION));
    }

    @Test
    void tilesAsTheReferenceDoesOnOneTile() {
        compare("one-20", processor(20, 1, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)));
    }

    @Test
    void tilesAsTheReferenceDoesInTheSizesOfThePublishedModel() {
        compare("published", processor(560, 4, MEAN, DEVIATION));
    }

    private MllamaImages processor(int side, int tiles, List<Double> mean, List<Double> deviation) {
        AtomicFiles.writeString(folder.resolve("preprocessor_config.json"), Json.write(Map.of(
                "size", Map.of("height", side, "width", side), "max_image_tiles", tiles, "image_mean", mean, "image_std", deviation)));
        return MllamaImages.read(folder);
    }

    private static void compare(String name, MllamaImages images) {
        for (JsonObject row : PictureGolden.rows("shapes-" + name + ".jsonl")) {
            int width = row.integer("width");
            int height = row.integer("height");
            Picture picture = picture(width, height);
            Fitted fitted = images.fit(picture);
            String what = width + " x " + height;
            if (row.has("fails")) {
                assertThat(Math.min(fitted.picture().width(), fitted.picture().height())).as(what).isEqualTo(1);
                continue;
            }
            assertThat(List.of(fitted.canvas().height(), fitted.canvas().width())).as("canvas of %s", what).isEqualTo(row.integers("canvas"));
            assertThat(List.of(fitted.picture().width(), fitted.picture().height())).as("size of %s", what).isEqualTo(row.integers("fitted"));
            byte[] samples = PictureGolden.samples(fitted.picture());
            if (row.has("rgb")) {
                assertThat(samples).as("samples of %s", what).containsExactly(PictureGolden.expected(row, samples.length));
            }
            assertThat(crc(samples)).as("samples of %s", what).isEqualTo(row.longInteger("rgbCrc"));
            TiledImage tiled = images.tile(picture);
            assertThat(tiled.aspectRatioId()).as("canvas of %s", what).isEqualTo(row.has("id") ? row.integer("id") : tiled.aspectRatioId());
            assertThat(tiled.tiles()).as("tiles of %s", what).isEqualTo(fitted.canvas().height() * fitted.canvas().width());
            assertThat(crc(bytes(tiled.pixels()))).as("values of %s", what).isEqualTo(row.longInteger("pixelsCrc"));
        }
    }

    private static Picture picture(int width, int height) {
        BufferedImage drawing = GoldenRows.drawing(width, height, width % 7, false);
        return new Picture(width, height, drawing.getRGB(0, 0, width, height, new int[width * height], 0, width));
    }

    private static byte[] bytes(float[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(numbers);
        return buffer.array();
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
