package dev.mme5.synthesis.quality;

import dev.mme5.core.ImageRef;
import dev.mme5.synthesis.corpus.CorpusPicture;
import dev.mme5.synthesis.corpus.PictureHash;
import dev.mme5.synthesis.corpus.PictureSink;
import dev.mme5.synthesis.corpus.PictureSource;
import dev.mme5.synthesis.corpus.Rasters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How given pictures look.
final class BenchmarkPictures implements PictureSink {
    private final Rasters rasters;
    private final int bits;
    private final List<Long> hashes = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    /// @param bits in which hashes of the same picture may differ
    BenchmarkPictures(Rasters rasters, int bits) {
        this.rasters = rasters;
        this.bits = bits;
    }

    /// @throws dev.mme5.core.DatasetException if there are no such pictures
    void read(Path pictures) {
        PictureSource.of(pictures).read(this);
    }

    @Override
    public void accept(CorpusPicture picture) {
        hash(picture.image()).ifPresent(hash -> {
            hashes.add(hash);
            ids.add(picture.id());
        });
    }

    @Override
    public void setAside(String where, String reason) {
        // a picture that nobody can read is in no row either
    }

    /// The picture of the benchmark that this one is.
    Optional<String> find(ImageRef image) {
        if (hashes.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> hash = hash(image);
        for (int i = 0; hash.isPresent() && i < hashes.size(); i++) {
            if (PictureHash.distance(hash.get(), hashes.get(i)) <= bits) {
                return Optional.of(ids.get(i));
            }
        }
        return Optional.empty();
    }

    private Optional<Long> hash(ImageRef image) {
        try {
            return Optional.of(PictureHash.of(rasters.decode(image.bytes(), image.location())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
