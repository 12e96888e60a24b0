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
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return text.startsWith("\u0089PNG")
                || text.startsWith("\u00ff\u00d8\u00ff")
                || text.startsWith("GIF8")
                || text.startsWith("BM")
                || text.startsWith("RIFF") && text.startsWith("WEBP", 8);
    }
}
