package dev.mme5.synthesis.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Which files are pictures, by name and by their first bytes.
final class PictureFormat {
    /// The first bytes that [#isPicture(byte[])] wants to see.
    static final int HEAD_BYTES = 12;

    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "webp", "gif", "bmp");

    private PictureFormat() {}

    static boolean hasPictureName(String name) {
        return ENDINGS.contains(ending(name));
    }

    /// What stands behind the last dot, in lower case.
    static String ending(String name) {
        int slash = name.lastIndexOf('/');
        int dot = name.lastIndexOf('.');
        return dot <= slash ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    static boolean isPicture(byte[] head) {
        return !subtype(head).isEmpty();
    }

    /// What stands behind `image/` in the media type; empty if it is no picture.
    ///
    /// @param head the first bytes, or all
    static String subtype(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG")) {
            return "png";
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return "jpeg";
        }
        if (text.startsWith("GIF8")) {
            return "gif";
        }
        if (text.startsWith("BM")) {
            return "bmp";
        }
        return text.startsWith("RIFF") && text.startsWith("WEBP", 8) ? "webp" : "";
    }
}
