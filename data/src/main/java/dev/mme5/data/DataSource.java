package dev.mme5.data;

import dev.mme5.core.Language;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.published.RowLanguages;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A data set on disk.
///
/// @param root its folder, or its only file
/// @param images the folder that published paths of pictures start from; native rows name pictures from their own folder
/// @param files in the order they are read
public record DataSource(Layout layout, Path root, Path images, List<DataFile> files) {
    public DataSource {
        files = List.copyOf(files);
    }

    /// A short name: the folder's or the file's, without what all have.
    public String label() {
        Path path = root.toAbsolutePath().normalize();
        Path named = path.endsWith(DataSources.ROWS_FILE) || path.endsWith(DataSources.PARTIAL_FILE) ? path.getParent() : path;
        return named.getFileName().toString().replaceFirst("\\.(parquet|jsonl(\\.gz)?)$", "");
    }

    /// The subsets, in the order they are read.
    public List<String> subsets() {
        return files.stream().map(DataFile::subset).distinct().collect(Collectors.toList());
    }

    /// The language of rows that do not say theirs: MMEB is in English.
    Language unsaidLanguage() {
        return layout == Layout.MME5_SYNTHETIC ? RowLanguages.UNSAID : Language.ENGLISH;
    }

    /// What rows of a subset are said to be from.
    String dataset(String subset) {
        return layout == Layout.MME5_SYNTHETIC ? layout.hubName() + "/" + subset : subset;
    }
}
