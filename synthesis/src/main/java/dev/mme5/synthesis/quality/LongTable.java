package dev.mme5.synthesis.quality;

import java.util.Arrays;

/// A table from long to int that keeps what was put first; twelve bytes a slot, at most three quarters of them taken. Not thread-safe.
final class LongTable {
    private static final int EMPTY = -1;

    private long[] keys = new long[1024];
    private int[] values = new int[1024];
    private int size;

    LongTable() {
        Arrays.fill(values, EMPTY);
    }

    /// The value that a key has, -1 if none.
    int get(long key) {
        return values[slot(key)];
    }

    /// Gives a key a value, of at least 0, unless it has one.
    void putIfAbsent(long key, int value) {
        int slot = slot(key);
        if (values[slot] != EMPTY) {
            return;
        }
        keys[slot] = key;
        values[slot] = value;
        size++;
        if (size * 4L > keys.length * 3L) {
            grow();
        }
    }

    int size() {
        return size;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) MinHash.mix(key) & mask;
        while (values[slot] != EMPTY && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        Arrays.fill(values, EMPTY);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != EMPTY) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
