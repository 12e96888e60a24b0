package dev.mme5.data.published;

import java.util.ArrayList;
import java.util.List;

/// A list of texts as Python writes it, `['a', "b's"]`, which the published sets have in `neg_text` and `neg_image_path`. It is parsed,
/// never evaluated. Thread-safe.
public final class ListLiteral {
    private ListLiteral() {}

    /// Reads a list of string literals, or a single one, which is a list of one (reference: src/dataset.py).
    ///
    /// @throws IllegalArgumentException `expected <this>, got <that> at character <n>` if it is anything else
    public static List<String> parse(String literal) {
        return new ListLiteralParser(literal).parse();
    }

    /// Writes a list as Python's `repr` does, except for characters that are younger than the one's or the other's Unicode.
    public static String write(List<String> texts) {
        StringBuilder out = new StringBuilder("[");
        List<String> quoted = new ArrayList<>();
        texts.forEach(text -> quoted.add(quoted(text)));
        return out.append(String.join(", ", quoted)).append(']').toString();
    }

    private static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        text.codePoints().forEach(point -> append(out, point, quote));
        return out.append(quote).toString();
    }

    private static void append(StringBuilder out, int point, char quote) {
        switch (point) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (point == quote) {
                    out.append('\\').append(quote);
                } else if (isPrintable(point)) {
                    out.appendCodePoint(point);
                } else {
                    out.append(point < 0x100 ? "\\x%02x".formatted(point) : point < 0x10000 ? "\\u%04x".formatted(point) : "\\U%08x".formatted(point));
                }
            }
        }
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
