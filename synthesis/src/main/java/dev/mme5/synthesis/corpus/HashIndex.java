package dev.mme5.synthesis.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/// Finds the number of a name among millions, twelve bytes each, by a 64-bit hash (FNV-1a, finished as in SplitMix64). Immutable.
public final class HashIndex {
    private final long[] hashes; // ascending
    private final int[] numbers;

    /// @param names the name of each number from 0 to size - 1; each its own
    public HashIndex(int size, IntFunction<String> names) {
        long[] hashOf = new long[size];
        for (int number = 0; number < size; number++) {
            hashOf[number] = hash(names.apply(number));
        }
        hashes = hashOf.clone();
        Arrays.sort(hashes);
        numbers = new int[size];
        for (int number = 0; number < size; number++) {
            numbers[Arrays.binarySearch(hashes, hashOf[number])] = number;
        }
    }

    /// Empty if no number has the name.
    public OptionalInt find(String name) {
        int at = Arrays.binarySearch(hashes, hash(name));
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(numbers[at]);
    }

    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ one & 0xff) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
