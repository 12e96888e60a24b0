package dev.mme5.data;

import java.nio.file.Path;

/// A file of a data set.
///
/// @param subset the configuration it belongs to, such as `Retrieval` or `CIRR`
/// @param split such as `train`
public record DataFile(String subset, String split, Path path) {

    /// A file named as on the hub: `CIRR/original-00000-of-00001.parquet`, `VQA/VQA.parquet` or `VQA.parquet`.
    static DataFile of(Path root, Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.(parquet|jsonl(\\.gz)?)$", "");
        String split = name.replaceFirst("-\\d+-of-\\d+$", "");
        Path folder = root.relativize(file).getParent();
        if (folder == null || folder.getFileName().toString().equals("data")) {
            return new DataFile(split, "train", file);
        }
        String subset = folder.getFileName().toString();
        return new DataFile(subset, split.equals(subset) ? "train" : split, file);
    }
}
