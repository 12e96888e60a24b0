package dev.mme5.cli.report;

import dev.mme5.core.Content;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.serving.search.Thumbnail;
import java.io.IOException;
import java.util.Locale;

/// Pieces of HTML.
final class Html {
    private Html() {}

    /// Text as it stands between tags or in an attribute.
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /// An element around HTML.
    static String element(String name, String styleClass, String inner) {
        return "<" + name + (styleClass.isEmpty() ? "" : " class=\"" + styleClass + "\"") + ">" + inner + "</" + name + ">";
    }

    /// An element around text.
    static String text(String name, String styleClass, String text) {
        return element(name, styleClass, escaped(text));
    }

    /// Words in a language, which decides their glyphs and direction.
    static String words(String name, String styleClass, Language language, String text) {
        return "<" + name + " class=\"" + styleClass + "\" lang=\"" + language.tag() + "\" dir=\"auto\">" + escaped(text) + "</" + name + ">";
    }

    /// A picture, carried in the page; one that cannot be read is a note in its place.
    static String picture(ImageRef image, String alternative) {
        try {
            return "<img alt=\"" + escaped(alternative) + "\" src=\"" + Thumbnail.dataUrl(image.bytes()) + "\">";
        } catch (IOException e) {
            return text("span", "missing", "(picture gone)");
        }
    }

    /// Pictures and text of a content, in a box.
    static String content(Content content, Language language, String styleClass) {
        StringBuilder inner = new StringBuilder();
        content.images().forEach(image -> inner.append(picture(image, "")));
        content.text().ifPresent(text -> inner.append(words("p", "", language, text)));
        return element("div", "content " + styleClass, inner.toString());
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /// Such as `+3.2`.
    static String points(double difference) {
        return String.format(Locale.ROOT, "%+.1f", 100 * difference).replace('-', '−');
    }

    /// Such as `12.4 s` or `2:05 min`.
    static String time(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds)
                : String.format(Locale.ROOT, "%d:%02d min", (int) seconds / 60, (int) seconds % 60);
    }
}
