package dev.mme5.data.check;

import dev.mme5.core.ImageRef;
import dev.mme5.data.DataFile;
import dev.mme5.data.DataSource;
import dev.mme5.data.ExampleSink;
import dev.mme5.data.ExampleSinks;
import dev.mme5.data.PictureShelf;
import dev.mme5.data.SourcedRow;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.published.PublishedFolder;
import dev.mme5.data.published.PublishedRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Where repaired rows go: the same layout in another place.
///
/// @param <R> the rows
interface RepairedCopy<R> extends AutoCloseable {

    void append(R row);

    /// Drops everything.
    void abandon();

    @Override
    void close();

    /// @param out a file
    static RepairedCopy<SourcedRow.Good> ofNative(DataSource source, Path out) {
        return new NativeCopy(ExampleSinks.open(out, Layout.NATIVE, source.images()));
    }

    /// @param out a folder; pictures that are there are linked into it under the same paths
    static RepairedCopy<PublishedRow> ofPublished(DataSource source, Path out) {
        return new PublishedCopy(source, new PictureShelf(out, source.images(), ""), out);
    }

    record NativeCopy(ExampleSink sink) implements RepairedCopy<SourcedRow.Good> {
        @Override
        public void append(SourcedRow.Good row) {
            sink.append(row.example());
        }

        @Override
        public void abandon() {
            sink.abandon();
        }

        @Override
        public void close() {
            sink.close();
        }
    }

    final class PublishedCopy implements RepairedCopy<PublishedRow> {
        private final DataSource source;
        private final PictureShelf shelf;
        private final PublishedFolder folder;
        private final Map<Path, String> subsets = new HashMap<>();

        PublishedCopy(DataSource source, PictureShelf shelf, Path out) {
            this.source = source;
            this.shelf = shelf;
            this.folder = new PublishedFolder(out, source.layout(), shelf::place);
            for (DataFile file : source.files()) {
                subsets.put(file.path(), file.subset());
            }
        }

        @Override
        public void append(PublishedRow row) {
            link(row.qryImage());
            link(row.posImage());
            row.negImages().forEach(this::link);
            folder.append(subsets.getOrDefault(row.place().file(), source.label()), row);
        }

        /// Pictures that are not there yet may come later, under the same path.
        private void link(String path) {
            Path images = source.images().toAbsolutePath().normalize();
            Path file = images.resolve(path).normalize();
            if (!path.isEmpty() && file.startsWith(images) && Files.isRegularFile(file)) {
                shelf.place(new ImageRef.FileImage(file));
            }
        }

        @Override
        public void abandon() {
            folder.abandon();
        }

        @Override
        public void close() {
            folder.close();
        }
    }
}
