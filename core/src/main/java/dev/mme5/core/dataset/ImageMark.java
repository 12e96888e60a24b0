package dev.mme5.core.dataset;

/// The mark that says in published rows (MMEB, mmE5) where a picture stands: `<|image_1|>` and a newline.
public final class ImageMark {
    /// The mark without the newline that belongs to it.
    public static final String TOKEN = "<|image_1|>";
    /// The mark with its newline. To the reference, a mark without one is text.
    public static final String MARK = TOKEN + "\n";

    private ImageMark() {}

    /// The text with the mark in front.
    public static String before(String text) {
        return MARK + text;
    }

    /// The text without the mark it begins with, if it does, with or without its newline.
    public static String without(String text) {
        if (text.startsWith(MARK)) {
            return text.substring(MARK.length());
        }
        return text.startsWith(TOKEN) ? text.substring(TOKEN.length()) : text;
    }
}
