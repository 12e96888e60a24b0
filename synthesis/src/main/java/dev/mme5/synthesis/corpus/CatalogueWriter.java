package dev.mme5.synthesis.corpus;

import dev.mme5.core.ImageRef;
import dev.mme5.core.InterruptedWorkException;
import dev.mme5.core.run.Hashes;
import dev.mme5.core.run.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// Writes the lines of a [Catalogue]. Not thread-safe.
final class CatalogueWriter implements PictureSink {
    private static final int HASHED_AT_ONCE = 10_000;

    private final PictureSink others;
    private final UnpackedPictures unpacked;
    private final Progress.Stage stage;
    private final Set<UUID> seen = new HashSet<>(); // 128 bits of each id instead of the id
    private final StringBuilder identity = new StringBuilder();
    private OutputStream out = OutputStream.nullOutputStream();
    private int count;

    /// @param others told of what is set aside
    /// @param unpacked takes pictures without a file of their own
    CatalogueWriter(PictureSink others, UnpackedPictures unpacked, Progress.Stage stage) {
        this.stage = stage;
        this.others = others;
        this.unpacked = unpacked;
    }

    void writeTo(OutputStream target) {
        out = target;
    }

    @Override
    public void accept(CorpusPicture picture) {
        InterruptedWorkException.check("listing the corpus");
        if (!seen.add(UUID.nameUUIDFromBytes(picture.id().getBytes(StandardCharsets.UTF_8)))) {
            boolean inline = picture.image() instanceof ImageRef.InlineImage;
            setAside(inline ? picture.id() : picture.image().location(), "expected an id of its own, got \"" + picture.id() + "\", which an earlier picture has");
            return;
        }
        try {
            out.write(Catalogue.line(picture, unpacked.place(picture.image())).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        identity.append(picture.id()).append('\0').append(picture.bytes()).append('\n');
        count++;
        stage.advance(1);
        if (count % HASHED_AT_ONCE == 0) {
            fold();
        }
    }

    @Override
    public void setAside(String where, String reason) {
        others.setAside(where, reason);
    }

    int count() {
        return count;
    }

    String fingerprint() {
        fold();
        return identity.toString();
    }

    private void fold() {
        String hash = Hashes.sha256(identity.toString().getBytes(StandardCharsets.UTF_8));
        identity.setLength(0);
        identity.append(hash);
    }
}
