package dev.mme5.synthesis.quality;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// How well each of 97 languages explains a text: a naive Bayes model over sequences of one to four bytes, with the numbers of langid.py
/// (`tools/language` says how they were taken over). Immutable and thread-safe; 1.5 MB.
final class LanguageModel {
    private static final String RESOURCE = "languages.bin.gz";
    private static final float STEP = 14;
    private static final int LONGEST = 4;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final String[] tags;
    private final long[] keys; // length * 2^32 + bytes, ascending
    private final byte[] costs; // [features][languages], -14 * log-probability

    private LanguageModel(DataInputStream in) throws IOException {
        tags = new String[in.readInt()];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = in.readUTF();
            numbers.put(tags[i], i);
        }
        keys = new long[in.readInt()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = in.readLong();
        }
        costs = new byte[keys.length * tags.length];
        in.readFully(costs);
    }

    private static final class Shipped {
        private static final LanguageModel MODEL = read();

        private static LanguageModel read() {
            try (InputStream resource = LanguageModel.class.getResourceAsStream(RESOURCE)) {
                if (resource == null) {
                    throw new IllegalStateException(RESOURCE + ": expected it beside " + LanguageModel.class.getName() + ", got nothing");
                }
                return new LanguageModel(new DataInputStream(new BufferedInputStream(new GZIPInputStream(resource))));
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE + ": " + e.getMessage(), e);
            }
        }
    }

    /// The model that ships, read when it is first asked for.
    static LanguageModel shipped() {
        return Shipped.MODEL;
    }

    boolean knows(String tag) {
        return numbers.containsKey(tag);
    }

    /// The languages it knows, in the order of its scores.
    String[] tags() {
        return tags.clone();
    }

    /// The log-likelihood of a text in each language, 0 or below.
    Scores score(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        float[] sums = new float[tags.length];
        for (int end = 0; end < bytes.length; end++) {
            long sequence = 0;
            for (int length = 1; length <= LONGEST && length <= end + 1; length++) {
                sequence |= (bytes[end + 1 - length] & 0xffL) << 8 * (length - 1);
                int feature = Arrays.binarySearch(keys, (long) length << 32 | sequence);
                if (feature >= 0) {
                    add(feature, sums);
                }
            }
        }
        return new Scores(sums);
    }

    private void add(int feature, float[] sums) {
        int at = feature * tags.length;
        for (int i = 0; i < sums.length; i++) {
            sums[i] -= (costs[at + i] & 0xff) / STEP;
        }
    }

    /// A text's scores.
    final class Scores {
        private final float[] sums;

        private Scores(float[] sums) {
            this.sums = sums;
        }

        /// @param tag one that [#knows(String)]
        float of(String tag) {
            return sums[numbers.get(tag)];
        }

        /// The language that explains the text best.
        String best() {
            int best = 0;
            for (int i = 1; i < sums.length; i++) {
                best = sums[i] > sums[best] ? i : best;
            }
            return tags[best];
        }
    }
}
