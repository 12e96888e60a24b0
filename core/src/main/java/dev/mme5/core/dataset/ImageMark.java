package dev.mme5.core.dataset;

/// The marker that published rows carry where a picture belongs: `<|image_1|>` on a line of its own, before the text
/// (reference: src/collator.py puts the model's own token there).
public final class ImageMark {
    /// The marker without the end of its line.
    public static final String TOKEN = "<|image_1|>";
    private static final String LINE = TOKEN + "\n";

    private ImageMark() {}

    /// The text with the marker before it.
    public static String before(String text) {
        return LINE + text;
    }

    /// Whether the text begins with the marker.
    public static boolean begins(String text) {
        return text.startsWith(TOKEN);
    }

    /// The text without the marker it begins with, if it does.
    public static String without(String text) {
        if (text.startsWith(LINE)) {
            return text.substring(LINE.length());
        }
        return begins(text) ? text.substring(TOKEN.length()) : text;
    }
}
