package dev.mme5.data.published;

import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Provenance;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.layout.RowPlace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Writes a folder in one of the published training layouts, a file for each subset. Nothing is in place before [#close()].
/// Not thread-safe.
public final class PublishedFolder implements AutoCloseable {
    private final Path root;
    private final Layout layout;
    private final ExamplePrompts prompts;
    private final Map<String, PublishedWriter> writers = new LinkedHashMap<>();
    private long rows;

    /// @param layout a published one for training
    /// @param paths puts a picture into the set and tells its path there, or throws an IllegalArgumentException
    public PublishedFolder(Path root, Layout layout, Function<ImageRef, String> paths) {
        this.root = root;
        this.layout = layout;
        this.prompts = new ExamplePrompts(paths);
    }

    /// Writes a row into its subset's file.
    public void append(Example example) {
        rows++;
        append(subset(example), prompts.row(example, new RowPlace(root, rows)));
    }

    /// Writes a row that is a published one already.
    public void append(String subset, PublishedRow row) {
        writers.computeIfAbsent(subset, this::open).append(row);
    }

    /// The file of a subset, from the root.
    public static String file(Layout layout, String subset) {
        return layout == Layout.MMEB_TRAIN ? subset + "/original-00000-of-00001.parquet" : subset + "/" + subset + ".parquet";
    }

    private PublishedWriter open(String subset) {
        return new PublishedWriter(root.resolve(file(layout, subset)), layout);
    }

    private String subset(Example example) {
        if (layout == Layout.MME5_SYNTHETIC) {
            return Subsets.synthetic(example.task());
        }
        return example.provenance() instanceof Provenance.Labelled(String dataset)
                ? dataset.substring(dataset.lastIndexOf('/') + 1)
                : Subsets.synthetic(example.task());
    }

    /// Drops everything.
    public void abandon() {
        writers.values().forEach(PublishedWriter::abandon);
    }

    /// Puts the files in their places. If one cannot be written, those after it are dropped.
    @Override
    public void close() {
        boolean whole = false;
        try {
            writers.values().forEach(PublishedWriter::close);
            whole = true;
        } finally {
            if (!whole) {
                abandon();
            }
        }
    }
}
