package dev.mme5.synthesis.mining;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Embedder;
import dev.mme5.core.Embedding;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Prompts;
import dev.mme5.core.npy.NpyHeader;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Progress;
import dev.mme5.synthesis.corpus.Catalogue;
import dev.mme5.synthesis.corpus.PictureSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Embeds every picture of a corpus, as the document that it would be in a search, into a file, and goes on where an earlier run stopped. One run at a time.
final class CorpusEmbedding {
    private static final int AT_ONCE = 64;

    private final Catalogue catalogue;
    private final Embedder embedder;
    private final PictureSink sink;

    /// @param sink told of each picture that cannot be embedded; its row is zero
    CorpusEmbedding(Catalogue catalogue, Embedder embedder, PictureSink sink) {
        this.catalogue = catalogue;
        this.embedder = embedder;
        this.sink = sink;
    }

    /// Writes the vectors, in the order of the catalogue, unless they are there.
    ///
    /// @param file its name must tell the corpus and the embedder: what is in it is not asked again
    void writeTo(Path file, Progress progress) {
        if (Files.exists(file)) {
            return;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        int dimension = embedder.info().dimension();
        long rowBytes = (long) dimension * Float.BYTES;
        byte[] head = NpyHeader.of(NpyHeader.FLOAT32, catalogue.size(), dimension);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    Progress.Stage stage = progress.begin("embedding the corpus", catalogue.size())) {
                int done = (int) Math.max(0, (out.size() - head.length) / rowBytes);
                write(out, ByteBuffer.wrap(head), 0);
                stage.advance(done);
                while (done < catalogue.size()) {
                    int count = Math.min(AT_ONCE, catalogue.size() - done);
                    write(out, rows(done, count, dimension), head.length + done * rowBytes);
                    done += count;
                    stage.advance(count);
                }
                out.force(true);
            }
            AtomicFiles.moveIntoPlace(part, file);
        } catch (IOException e) {
            throw new DatasetException(file + ": expected to write the corpus's vectors, got " + FileTrouble.of(e), e);
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += out.write(bytes, position);
        }
    }

    private ByteBuffer rows(int first, int count, int dimension) {
        List<ImageRef> images = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            images.add(catalogue.picture(number).image());
        }
        List<float[]> vectors = embed(images, dimension);
        ByteBuffer bytes = ByteBuffer.allocate(count * dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] vector : vectors) {
            for (float value : vector) {
                bytes.putFloat(value);
            }
        }
        return bytes.flip();
    }

    /// All at once; if one is broken, one by one.
    private List<float[]> embed(List<ImageRef> images, int dimension) {
        try {
            List<Content> contents = images.stream().map(image -> Prompts.document(Content.image(image))).toList();
            return embedder.embed(contents).stream().map(Embedding::toArray).toList();
        } catch (ContentException e) {
            if (images.size() > 1) {
                return images.stream().map(image -> embed(List.of(image), dimension).getFirst()).toList();
            }
            sink.setAside(images.getFirst().location(), String.valueOf(e.getMessage()));
            return List.of(new float[dimension]);
        }
    }
}
