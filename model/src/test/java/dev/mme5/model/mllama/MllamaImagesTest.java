package dev.mme5.model.mllama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.model.image.BilinearResize;
import dev.mme5.model.image.Picture;
import dev.mme5.model.mllama.MllamaImages.TiledImage;
import dev.mme5.testkit.TinyMllama;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MllamaImagesTest {
    private static final int TILE = TinyMllama.TILE_PIXELS;
    private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
    private static final float[] DEVIATION = {0.26862954f, 0.26130258f, 0.27577711f};

    @TempDir
    private Path folder;

    private MllamaImages images;

    @BeforeEach
    void open() {
        images = MllamaImages.read(TinyMllama.fourTiles().writeWithoutWeights(folder));
    }

    private static Picture plain(int width, int height, int argb) {
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, argb);
        return new Picture(width, height, pixels);
    }

    /// Canvas and size by the reference's numpy lines, written down once more: canvas height and width in tiles, then the size in it.
    private static List<Integer> reference(int height, int imageWidth) {
        int imageHeight = Math.max(height, 2); // src/dataset.py
        return referenceProcessor(imageHeight, imageWidth);
    }

    private static List<Integer> referenceProcessor(int imageHeight, int imageWidth) {
        List<int[]> canvases = new ArrayList<>();
        List<Double> scales = new ArrayList<>();
        for (int first = 1; first <= 4; first++) {
            for (int second = 1; second <= 4; second++) {
                if (first * second <= 4) {
                    canvases.add(new int[] {first * TILE, second * TILE});
                    double scaleH = (double) (first * TILE) / imageHeight;
                    double scaleW = (double) (second * TILE) / imageWidth;
                    scales.add(scaleW > scaleH ? scaleH : scaleW);
                }
            }
        }
        List<Double> upscaling = scales.stream().filter(scale -> scale >= 1).toList();
        double selected = upscaling.isEmpty()
                ? scales.stream().filter(scale -> scale < 1).mapToDouble(scale -> scale).max().orElseThrow()
                : upscaling.stream().mapToDouble(scale -> scale).min().orElseThrow();
        int[] canvas = null;
        for (int i = 0; i < canvases.size(); i++) {
            int[] other = canvases.get(i);
            if (scales.get(i) == selected && (canvas == null || other[0] * other[1] < canvas[0] * canvas[1])) {
                canvas = other;
            }
        }
        int targetWidth = Math.min(Math.max(imageWidth, TILE), canvas[1]);
        int targetHeight = Math.min(Math.max(imageHeight, TILE), canvas[0]);
        double scaleH = (double) targetHeight / imageHeight;
        double scaleW = (double) targetWidth / imageWidth;
        int height = scaleW < scaleH ? Math.min((int) Math.floor(imageHeight * scaleW), targetHeight) : targetHeight;
        int width = scaleW < scaleH ? targetWidth : Math.min((int) Math.floor(imageWidth * scaleH), targetWidth);
        return List.of(canvas[0] / TILE, canvas[1] / TILE, Math.max(height, 1), Math.max(width, 1));
    }

    /// What the tiles show: canvas from the id, size from the white that is not ground.
    private List<Integer> chosen(int height, int width) {
        TiledImage tiled = images.tile(plain(width, height, 0xffffffff));
        int id = 0;
        for (int h = 1; h <= 4; h++) {
            for (int w = 1; h * w <= 4; w++) {
                if (++id == tiled.aspectRatioId()) {
                    assertThat(tiled.tiles()).isEqualTo(h * w);
                    return List.of(h, w, white(tiled, w, 0, true), white(tiled, w, 0, false));
                }
            }
        }
        throw new AssertionError("aspect ratio id " + tiled.aspectRatioId());
    }

    /// How many pixels of the first column or row are white.
    private static int white(TiledImage tiled, int tilesWide, int channel, boolean down) {
        int count = 0;
        int most = down ? tiled.tiles() / tilesWide * TILE : tilesWide * TILE;
        while (count < most && at(tiled, tilesWide, down ? count : 0, down ? 0 : count, channel) > 0) {
            count++;
        }
        return count;
    }

    private static float at(TiledImage tiled, int tilesWide, int y, int x, int channel) {
        int tile = y / TILE * tilesWide + x / TILE;
        return tiled.pixels()[((tile * 3 + channel) * TILE + y % TILE) * TILE + x % TILE];
    }

    @Test
    void choosesCanvasAndSizeAsTheReferenceDoes() {
        List<Integer> sides = List.of(1, 2, 5, 9, 15, 16, 17, 23, 31, 32, 33, 47, 48, 63, 64, 65, 100, 150, 400);
        for (int height : sides) {
            for (int width : sides) {
                assertThat(chosen(height, width)).as("%d x %d", height, width).isEqualTo(reference(height, width));
            }
        }
    }

    @Test
    void keepsOnePixelOfAPictureOfExtremeShape() {
        assertThat(chosen(1, 400)).isEqualTo(List.of(1, 4, 1, 64));
        assertThat(chosen(400, 1)).isEqualTo(List.of(4, 1, 64, 1));
        assertThat(chosen(900, 5).get(3)).isEqualTo(1);
    }

    @Test
    void ordersTilesRowByRow() {
        int[] pixels = new int[32 * 32];
        for (int i = 0; i < pixels.length; i++) {
            int quarter = i / 32 / TILE * 2 + i % 32 / TILE;
            pixels[i] = 0xff000000 | quarter * 60 << 16;
        }
        TiledImage tiled = images.tile(new Picture(32, 32, pixels));
        assertThat(tiled.tiles()).isEqualTo(4);
        for (int tile = 0; tile < 4; tile++) {
            float red = (tile * 60 / 255f - MEAN[0]) / DEVIATION[0];
            assertThat(tiled.pixels()[tile * 3 * TILE * TILE]).as("tile %d", tile).isCloseTo(red, within(1e-6f));
        }
    }

    @Test
    void laysBlackAroundThePictureBeforeItNormalises() {
        TiledImage tiled = images.tile(plain(8, 16, 0xffffffff));
        assertThat(tiled.aspectRatioId()).isEqualTo(1);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(at(tiled, 1, 3, 7, channel)).isCloseTo((1 - MEAN[channel]) / DEVIATION[channel], within(1e-6f));
            assertThat(at(tiled, 1, 3, 8, channel)).isCloseTo(-MEAN[channel] / DEVIATION[channel], within(1e-6f));
        }
    }

    @Test
    void showsTransparencyAsWhite() {
        assertThat(images.tile(plain(16, 16, 0x00123456)).pixels()).containsExactly(images.tile(plain(16, 16, -1)).pixels());
    }

    @Test
    void resizesWithTheResizeOfPillow() {
        int[] pixels = new int[40 * 24];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 0xff000000 | (i * 37 & 0xff) << 16 | (i * 11 & 0xff) << 8 | (i * 101 & 0xff);
        }
        Picture picture = new Picture(40, 24, pixels);
        TiledImage tiled = images.tile(picture);
        List<Integer> size = reference(24, 40);
        Picture resized = BilinearResize.resize(picture, size.get(3), size.get(2));
        for (int y = 0; y < resized.height(); y++) {
            for (int x = 0; x < resized.width(); x++) {
                float green = ((resized.argb()[y * resized.width() + x] >> 8 & 0xff) / 255f - MEAN[1]) / DEVIATION[1];
                assertThat(at(tiled, size.get(1), y, x, 1)).isCloseTo(green, within(1e-5f));
            }
        }
    }
}
