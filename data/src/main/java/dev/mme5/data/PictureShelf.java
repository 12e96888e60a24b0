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
import java.util.Optional;

/// Puts the pictures of a published set beside its rows: a picture in a file of its own on the same disk is linked (both names then lead to
/// the same bytes, no space is used), any other is copied. A picture that was published already keeps its path; others are named after
/// their content, so that equal pictures are one file. Not thread-safe.
public final class PictureShelf {
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
    public PictureShelf(Path root, Path source, String prefix) {
        this.root = root;
        this.source = source.toAbsolutePath().normalize();
        this.prefix = prefix;
    }

    /// Puts a picture on the shelf.
    ///
    /// @return its path from the root, with `/` between folders
    /// @throws IllegalArgumentException if the picture cannot be read
    /// @throws UncheckedIOException if it cannot be written
    public String place(ImageRef image) {
        String known = placed.get(image);
        if (known == null) {
            known = placed(image);
            placed.put(image, known);
        }
        return known;
    }

    private String placed(ImageRef image) {
        Optional<String> kept = keptName(image);
        if (kept.isPresent() && image instanceof ImageRef.FileImage(Path path) && Files.isRegularFile(path)) {
            put(image, root.resolve(kept.get()));
            return kept.get();
        }
        byte[] bytes = bytes(image);
        String hash = Hashes.sha256(bytes).substring(0, NAME_DIGITS);
        String name = (prefix.isEmpty() ? "" : prefix + "/") + hash.substring(0, 2) + "/" + hash + "." + extension(bytes);
        put(image, root.resolve(name));
        return name;
    }

    private static byte[] bytes(ImageRef image) {
        try {
            return image.bytes();
        } catch (IOException e) {
            throw new IllegalArgumentException("image: expected a picture at " + image.location() + ", got " + FileTrouble.of(e), e);
        }
    }

    /// A disk that takes no more is no fault of the row.
    private static void put(ImageRef image, Path target) {
        try {
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                if (!(image instanceof ImageRef.FileImage(Path path) && linked(path, target))) {
                    copy(bytes(image), target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(target + ": expected to write the picture, got " + FileTrouble.of(e), e);
        }
    }

    /// The path that a picture of a published set has already.
    private Optional<String> keptName(ImageRef image) {
        if (image instanceof ImageRef.FileImage(Path path)) {
            Path file = path.toAbsolutePath().normalize();
            String name = file.startsWith(source) ? source.relativize(file).toString().replace('\\', '/') : "";
            return name.startsWith(prefix.isEmpty() ? "" : prefix + "/") && !name.isEmpty() ? Optional.of(name) : Optional.empty();
        }
        return Optional.empty();
    }

    /// Whether a file could be given a second name; not on another disk, or one without links.
    private static boolean linked(Path picture, Path target) {
        try {
            Files.createLink(target, picture.toRealPath());
            return true;
        } catch (FileAlreadyExistsException e) {
            return true; // another run's, with the same content by its name
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /// Not forced to disk, as that would take a hundred times as long for thousands of small files; a set is made again, not mended.
    private static void copy(byte[] bytes, Path target) throws IOException {
        Path temporary = AtomicFiles.temporaryBeside(target);
        try {
            Files.write(temporary, bytes);
            AtomicFiles.moveIntoPlace(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
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
