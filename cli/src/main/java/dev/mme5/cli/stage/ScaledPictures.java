package dev.mme5.cli.stage;

import dev.mme5.core.ImageRef;
import dev.mme5.model.image.BilinearResize;
import dev.mme5.model.image.JpegEncoder;
import dev.mme5.model.image.Picture;
import dev.mme5.model.image.PictureDecoder;
import dev.mme5.synthesis.teacher.EncodedPicture;
import dev.mme5.synthesis.teacher.PictureBounds;
import dev.mme5.synthesis.teacher.PictureSource;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Pictures for a teacher: decoded as the models decode them, laid on white, scaled down to the bound, and JPEG again. Those used last
/// stay in memory, up to a bound, since a picture stands in several rows. Thread-safe.
public final class ScaledPictures implements PictureSource {
    private static final long MOST_KEPT_BYTES = 64L << 20;

    private final Map<Key, EncodedPicture> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;
    /// Decoded pictures are large: of a thousand rows in flight only as many have one at a time as there are processors to work on it.
    private final Semaphore working = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    private record Key(ImageRef image, PictureBounds bounds) {}

    @Override
    public EncodedPicture read(ImageRef image, PictureBounds bounds) throws IOException {
        Key key = new Key(image, bounds);
        Optional<EncodedPicture> known = find(key);
        if (known.isPresent()) {
            return known.get();
        }
        working.acquireUninterruptibly();
        try {
            EncodedPicture encoded = encode(image, bounds);
            keep(key, encoded);
            return encoded;
        } finally {
            working.release();
        }
    }

    private static EncodedPicture encode(ImageRef image, PictureBounds bounds) throws IOException {
        Picture picture = PictureDecoder.decode(image.bytes(), name(image)).onWhite();
        return new EncodedPicture("image/jpeg", JpegEncoder.encode(scaled(picture, bounds.maxSide()), bounds.jpegQuality()));
    }

    private static Picture scaled(Picture picture, int maxSide) {
        double scale = Math.min(1.0, (double) maxSide / Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        return BilinearResize.resize(picture, width, height);
    }

    private static String name(ImageRef image) {
        return image instanceof ImageRef.InlineImage ? "picture within a row" : image.location();
    }

    private synchronized Optional<EncodedPicture> find(Key key) {
        return Optional.ofNullable(kept.get(key));
    }

    private synchronized void keep(Key key, EncodedPicture encoded) {
        if (kept.put(key, encoded) == null) {
            keptBytes += encoded.size();
        }
        Iterator<EncodedPicture> oldest = kept.values().iterator();
        while (keptBytes > MOST_KEPT_BYTES) {
            keptBytes -= oldest.next().size();
            oldest.remove();
        }
    }
}
