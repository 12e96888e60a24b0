package dev.mme5.synthesis.quality;

import java.util.Arrays;
import java.util.Set;

/// Short signatures of sets, whose agreement estimates the share of what two sets have in common (Broder 1997).
final class MinHash {
    /// Numbers of a signature: [#BANDS] of [#BAND].
    static final int SIZE = 60;

    static final int BANDS = 12;
    static final int BAND = SIZE / BANDS;

    private MinHash() {}

    /// The lower 16 bits of the least hash of the set, for each of [#SIZE] hash functions.
    static short[] of(Set<String> pieces) {
        long[] least = new long[SIZE];
        Arrays.fill(least, Long.MAX_VALUE);
        for (String piece : pieces) {
            long hash = hash(piece);
            for (int i = 0; i < SIZE; i++) {
                least[i] = Math.min(least[i], mix(hash + i * 0x9e3779b97f4a7c15L));
            }
        }
        short[] signature = new short[SIZE];
        for (int i = 0; i < SIZE; i++) {
            signature[i] = (short) least[i];
        }
        return signature;
    }

    /// A number for each band, which two sets have in common if they have its hashes in common.
    static long band(short[] signature, int band) {
        long hash = band;
        for (int i = band * BAND; i < (band + 1) * BAND; i++) {
            hash = mix(hash ^ signature[i]);
        }
        return hash;
    }

    /// The share of the numbers that agree.
    static double similarity(short[] left, short[] right) {
        int same = 0;
        for (int i = 0; i < SIZE; i++) {
            same += left[i] == right[i] ? 1 : 0;
        }
        return (double) same / SIZE;
    }

    private static long hash(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return mix(hash);
    }

    /// The finisher of SplitMix64.
    static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
