package dev.mme5.data;

import dev.mme5.core.FileTrouble;
import dev.mme5.core.ImageRef;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts the pictures of a published set beside its rows: a picture in a file of its own on the same disk is linked (both names then lead to
/// the same bytes, no space is used), any other is copied. A picture that was published already keeps its path; others are named after
/// their content, so that equal pictures are one file. Not thread-safe.
final class PictureShelf {
    private static final int REMEMBERED = 1 << 16;
    private static final int NAME_DIGITS = 24;

    private final Path root;
    private final Path source;
    private final String prefix;
    private final Map<ImageRef, String> placed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ImageRef, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// @param root the folder that the written paths start from
    /// @param source the folder that paths of the set that is read start from
    /// @param prefix the folder of pictures below the root, such as `images`; may be empty
    PictureShelf(Path root, Path source, String prefix) {
        this.root = root;
        this.source = source.toAbsolutePath().normalize();
        this.prefix = prefix;
    }

    /// Puts a picture on the shelf.
    ///
    /// @return its path from the root, with `/` between folders
    /// @throws IllegalArgumentException if the picture cannot be read
    String place(ImageRef image) {
        String known = placed.get(image);
        if (known == null) {
            known = placed(image);
            placed.put(image, known);
        }
        return known;
    }

    private String placed(ImageRef image) {
        try {
            byte[] bytes = image.bytes();
            String name = publishedName(image, bytes);
            Path target = root.resolve(name);
            if (!Files.exists(target)) {
                put(image, bytes, target);
            }
            return name;
        } catch (IOException e) {
            throw new IllegalArgumentException("image: expected a picture at " + image.location() + ", got " + FileTrouble.of(e), e);
        }
    }

    private String publishedName(ImageRef image, byte[] bytes) {
        if (image instanceof ImageRef.FileImage(Path path)) {
            Path file = path.toAbsolutePath().normalize();
            if (file.startsWith(source)) {
                String name = source.relativize(file).toString().replace('\\', '/');
                if (prefix.isEmpty() || name.startsWith(prefix + "/")) {
                    return name;
                }
            }
        }
        String hash = Hashes.sha256(bytes).substring(0, NAME_DIGITS);
        String folder = prefix.isEmpty() ? "" : prefix + "/";
        return folder + hash.substring(0, 2) + "/" + hash + "." + extension(bytes);
    }

    private static void put(ImageRef image, byte[] bytes, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        if (image instanceof ImageRef.FileImage(Path path)) {
            try {
                Files.createLink(target, path.toRealPath());
                return;
            } catch (FileAlreadyExistsException e) {
                return;
            } catch (IOException | UnsupportedOperationException e) {
                // another disk, or one without links: a copy does
            }
        }
        try {
            AtomicFiles.write(target, bytes);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String extension(byte[] bytes) {
        return switch (bytes.length == 0 ? 0 : bytes[0] & 0xff) {
            case 0x89 -> "png";
            case 0xff -> "jpg";
            case 'G' -> "gif";
            case 'B' -> "bmp";
            case 'R' -> "webp";
            default -> "bin";
        };
    }
}
