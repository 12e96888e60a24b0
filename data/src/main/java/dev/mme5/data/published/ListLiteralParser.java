package dev.mme5.data.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads one literal by the rules of Python 3's lexer: prefixes, single and triple quotes, escapes, adjacent literals, trailing commas.
final class ListLiteralParser {
    private static final String PREFIXES = "rRuU";

    private final String text;
    private int at;

    ListLiteralParser(String text) {
        this.text = text;
    }

    List<String> parse() {
        skipBlanks();
        List<String> texts = peek() == '[' ? list() : List.of(string());
        skipBlanks();
        if (at < text.length()) {
            throw error("the end");
        }
        return List.copyOf(texts);
    }

    private List<String> list() {
        List<String> texts = new ArrayList<>();
        at++;
        skipBlanks();
        while (peek() != ']') {
            texts.add(string());
            if (peek() == ',') {
                at++;
                skipBlanks();
            } else if (peek() != ']') {
                throw error("a comma or ]");
            }
        }
        at++;
        return texts;
    }

    /// One string, which may be several literals side by side.
    private String string() {
        StringBuilder out = new StringBuilder();
        if (!literal(out)) {
            throw error("a text in quotes");
        }
        skipBlanks();
        while (literal(out)) {
            skipBlanks();
        }
        return out.toString();
    }

    private boolean literal(StringBuilder out) {
        int quoteAt = at < text.length() && PREFIXES.indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
        if (quoteAt >= text.length() || (text.charAt(quoteAt) != '\'' && text.charAt(quoteAt) != '"')) {
            return false;
        }
        boolean raw = quoteAt > at && Character.toLowerCase(text.charAt(at)) == 'r';
        String one = text.substring(quoteAt, quoteAt + 1);
        String quote = text.startsWith(one.repeat(3), quoteAt) ? one.repeat(3) : one;
        at = quoteAt + quote.length();
        body(out, quote, raw);
        return true;
    }

    private void body(StringBuilder out, String quote, boolean raw) {
        while (!text.startsWith(quote, at)) {
            if (at >= text.length() || (quote.length() == 1 && peek() == '\n')) {
                throw error("the quote " + quote + " that ends the text");
            }
            char next = text.charAt(at++);
            if (next != '\\') {
                out.append(next);
            } else if (raw) {
                out.append(next).append(taken(1));
            } else {
                escape(out);
            }
        }
        at += quote.length();
    }

    private void escape(StringBuilder out) {
        char kind = taken(1).charAt(0);
        switch (kind) {
            case '\n' -> { }
            case '\\', '\'', '"' -> out.append(kind);
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> out.appendCodePoint(hexadecimal(2));
            case 'u' -> out.appendCodePoint(hexadecimal(4));
            case 'U' -> out.appendCodePoint(hexadecimal(8));
            case 'N' -> out.appendCodePoint(named());
            default -> {
                if (kind >= '0' && kind <= '7') {
                    at--;
                    out.appendCodePoint(octal());
                } else {
                    out.append('\\').append(kind); // Python keeps what it does not know
                }
            }
        }
    }

    private int hexadecimal(int digits) {
        int begin = at;
        String number = taken(digits);
        if (!number.toLowerCase(Locale.ROOT).matches("[0-9a-f]+") || Long.parseLong(number, 16) > Character.MAX_CODE_POINT) {
            at = begin;
            throw error(digits + " hexadecimal digits of a character");
        }
        return Integer.parseInt(number, 16);
    }

    private int octal() {
        int value = 0;
        for (int digits = 0; digits < 3 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '7'; digits++) {
            value = value * 8 + text.charAt(at++) - '0';
        }
        return value;
    }

    private int named() {
        int end = text.indexOf('}', at);
        if (at >= text.length() || text.charAt(at) != '{' || end < 0) {
            throw error("a character's name in braces");
        }
        try {
            int point = Character.codePointOf(text.substring(at + 1, end));
            at = end + 1;
            return point;
        } catch (IllegalArgumentException e) {
            throw error("the name of a character");
        }
    }

    private String taken(int characters) {
        if (at + characters > text.length()) {
            throw error(characters + " more characters");
        }
        at += characters;
        return text.substring(at - characters, at);
    }

    /// The next character; at the end, one that stands nowhere in a literal.
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException error(String expected) {
        String got = at >= text.length() ? "the end" : "\"" + text.substring(at, text.offsetByCodePoints(at, 1)) + "\"";
        return new IllegalArgumentException(
                "expected a list of texts in quotes, with " + expected + " at character " + (at + 1) + ", got " + got);
    }
}
