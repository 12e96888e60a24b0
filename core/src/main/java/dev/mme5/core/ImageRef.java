package dev.mme5.core;

import dev.mme5.core.archive.OpenTars;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Where a picture's encoded bytes are. Immutable and thread-safe; nothing is read before [#bytes()].
public sealed interface ImageRef {

    /// The text form, which [#parse(String, Path)] reads back: a path, `archive.zip!/entry.png`, `archive.tar!/entry.png`, or a
    /// `data:` URL.
    String location();

    /// Reads the encoded picture.
    ///
    /// @throws IOException if the file or the entry does not exist or cannot be read; the message names it
    /// @throws InterruptedWorkException if the thread is interrupted, which says nothing of the picture
    byte[] bytes() throws IOException;

    /// Reads the text form of a reference.
    ///
    /// @param text a path, `archive.zip!/entry`, `archive.tar!/entry` or
    ///     `data:<media type>;base64,<data>`; archives are known by these two ends
    /// @param base the folder that a relative path starts from; `..` is resolved
    /// @throws IllegalArgumentException if a data URL or a path is malformed
    static ImageRef parse(String text, Path base) {
        if (text.startsWith("data:")) {
            return InlineImage.parse(text);
        }
        int bang = archiveEnd(text);
        if (bang >= 0) {
            Path archive = base.resolve(text.substring(0, bang)).normalize();
            String entry = text.substring(bang + 2);
            return endsWith(archive.toString(), ".tar") ? new TarImage(archive, entry) : new ZippedImage(archive, entry);
        }
        return new FileImage(base.resolve(text).normalize());
    }

    /// Where the archive's name ends, -1 if there is none: a folder's name may end with `!` too.
    private static int archiveEnd(String text) {
        int bang = text.indexOf("!/");
        while (bang >= 0 && !endsWith(text.substring(0, bang), ".zip") && !endsWith(text.substring(0, bang), ".tar")) {
            bang = text.indexOf("!/", bang + 1);
        }
        return bang;
    }

    private static boolean endsWith(String name, String end) {
        return name.toLowerCase(Locale.ROOT).endsWith(end);
    }

    /// A picture in a file of its own.
    record FileImage(Path path) implements ImageRef {
        @Override
        public String location() {
            return path.toString();
        }

        @Override
        public byte[] bytes() throws IOException {
            if (!Files.isRegularFile(path)) {
                throw new FileNotFoundException(path + ": expected a picture file, got nothing; check the path");
            }
            return Files.readAllBytes(path);
        }
    }

    /// A picture inside a zip archive. A few archives stay open between reads: see [OpenArchives].
    record ZippedImage(Path archive, String entry) implements ImageRef {
        @Override
        public String location() {
            return archive + "!/" + entry;
        }

        @Override
        public byte[] bytes() throws IOException {
            if (!Files.isRegularFile(archive)) {
                throw new FileNotFoundException(archive + ": expected a zip archive of pictures, got nothing; check the path");
            }
            OpenArchives.SHARED.hold(archive);
            try (ZipFile zip = new ZipFile(archive.toFile())) {
                ZipEntry found = zip.getEntry(entry);
                if (found == null) {
                    throw new FileNotFoundException(location() + ": expected an entry of that name in the archive, got none");
                }
                return zip.getInputStream(found).readAllBytes();
            }
        }
    }

    /// A picture inside a tar archive that is not packed, such as a shard of WebDataset. Read at its place; see [OpenTars].
    record TarImage(Path archive, String entry) implements ImageRef {
        @Override
        public String location() {
            return archive + "!/" + entry;
        }

        @Override
        public byte[] bytes() throws IOException {
            try {
                return OpenTars.SHARED.read(archive, entry);
            } catch (IOException e) {
                InterruptedWorkException.throwIf(e, location());
                throw e;
            }
        }
    }

    /// A picture carried in the row itself.
    final class InlineImage implements ImageRef {
        private static final String BASE64_MARK = ";base64,";

        private final String mediaType;
        private final byte[] bytes;

        /// @param bytes the encoded picture; copied
        public InlineImage(String mediaType, byte[] bytes) {
            this.mediaType = mediaType;
            this.bytes = bytes.clone();
        }

        private static InlineImage parse(String url) {
            int mark = url.indexOf(BASE64_MARK);
            if (mark < 0) {
                throw new IllegalArgumentException("data URL: expected data:<media type>;base64,<data>, got "
                        + url.substring(0, Math.min(40, url.length())) + "…");
            }
            byte[] decoded = Base64.getDecoder().decode(url.substring(mark + BASE64_MARK.length()));
            return new InlineImage(url.substring("data:".length(), mark), decoded);
        }

        @Override
        public String location() {
            return "data:" + mediaType + BASE64_MARK + Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof InlineImage that && location().equals(that.location());
        }

        @Override
        public int hashCode() {
            return location().hashCode();
        }

        @Override
        public String toString() {
            int shown = Math.min(4, bytes.length);
            return "InlineImage[" + mediaType + ", " + bytes.length + " bytes, " + HexFormat.of().formatHex(bytes, 0, shown) + "…]";
        }
    }
}
