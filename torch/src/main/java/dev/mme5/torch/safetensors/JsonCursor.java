package dev.mme5.torch.safetensors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the little JSON that weight files need, strictly: objects without duplicate keys, strings, whole numbers.
final class JsonCursor {
    private static final int DEEPEST_SKIP = 32;

    /// A text that is not the expected JSON; the caller adds the file's name.
    static final class SyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message);
        }
    }

    private final String text;
    private int at;

    JsonCursor(String text) {
        this.text = text;
    }

    /// Reads an object; the consumer is given each key and must read its value.
    void object(Consumer<String> value) {
        Set<String> keys = new HashSet<>();
        expect('{');
        if (skipIf('}')) {
            return;
        }
        do {
            String key = string();
            if (!keys.add(key)) {
                throw new SyntaxException("expected each name once, got '" + key + "' twice");
            }
            expect(':');
            value.accept(key);
        } while (skipIf(','));
        expect('}');
    }

    /// Reads an array of whole numbers that are not negative.
    long[] naturals() {
        List<Long> numbers = new ArrayList<>();
        expect('[');
        if (skipIf(']')) {
            return new long[0];
        }
        do {
            numbers.add(natural());
        } while (skipIf(','));
        expect(']');
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    /// Reads a string.
    String string() {
        expect('"');
        StringBuilder result = new StringBuilder();
        while (true) {
            char c = next("the end of a string");
            if (c == '"') {
                return result.toString();
            }
            if (c < ' ') {
                throw wrong("a character of a string", c);
            }
            result.append(c == '\\' ? escaped() : c);
        }
    }

    /// Passes over any value.
    void skip() {
        skip(0);
    }

    /// Nothing but white space may follow.
    void end() {
        skipSpace();
        if (at < text.length()) {
            throw wrong("the end of the JSON", text.charAt(at));
        }
    }

    private void skip(int depth) {
        if (depth > DEEPEST_SKIP) {
            throw new SyntaxException("expected at most " + DEEPEST_SKIP + " nested values, got more");
        }
        skipSpace();
        switch (at < text.length() ? text.charAt(at) : ' ') {
            case '{' -> object(_ -> skip(depth + 1));
            case '[' -> skipArray(depth);
            case '"' -> string();
            default -> skipWord();
        }
    }

    private void skipArray(int depth) {
        expect('[');
        if (skipIf(']')) {
            return;
        }
        do {
            skip(depth + 1);
        } while (skipIf(','));
        expect(']');
    }

    private void skipWord() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String word = text.substring(start, at);
        if (!word.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw new SyntaxException("expected a JSON value at character " + start + ", got '" + word + "'");
        }
    }

    private long natural() {
        skipSpace();
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        int digits = at - start;
        if (digits == 0 || digits > 18 || digits > 1 && text.charAt(start) == '0') {
            throw new SyntaxException("expected a whole number at character " + start + ", got '"
                    + text.substring(start, Math.min(text.length(), Math.max(at, start + 1))) + "'");
        }
        return Long.parseLong(text, start, at, 10);
    }

    private char escaped() {
        char c = next("an escape");
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    char hex = next("four hexadecimal digits");
                    int digit = hex < 128 ? Character.digit(hex, 16) : -1;
                    if (digit < 0) {
                        throw wrong("four hexadecimal digits", hex);
                    }
                    code = code << 4 | digit;
                }
                yield (char) code;
            }
            default -> throw wrong("an escape", c);
        };
    }

    private void expect(char wanted) {
        skipSpace();
        char c = next("'" + wanted + "'");
        if (c != wanted) {
            throw wrong("'" + wanted + "'", c);
        }
    }

    private boolean skipIf(char wanted) {
        skipSpace();
        boolean found = at < text.length() && text.charAt(at) == wanted;
        if (found) {
            at++;
        }
        return found;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char next(String wanted) {
        if (at == text.length()) {
            throw new SyntaxException("expected " + wanted + " at character " + at + ", got the end");
        }
        return text.charAt(at++);
    }

    private SyntaxException wrong(String wanted, char got) {
        return new SyntaxException("expected " + wanted + " before character " + at + ", got '" + got + "'");
    }
}
