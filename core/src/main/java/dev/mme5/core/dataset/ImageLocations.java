package dev.mme5.core.dataset;

import dev.mme5.core.ImageRef;
import java.nio.file.Path;

/// How a row names a picture: by a path from the folder of its file, so that a data set can be moved with its pictures.
final class ImageLocations {
    private ImageLocations() {}

    /// The folder of a file, such that resolving a relative path against it gives a path as short as the file's.
    static Path folderOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /// The text that [ImageRef#parse(String, Path)] reads back, given the same folder.
    static String relativeTo(Path folder, ImageRef image) {
        return switch (image) {
            case ImageRef.FileImage file -> relative(folder, file.path());
            case ImageRef.ZippedImage zipped -> relative(folder, zipped.archive()) + "!/" + zipped.entry();
            case ImageRef.TarImage member -> relative(folder, member.archive()) + "!/" + member.entry();
            case ImageRef.InlineImage inline -> inline.location();
        };
    }

    private static String relative(Path folder, Path file) {
        Path from = folder.toAbsolutePath().normalize();
        Path to = file.toAbsolutePath().normalize();
        if (from.getRoot() == null || !from.getRoot().equals(to.getRoot())) {
            return to.toString();
        }
        return from.relativize(to).toString().replace('\\', '/');
    }
}
