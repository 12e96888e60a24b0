package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Content;
import dev.mme5.core.ImagePart;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Part;
import dev.mme5.core.TextPart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A hash over contents in which pictures count by name, not by folder, so that it is the same on every machine.
final class ContentHash {
    private static final int NAMED_SEGMENTS = 3;

    private final MessageDigest digest;

    ContentHash(String kind, String name) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        add(kind);
        add(name);
    }

    void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    void add(Content content) {
        add(content.framing().name());
        for (Part part : content.parts()) {
            switch (part) {
                case TextPart text -> add("text " + text.text());
                case ImagePart picture -> add("image " + pictureName(picture.image()) + " " + bytes(picture.image()));
            }
        }
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// A picture's name without the place where the data happen to lie: the last segments of its path, or the archive and the entry.
    static String pictureName(ImageRef image) {
        return switch (image) {
            case ImageRef.FileImage file -> lastSegments(file.path());
            case ImageRef.ZippedImage zipped -> zipped.archive().getFileName() + "!/" + zipped.entry();
            case ImageRef.TarImage member -> member.archive().getFileName() + "!/" + member.entry();
            case ImageRef.InlineImage inline -> inline.location();
        };
    }

    /// The size of the file that holds the picture, -1 if there is none: cheap to ask, and data that were made anew mostly differ in it.
    private static long bytes(ImageRef image) {
        return switch (image) {
            case ImageRef.FileImage file -> file.path().toFile().exists() ? file.path().toFile().length() : -1;
            case ImageRef.ZippedImage zipped -> zipped.archive().toFile().exists() ? zipped.archive().toFile().length() : -1;
            case ImageRef.TarImage member -> member.archive().toFile().exists() ? member.archive().toFile().length() : -1;
            case ImageRef.InlineImage _ -> 0;
        };
    }

    private static String lastSegments(Path path) {
        int count = path.getNameCount();
        String tail = path.subpath(Math.max(0, count - NAMED_SEGMENTS), count).toString();
        return tail.replace('\\', '/');
    }
}
