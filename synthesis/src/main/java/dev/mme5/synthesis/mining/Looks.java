package dev.mme5.synthesis.mining;

import dev.mme5.core.ImageRef;
import dev.mme5.synthesis.corpus.PictureHash;
import dev.mme5.synthesis.corpus.PictureSink;
import dev.mme5.synthesis.corpus.Rasters;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// Decodes pictures when they are drawn: to know that they are whole, and whether two look the same. Remembers where each is
/// and its hash, some 150 bytes. Thread-safe.
final class Looks {
    private final Rasters rasters;
    private final int duplicateBits;
    private final PictureSink sink;
    private final Map<String, OptionalLong> hashes = new ConcurrentHashMap<>();

    /// @param duplicateBits pictures whose hashes differ in at most so many bits look the same; -1 if none do
    /// @param sink told once of each picture that is broken
    Looks(Rasters rasters, int duplicateBits, PictureSink sink) {
        this.rasters = rasters;
        this.duplicateBits = duplicateBits;
        this.sink = sink;
    }

    boolean isWhole(ImageRef image) {
        return hash(image).isPresent();
    }

    /// Whether both are whole and look the same.
    boolean alike(ImageRef left, ImageRef right) {
        OptionalLong one = hash(left);
        OptionalLong other = hash(right);
        return one.isPresent() && other.isPresent() && PictureHash.distance(one.getAsLong(), other.getAsLong()) <= duplicateBits;
    }

    private OptionalLong hash(ImageRef image) {
        return hashes.computeIfAbsent(image.location(), where -> {
            try {
                return OptionalLong.of(PictureHash.of(rasters.decode(image.bytes(), where)));
            } catch (IOException e) {
                sink.setAside(where, String.valueOf(e.getMessage()));
                return OptionalLong.empty();
            }
        });
    }
}
