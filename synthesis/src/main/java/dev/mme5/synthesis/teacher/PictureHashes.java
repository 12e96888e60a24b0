package dev.mme5.synthesis.teacher;

import dev.mme5.core.ImageRef;
import dev.mme5.core.run.Hashes;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What pictures show, as hashes of their bytes: wherever they lie, the same picture has the same hash. Remembers the first hundred
/// thousand, so that a picture of many rows is read once. Thread-safe.
public final class PictureHashes {
    private static final int MOST_REMEMBERED = 100_000;
    private static final int HEX_DIGITS = 32;

    private final Map<String, String> remembered = new ConcurrentHashMap<>();

    /// In hexadecimal; of one that cannot be read, its name.
    String of(ImageRef image) {
        if (image instanceof ImageRef.InlineImage) {
            return hash(image);
        }
        String location = image.location();
        @Nullable String known = remembered.get(location);
        if (known != null) {
            return known;
        }
        String hash = hash(image);
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(location, hash);
        }
        return hash;
    }

    private static String hash(ImageRef image) {
        try {
            return Hashes.sha256(image.bytes()).substring(0, HEX_DIGITS);
        } catch (IOException e) {
            return "unreadable " + name(image);
        }
    }

    /// The last part of where a picture lies.
    public static String name(ImageRef image) {
        if (image instanceof ImageRef.InlineImage) {
            return hash(image);
        }
        String location = image.location().replace('\\', '/');
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
