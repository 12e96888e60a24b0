package dev.mme5.synthesis.mining;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Embedder;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Hashes;
import dev.mme5.core.run.Progress;
import dev.mme5.synthesis.corpus.Catalogue;
import dev.mme5.synthesis.corpus.HashIndex;
import dev.mme5.synthesis.corpus.PictureSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// From a catalogue to pictures that can be drawn: vectors, then neighbours, each made once and kept in a folder under a name or a key
/// that tells what they were made of.
public final class Mining {
    private static final int NAMED_DIGITS = 16;

    private final Catalogue catalogue;
    private final Path folder;
    private final Surroundings around;
    private final PictureSink sink;

    /// Rows of a matrix, and which picture each belongs to.
    ///
    /// @param pictures the number of each row's picture, -1 if it is not in the corpus
    private record Vectors(VectorMatrix matrix, int[] pictures) {}

    /// @param folder where vectors and neighbours are kept
    /// @param sink told of each picture that turns out broken
    public Mining(Catalogue catalogue, Path folder, Surroundings around, PictureSink sink) {
        this.catalogue = catalogue;
        this.folder = folder;
        this.around = around;
        this.sink = sink;
    }

    /// Pictures without neighbours, for rows whose documents are text.
    public MinedPictures withoutNeighbours() {
        return new MinedPictures(catalogue, Optional.empty(), new Looks(around.rasters(), -1, sink));
    }

    /// Finds neighbours, unless they are there.
    ///
    /// @param seed decides which pictures are anchors
    /// @throws DatasetException if vectors cannot be read, or fit no picture
    public MinedPictures mine(MiningSpec spec, long seed) {
        Path file = folder.resolve("neighbours.bin");
        String vectorsKey = switch (spec.vectors()) {
            case VectorSource.Model model -> embed(model);
            case VectorSource.File given -> identity(given);
        };
        String key = Hashes.sha256(List.of(vectorsKey, catalogue.fingerprint(), spec.anchors(), spec.depth(), spec.duplicateCosine(), seed)
                .toString().getBytes(StandardCharsets.UTF_8));
        Neighbours neighbours = Neighbours.read(file, key).orElseGet(() -> {
            Neighbours found = search(spec, seed, vectors(spec.vectors(), vectorsKey));
            found.write(file, key);
            return found;
        });
        MinedPictures.Mine mine = new MinedPictures.Mine(neighbours, spec.positive(), spec.hardNegative());
        return new MinedPictures(catalogue, Optional.of(mine), new Looks(around.rasters(), spec.duplicateBits(), sink));
    }

    /// Embeds the corpus, unless that is done; the key of the vectors.
    private String embed(VectorSource.Model model) {
        try (Embedder embedder = around.embedders().open(model)) {
            String key = Hashes.sha256((embedder.info().fingerprint() + " documents " + catalogue.fingerprint()).getBytes(StandardCharsets.UTF_8));
            new CorpusEmbedding(catalogue, embedder, sink).writeTo(matrixFile(key), around.progress());
            return key;
        }
    }

    private Path matrixFile(String key) {
        return folder.resolve("vectors-" + key.substring(0, NAMED_DIGITS) + ".npy");
    }

    /// Of files that may be too large to be hashed: the ids, the size and the time.
    private static String identity(VectorSource.File given) {
        try {
            return Hashes.sha256(given.ids()) + "-" + Files.size(given.matrix()) + "-" + Files.getLastModifiedTime(given.matrix()).toMillis();
        } catch (IOException e) {
            throw new DatasetException(given.matrix() + ": expected vectors in NumPy's format, got " + FileTrouble.of(e) + "; check the path", e);
        }
    }

    private Vectors vectors(VectorSource source, String key) {
        return switch (source) {
            case VectorSource.Model _ -> {
                VectorMatrix matrix = new VectorMatrix(matrixFile(key));
                yield new Vectors(matrix, IntStream.range(0, matrix.rows()).toArray());
            }
            case VectorSource.File given -> {
                VectorMatrix matrix = new VectorMatrix(given.matrix());
                yield new Vectors(matrix, pictures(given, matrix.rows()));
            }
        };
    }

    private int[] pictures(VectorSource.File given, int rows) {
        HashIndex numbers = new HashIndex(catalogue.size(), number -> catalogue.picture(number).id());
        int[] pictures = new int[rows];
        Arrays.fill(pictures, -1);
        int row = 0;
        try (Stream<String> ids = Files.lines(given.ids())) {
            for (String id : (Iterable<String>) ids::iterator) {
                if (row < rows) {
                    pictures[row] = numbers.find(id).orElse(-1);
                }
                row++;
            }
        } catch (IOException e) {
            throw new DatasetException(given.ids() + ": expected ids, one a line, got " + FileTrouble.of(e) + "; check the path", e);
        }
        if (row != rows) {
            throw new DatasetException(given.ids() + ": expected an id for each of the " + rows + " vectors, got " + row + "; make both again");
        }
        return pictures;
    }

    private Neighbours search(MiningSpec spec, long seed, Vectors vectors) {
        int[] rows = IntStream.range(0, vectors.pictures.length).filter(row -> vectors.pictures[row] >= 0).toArray();
        if (rows.length < 2) {
            throw new DatasetException("corpus.mining.vectors: expected vectors of the corpus's pictures, got " + rows.length
                    + " whose id is in the corpus; ids are paths from the corpus's folder, or what its rows have as id");
        }
        int[] anchors = sample(rows, Math.min(spec.anchors(), rows.length), SeededRandom.of(seed, "anchors"));
        Nearest[] nearest = new ExactSearch(vectors.matrix, spec.depth(), spec.duplicateCosine())
                .search(anchors, row -> vectors.pictures[row] >= 0, around.progress());
        Neighbours found = new Neighbours(new int[anchors.length], new int[anchors.length][], new float[anchors.length][]);
        for (int i = 0; i < anchors.length; i++) {
            found.anchors()[i] = vectors.pictures[anchors[i]];
            found.pictures()[i] = Arrays.stream(nearest[i].rows()).map(row -> vectors.pictures[row]).toArray();
            found.cosines()[i] = nearest[i].cosines();
        }
        return found;
    }

    private static int[] sample(int[] items, int count, SeededRandom random) {
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(items.length - i);
            int kept = items[i];
            items[i] = items[other];
            items[other] = kept;
        }
        return Arrays.copyOf(items, count);
    }
}
