package dev.mme5.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A `./mme5 …` line of a document.
///
/// @param text as it stands there
/// @param args what a shell would hand to the program
record ShellLine(String text, List<String> args) {
    private static final String PROGRAM = "./mme5";
    private static final Pattern INLINE = Pattern.compile("`(\\./mme5 [^`]+)`");
    private static final Pattern BLOCK = Pattern.compile("^(?:#\\s+)?(?:\\w+=\\S+ )*(\\./mme5 .*)$");

    /// The lines of a Markdown document, in code blocks and in the running text; or of a recipe's head.
    static List<ShellLine> in(String document) {
        List<ShellLine> found = new ArrayList<>();
        for (String line : document.replaceAll("\\\\\\R\\s*", "").lines().toList()) {
            Matcher block = BLOCK.matcher(line.strip());
            Matcher inline = INLINE.matcher(line);
            if (block.matches()) {
                found.add(of(block.group(1)));
            }
            while (inline.find()) {
                found.add(of(inline.group(1)));
            }
        }
        return found;
    }

    private static ShellLine of(String text) {
        List<String> words = words(text);
        return new ShellLine(text, List.copyOf(words.subList(1, words.size())));
    }

    /// Words as a shell splits them, up to a comment, a pipe or a redirection.
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean open = false;
        char quote = 0;
        for (char c : (line + " ").toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                open = true;
            } else if (c == ' ') {
                if (open) {
                    words.add(word.toString());
                    word.setLength(0);
                    open = false;
                }
            } else if (!open && "#|>&;(".indexOf(c) >= 0) {
                break;
            } else {
                word.append(c);
                open = true;
            }
        }
        if (quote != 0 || words.isEmpty() || !words.getFirst().equals(PROGRAM)) {
            throw new IllegalArgumentException("expected a whole command line, got " + line);
        }
        return words;
    }

    /// Arguments that name something that ships.
    Stream<String> shippedPaths() {
        return args.stream().filter(arg -> arg.matches("(recipes|samples|models|docs|tools)/.*")).map(arg -> arg.replaceAll("!/.*", ""));
    }
}
