package dev.mme5.data;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// A set of texts of which 64 bits each are remembered: some tens of bytes for a million rows times ten. Two different texts are taken for
/// one with a probability below one in ten million for a million and a half texts. Not thread-safe.
public final class Fingerprints {
    private static final double MOST_FILLED = 0.6;

    private final MessageDigest digest;
    private long[] slots = new long[1 << 10];
    private int count;

    public Fingerprints() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Remembers a text.
    ///
    /// @return whether it is new
    public boolean add(String text) {
        long print = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
        if (!put(slots, print == 0 ? 1 : print)) {
            return false;
        }
        count++;
        if (count > slots.length * MOST_FILLED) {
            grow();
        }
        return true;
    }

    /// How many different ones there are.
    public int size() {
        return count;
    }

    /// What makes two rows duplicates: query and positive, with what is asked of them.
    public static String of(Example example) {
        StringBuilder text = new StringBuilder(example.instruction()).append('\u0001');
        append(text, example.query());
        append(text, example.positive());
        return text.toString();
    }

    private static void append(StringBuilder text, Content content) {
        text.append(content.text().orElse("")).append('\u0001');
        for (ImageRef image : content.images()) {
            text.append(image.location()).append('\u0001');
        }
        text.append('\u0002');
    }

    private void grow() {
        long[] more = new long[slots.length * 2];
        Arrays.stream(slots).filter(print -> print != 0).forEach(print -> put(more, print));
        slots = more;
    }

    private static boolean put(long[] slots, long print) {
        int at = (int) (print & (slots.length - 1));
        while (slots[at] != 0) {
            if (slots[at] == print) {
                return false;
            }
            at = (at + 1) & (slots.length - 1);
        }
        slots[at] = print;
        return true;
    }
}
