package dev.mme5.serving.vectors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The formats of a file of vectors, told apart by the name's ending.
public enum VectorFormat {
    /// `{"id", "embedding": [...]}`, one row a line.
    JSONL(".jsonl"),
    /// NumPy's format, float32 `[rows, D]`, with the ids beside it in `<name>.ids`.
    NPY(".npy");

    private final String ending;

    VectorFormat(String ending) {
        this.ending = ending;
    }

    /// The format that a file name asks for.
    ///
    /// @throws IllegalArgumentException if the ending is neither `.jsonl` nor `.npy`
    public static VectorFormat of(Path file) {
        for (VectorFormat format : values()) {
            if (file.toString().endsWith(format.ending)) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                file + ": expected a name that ends in .jsonl or .npy; the ending chooses the format of the vectors");
    }

    /// The files that a target of this format consists of, the target last.
    public List<Path> files(Path target) {
        return switch (this) {
            case JSONL -> List.of(target);
            case NPY -> List.of(idsOf(target), target);
        };
    }

    /// Opens a sink that writes to the given places.
    ///
    /// @param files where [#files(Path)] are to be written
    /// @param dimension D, the length of each vector
    public VectorSink open(List<Path> files, int dimension) throws IOException {
        return switch (this) {
            case JSONL -> new JsonlVectors(files.getFirst());
            case NPY -> new NpyVectors(files.getLast(), files.getFirst(), dimension);
        };
    }

    /// Where the ids of a `.npy` file are: one a line, in the order of the rows.
    public static Path idsOf(Path npy) {
        return npy.resolveSibling(npy.getFileName() + ".ids");
    }
}
