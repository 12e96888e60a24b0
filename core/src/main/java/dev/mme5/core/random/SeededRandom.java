package dev.mme5.core.random;

import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Random numbers that depend on a seed and on what they are drawn for, and on nothing else: the same on every machine, in every
/// version of Java and in any order of work. `SeededRandom.of(seed, "row", 17)` belongs to row 17 whoever draws it and when.
///
/// The generator is xoshiro256++ (Blackman and Vigna, arXiv 1805.01407); its state is the SHA-256 of the seed and the salts. Not
/// thread-safe; cheap to make.
public final class SeededRandom {
    private static final double DOUBLE_UNIT = 0x1.0p-53;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    private SeededRandom(byte[] state) {
        ByteBuffer words = ByteBuffer.wrap(state);
        s0 = words.getLong();
        s1 = words.getLong();
        s2 = words.getLong();
        s3 = words.getLong();
    }

    /// A generator for one purpose.
    ///
    /// @param seed the user's
    /// @param salt what is drawn: strings, numbers, booleans, enums (by name), languages and modality pairs. `3` and `"3"` differ,
    ///         `3` and `3L` do not
    /// @throws IllegalArgumentException if a salt is of another class, whose text might differ from one run to the next
    public static SeededRandom of(long seed, Object... salt) {
        StringBuilder text = new StringBuilder().append(seed);
        for (Object part : salt) {
            String canonical = canonical(part);
            text.append('|').append(canonical.length()).append(':').append(canonical);
        }
        return new SeededRandom(sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String canonical(Object salt) {
        return switch (salt) {
            case String text -> "s" + text;
            case Integer number -> "n" + number;
            case Long number -> "n" + number;
            case Double number -> "d" + Long.toHexString(Double.doubleToLongBits(number));
            case Boolean bool -> "b" + bool;
            case Enum<?> constant -> "e" + constant.name();
            case Language language -> "s" + language.tag();
            case ModalityPair pair -> "s" + pair.code();
            default -> throw new IllegalArgumentException("salt: expected a string, an integer, a double, a boolean, an enum, a language"
                    + " or a modality pair, got a " + salt.getClass().getName() + "; pass its name or id");
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Any long, each equally likely.
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /// An integer in [0, bound), each equally likely.
    ///
    /// @throws IllegalArgumentException if the bound is below 1
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound: expected at least 1, got " + bound);
        }
        long bits = nextLong() >>> 1;
        while (bits - bits % bound + (bound - 1) < 0) { // the last, incomplete run of bounds would favour small numbers
            bits = nextLong() >>> 1;
        }
        return (int) (bits % bound);
    }

    /// A number in [0, 1), a multiple of 2⁻⁵³.
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    /// A number in [low, high).
    public double nextDouble(double low, double high) {
        if (!(low < high)) {
            throw new IllegalArgumentException("range: expected low < high, got " + low + " and " + high);
        }
        return Math.min(low + nextDouble() * (high - low), Math.nextDown(high));
    }

    /// A number from the normal distribution with mean 0 and deviation 1 (Marsaglia's polar method).
    public double nextGaussian() {
        while (true) {
            double x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /// One of the items, each equally likely.
    ///
    /// @throws IllegalArgumentException if there is none
    public <T> T pick(List<T> items) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("pick: expected at least one item, got none");
        }
        return items.get(nextInt(items.size()));
    }

    /// The items in a random order; the given list is left alone.
    public <T> List<T> shuffled(List<T> items) {
        return sample(items, items.size());
    }

    /// Some of the items, none twice, in a random order.
    ///
    /// @throws IllegalArgumentException if there are fewer than `n`
    public <T> List<T> sample(List<T> items, int n) {
        if (n < 0 || n > items.size()) {
            throw new IllegalArgumentException("sample: expected 0 to " + items.size() + " items, got " + n);
        }
        List<T> drawn = new ArrayList<>(items);
        for (int i = 0; i < n; i++) {
            Collections.swap(drawn, i, i + nextInt(drawn.size() - i));
        }
        return List.copyOf(drawn.subList(0, n));
    }

    /// One of the items, each as likely as its share of the weights.
    ///
    /// @param weights one for each item, finite and at least 0, not all 0
    public <T> T weighted(List<T> items, double[] weights) {
        double total = total(items, weights);
        double left = nextDouble() * total;
        int chosen = -1;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                chosen = i; // rounding may leave a rest after the last weight: then the last item that can be drawn
                left -= weights[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return items.get(chosen);
    }

    private static double total(List<?> items, double[] weights) {
        double total = 0;
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("weights: expected numbers of at least 0, got " + weight);
            }
            total += weight;
        }
        if (weights.length != items.size() || !(total > 0) || Double.isInfinite(total)) {
            throw new IllegalArgumentException("weights: expected " + items.size() + " with a finite sum above 0, got "
                    + weights.length + " with the sum " + total);
        }
        return total;
    }
}
