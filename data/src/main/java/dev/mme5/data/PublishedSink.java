package dev.mme5.data;

import dev.mme5.core.Example;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.published.PublishedFolder;
import java.nio.file.Path;

/// Rows into a folder in a published layout, with the pictures beside them under `images`.
final class PublishedSink implements ExampleSink {
    private final PublishedFolder folder;

    /// @param images the folder that the pictures' paths of the set that is read start from
    PublishedSink(Path root, Layout layout, Path images) {
        this.folder = new PublishedFolder(root, layout, new PictureShelf(root, images, "images")::place);
    }

    @Override
    public void append(Example example) {
        folder.append(example);
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
