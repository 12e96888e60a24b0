package dev.mme5.synthesis.corpus;

import dev.mme5.core.DatasetException;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.ImageRef;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The pictures of a corpus, listed in a file, of which memory holds eight bytes a picture. Immutable and thread-safe. The file stays
/// mapped as long as the catalogue is in use.
public final class Catalogue {
    /// The name that catalogues have.
    public static final String FILE_NAME = "pictures.jsonl";

    private static final String UNPACKED_NAME = "pictures.tar";

    private final MemorySegment text;
    private final long[] starts; // one more than there are pictures
    private final String fingerprint;

    private Catalogue(MemorySegment text, long[] starts, String fingerprint) {
        this.text = text;
        this.starts = starts;
        this.fingerprint = fingerprint;
    }

    /// A line of the file.
    private record Line(
            String id, String image, long bytes, Optional<String> caption, Optional<String> licence,
            Optional<String> source) {}

    /// Lists a source. Pictures whose id was there before are set aside; those that only rows carry are put into a tar beside the file.
    ///
    /// @param file where to list them; what was there is replaced
    /// @param sink told of every picture that is set aside, and of no other
    /// @param progress told of every picture that is listed
    /// @throws DatasetException if the source cannot be read or has no picture
    public static Catalogue make(PictureSource source, Path file, PictureSink sink, Progress progress) {
        try (Progress.Stage stage = progress.begin("listing the corpus", 0);
                UnpackedPictures unpacked = new UnpackedPictures(file.resolveSibling(UNPACKED_NAME))) {
            CatalogueWriter writer = new CatalogueWriter(sink, unpacked, stage);
            AtomicFiles.writeWith(file, out -> {
                writer.writeTo(out);
                source.read(writer);
            });
            if (writer.count() == 0) {
                throw new DatasetException(file + ": expected pictures in the corpus, got none that can be used; check its path");
            }
            unpacked.finish();
            return open(file, writer.fingerprint());
        }
    }

    private static Catalogue open(Path file, String fingerprint) {
        try (FileChannel channel = FileChannel.open(file)) {
            MemorySegment text = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            return new Catalogue(text, starts(text), fingerprint);
        } catch (IOException e) {
            throw new DatasetException(file + ": expected the catalogue of the corpus, got " + FileTrouble.of(e), e);
        }
    }

    private static long[] starts(MemorySegment text) {
        long[] starts = new long[1024];
        int count = 1;
        for (long at = 0; at < text.byteSize(); at++) {
            if (text.get(ValueLayout.JAVA_BYTE, at) == '\n') {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = at + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /// The number of pictures.
    public int size() {
        return starts.length - 1;
    }

    /// A picture by its number, from 0.
    public CorpusPicture picture(int number) {
        MemorySegment line = text.asSlice(starts[number], starts[number + 1] - starts[number]);
        String json = new String(line.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        JsonObject row = Json.parse(json, "picture " + number);
        return new CorpusPicture(row.string("id"), ImageRef.parse(row.string("image"), Path.of("")), row.longInteger("bytes"),
                new PictureFacts(row.optionalString("caption"), row.optionalString("licence"), row.optionalString("source")));
    }

    /// Changes whenever a picture is added, removed, moved within the order, or has another size; not with the place of the corpus.
    public String fingerprint() {
        return fingerprint;
    }

    /// @param image where the picture is
    static String line(CorpusPicture picture, ImageRef image) {
        PictureFacts facts = picture.facts();
        return Json.write(new Line(picture.id(), image.location(), picture.bytes(), facts.caption(), facts.licence(), facts.source()))
                + "\n";
    }
}
