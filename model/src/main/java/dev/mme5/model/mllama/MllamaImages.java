package dev.mme5.model.mllama;

import dev.mme5.core.ModelFormatException;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.model.image.BilinearResize;
import dev.mme5.model.image.Picture;
import dev.mme5.model.mllama.MllamaConfig.AspectRatio;
import dev.mme5.model.mllama.MllamaConfig.VisionConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A picture to tiles: canvas choice, resize, padding, normalisation (reference: `MllamaImageProcessor`; its arithmetic, floor by clip
/// by integer division, is copied, not its idea). Thread-safe.
public final class MllamaImages {
    private static final int BILINEAR = 2;
    private static final double RESCALE = 1.0 / 255;

    private final int tileSize;
    private final int maxTiles;
    private final float[] mean;
    private final float[] deviation;
    private final List<Canvas> canvases;
    private volatile @Nullable TiledImage blank;

    private MllamaImages(int tileSize, int maxTiles, float[] mean, float[] deviation) {
        this.tileSize = tileSize;
        this.maxTiles = maxTiles;
        this.mean = mean;
        this.deviation = deviation;
        this.canvases = canvases(maxTiles);
    }

    /// Reads `preprocessor_config.json` in a model's folder.
    public static MllamaImages read(Path folder) {
        JsonObject json = Json.read(folder.resolve("preprocessor_config.json"));
        requireKnownSteps(json);
        return new MllamaImages(
                json.object("size").integer("height"),
                json.integer("max_image_tiles"),
                floats(json.numbers("image_mean")),
                floats(json.numbers("image_std")));
    }

    /// Steps that are left out or done otherwise would give other pixels without a word.
    private static void requireKnownSteps(JsonObject json) {
        for (String step : List.of("do_convert_rgb", "do_resize", "do_pad", "do_rescale", "do_normalize")) {
            if (!json.boolOr(step, true)) {
                throw json.error(step, "expected true, got false");
            }
        }
        if (json.integerOr("resample", BILINEAR) != BILINEAR) {
            throw json.error("resample", "expected " + BILINEAR + " (bilinear), got " + json.integer("resample"));
        }
        if (Math.abs(json.numberOr("rescale_factor", RESCALE) - RESCALE) > 1e-9) {
            throw json.error("rescale_factor", "expected 1/255, got " + json.number("rescale_factor"));
        }
        if (json.numbers("image_mean").size() != 3 || json.numbers("image_std").size() != 3) {
            throw json.error("image_mean", "expected three numbers here and in image_std, got others");
        }
    }

    /// Checks that the tiles are those the vision encoder was built for.
    ///
    /// @param folder begins the message
    void requireFit(VisionConfig vision, Path folder) {
        List<AspectRatio> ours = canvases.stream().map(canvas -> new AspectRatio(canvas.height(), canvas.width())).toList();
        if (tileSize != vision.imageSize() || maxTiles != vision.maxTiles() || !ours.equals(vision.aspectRatios())) {
            throw new ModelFormatException(folder.resolve("preprocessor_config.json") + ": expected the tiles of config.json, "
                    + vision.maxTiles() + " of " + vision.imageSize() + " pixels on " + vision.aspectRatios().size() + " canvases, got "
                    + maxTiles + " of " + tileSize + " on " + ours.size() + "; use the files of one model");
        }
    }

    /// Side of a tile in pixels.
    public int tileSize() {
        return tileSize;
    }

    public int maxTiles() {
        return maxTiles;
    }

    /// Pixels of a picture for the vision encoder, unused tiles counted.
    long pixelsOfPicture() {
        return (long) maxTiles * tileSize * tileSize;
    }

    /// What decides a picture's pixels, on one line.
    String settings() {
        return "tiles=" + maxTiles + " side=" + tileSize + " mean=" + Arrays.toString(mean) + " std=" + Arrays.toString(deviation);
    }

    /// @param picture any size; transparency is laid on white
    public TiledImage tile(Picture picture) {
        Fitted fitted = fit(picture);
        Canvas canvas = fitted.canvas();
        return new TiledImage(pixels(fitted.picture(), canvas), canvases.indexOf(canvas) + 1, canvas.height() * canvas.width());
    }

    /// A picture in the size in which it stands on its canvas, top left.
    Fitted fit(Picture picture) {
        Picture opaque = twoRows(picture.onWhite());
        Canvas canvas = chooseCanvas(opaque.height(), opaque.width());
        return new Fitted(fit(opaque, canvas), canvas);
    }

    /// A single row of pixels is doubled (reference: src/dataset.py, since the processor fails on it).
    private static Picture twoRows(Picture picture) {
        if (picture.height() > 1) {
            return picture;
        }
        int[] twice = Arrays.copyOf(picture.argb(), picture.width() * 2);
        System.arraycopy(picture.argb(), 0, twice, picture.width(), picture.width());
        return new Picture(picture.width(), 2, twice);
    }

    /// What stands for a picture that is not there in the reference's training batches: ones in every tile, the first canvas, no tile that
    /// counts (reference: src/collator.py `convert_zero_tensor`).
    TiledImage blank() {
        @Nullable TiledImage known = blank;
        if (known == null) {
            float[] ones = new float[maxTiles * 3 * tileSize * tileSize];
            Arrays.fill(ones, 1);
            known = new TiledImage(ones, 1, 0);
            blank = known; // two threads may both make one: they are equal
        }
        return known;
    }

    /// Canvases in the reference's order, which is also the order of `supported_aspect_ratios`.
    private static List<Canvas> canvases(int maxTiles) {
        List<Canvas> canvases = new ArrayList<>();
        for (int height = 1; height <= maxTiles; height++) {
            for (int width = 1; height * width <= maxTiles; width++) {
                canvases.add(new Canvas(height, width));
            }
        }
        return canvases;
    }

    /// The least upscaling, else the least downscaling; among equals the smallest area, the first of them.
    private Canvas chooseCanvas(int height, int width) {
        double smallestUp = Double.POSITIVE_INFINITY;
        double largestDown = 0;
        for (Canvas canvas : canvases) {
            double scale = scale(canvas, height, width);
            if (scale >= 1) {
                smallestUp = Math.min(smallestUp, scale);
            } else {
                largestDown = Math.max(largestDown, scale);
            }
        }
        double chosen = smallestUp < Double.POSITIVE_INFINITY ? smallestUp : largestDown;
        Canvas best = null;
        for (Canvas canvas : canvases) {
            boolean equal = scale(canvas, height, width) == chosen;
            if (equal && (best == null || canvas.height() * canvas.width() < best.height() * best.width())) {
                best = canvas;
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    private double scale(Canvas canvas, int height, int width) {
        double vertical = (double) (canvas.height() * tileSize) / height;
        double horizontal = (double) (canvas.width() * tileSize) / width;
        return Math.min(vertical, horizontal);
    }

    private Picture fit(Picture picture, Canvas canvas) {
        int targetWidth = Math.clamp(picture.width(), tileSize, canvas.width() * tileSize);
        int targetHeight = Math.clamp(picture.height(), tileSize, canvas.height() * tileSize);
        double vertical = (double) targetHeight / picture.height();
        double horizontal = (double) targetWidth / picture.width();
        if (horizontal < vertical) {
            int height = Math.min(atLeastOne(Math.floor(picture.height() * horizontal)), targetHeight);
            return BilinearResize.resize(picture, targetWidth, height);
        }
        int width = Math.min(atLeastOne(Math.floor(picture.width() * vertical)), targetWidth);
        return BilinearResize.resize(picture, width, targetHeight);
    }

    /// The reference's 4.48.3 makes a picture of extreme shape zero pixels wide and fails; ours keeps one.
    private static int atLeastOne(double size) {
        return Math.max((int) size, 1);
    }

    /// [tiles, C, S, S]; the ground outside the picture is black before normalisation, as in the reference.
    private float[] pixels(Picture picture, Canvas canvas) {
        float[] target = new float[canvas.height() * canvas.width() * 3 * tileSize * tileSize];
        float[][] normal = normalised();
        for (int y = 0; y < canvas.height() * tileSize; y++) {
            for (int x = 0; x < canvas.width() * tileSize; x++) {
                boolean inside = y < picture.height() && x < picture.width();
                int pixel = inside ? picture.argb()[y * picture.width() + x] : 0;
                int tile = y / tileSize * canvas.width() + x / tileSize;
                int at = (tile * 3 * tileSize + y % tileSize) * tileSize + x % tileSize;
                int plane = tileSize * tileSize;
                target[at] = normal[0][pixel >> 16 & 0xff];
                target[at + plane] = normal[1][pixel >> 8 & 0xff];
                target[at + 2 * plane] = normal[2][pixel & 0xff];
            }
        }
        return target;
    }

    /// Each channel's value for each of the 256 samples: scaled in double, cast, then normalised in f32, as numpy does there.
    private float[][] normalised() {
        float[][] normal = new float[3][256];
        for (int channel = 0; channel < 3; channel++) {
            for (int sample = 0; sample < 256; sample++) {
                float scaled = (float) (sample * (1.0 / 255));
                normal[channel][sample] = (scaled - mean[channel]) / deviation[channel];
            }
        }
        return normal;
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }

    /// A canvas in tiles.
    record Canvas(int height, int width) {}

    /// @param picture opaque
    record Fitted(Picture picture, Canvas canvas) {}

    /// A picture ready for the vision encoder. The array is shared, not copied.
    ///
    /// @param pixels [tiles, C, S, S]
    /// @param aspectRatioId the canvas, from 1
    /// @param tiles used tiles; 0 for a blank picture
    public record TiledImage(float[] pixels, int aspectRatioId, int tiles) {}
}
