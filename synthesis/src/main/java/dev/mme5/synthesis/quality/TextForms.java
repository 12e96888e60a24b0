package dev.mme5.synthesis.quality;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Texts as the gates compare them: letter case, punctuation, width and spacing aside.
final class TextForms {
    private TextForms() {}

    /// Letters, marks and digits in lower case (Unicode's compatibility form), one blank between words, none within scripts that do
    /// without.
    static String folded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(plain.length());
        boolean gap = false;
        for (int at = 0; at < plain.length(); at += Character.charCount(plain.codePointAt(at))) {
            int one = plain.codePointAt(at);
            if (isOfWord(one)) {
                if (gap && !folded.isEmpty() && !(lettersOfAWord(one) > 0 && lettersOfAWord(folded.codePointBefore(folded.length())) > 0)) {
                    folded.append(' ');
                }
                folded.appendCodePoint(one);
                gap = false;
            } else {
                gap = true;
            }
        }
        return folded.toString();
    }

    private static boolean isOfWord(int one) {
        return Character.isLetterOrDigit(one)
                || switch (Character.getType(one)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }

    static int letters(String text) {
        return (int) text.codePoints().filter(Character::isLetter).count();
    }

    /// Every run of so many characters of a folded text; the text itself if it is shorter.
    static Set<String> shingles(String folded, int length) {
        Set<String> shingles = new HashSet<>();
        if (folded.length() <= length) {
            shingles.add(folded);
        }
        for (int at = 0; at + length <= folded.length(); at++) {
            shingles.add(folded.substring(at, at + length));
        }
        return shingles;
    }

    /// The words of a folded text. In scripts without blanks each character is one.
    static List<String> words(String folded) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        folded.codePoints().forEach(one -> {
            boolean alone = lettersOfAWord(one) > 0;
            if ((one == ' ' || alone) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (alone) {
                words.add(Character.toString(one));
            } else if (one != ' ') {
                word.appendCodePoint(one);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /// About how many words a text has: letters of scripts without blanks count as the part of a word that they usually are.
    static double wordCount(String text) {
        double count = 0;
        boolean inWord = false;
        String folded = folded(text);
        for (int at = 0; at < folded.length(); at += Character.charCount(folded.codePointAt(at))) {
            int one = folded.codePointAt(at);
            int letters = lettersOfAWord(one);
            boolean starts = letters == 0 && one != ' ' && !inWord;
            count += letters > 0 ? 1.0 / letters : starts ? 1 : 0;
            inWord = letters == 0 && one != ' ';
        }
        return count;
    }

    /// 0 for scripts that put blanks between words.
    private static int lettersOfAWord(int one) {
        return switch (UnicodeScript.of(one)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO -> 2;
            case THAI, LAO, KHMER, MYANMAR -> 5;
            default -> 0;
        };
    }
}
