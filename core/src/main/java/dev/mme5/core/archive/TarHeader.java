package dev.mme5.core.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One block of 512 bytes before a member (POSIX.1-1988 ustar, and GNU's numbers).
///
/// @param name with the prefix of ustar
/// @param size of what follows, in bytes
/// @param type `0` a file, `x` and `g` further attributes of pax, `L` a long name of GNU
record TarHeader(String name, long size, char type) {
    static final int BYTES = 512;

    private static final int SIZE_AT = 124;
    private static final int SUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;

    /// @throws IllegalArgumentException if the block is no header
    static TarHeader parse(byte[] block) {
        long sum = number(block, SUM_AT, 8);
        if (sum != sum(block)) {
            throw new IllegalArgumentException("a header whose sum is not that of its bytes");
        }
        long size = number(block, SIZE_AT, 12);
        if (size < 0) {
            throw new IllegalArgumentException("a member of negative size");
        }
        char type = block[TYPE_AT] == 0 ? '0' : (char) block[TYPE_AT];
        String name = text(block, 0, 100);
        boolean posix = text(block, MAGIC_AT, 6).equals("ustar"); // GNU's has a blank in place of the zero, and other things for a prefix
        String prefix = posix ? text(block, PREFIX_AT, 155) : "";
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, size, type);
    }

    static boolean isZero(byte[] block) {
        return Arrays.equals(block, new byte[BYTES]);
    }

    /// Whether what follows is a file. `7` is one that lies in one piece.
    boolean isFile() {
        return type == '0' || type == '7';
    }

    private static long sum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BYTES; i++) {
            sum += i >= SUM_AT && i < SUM_AT + 8 ? ' ' : block[i] & 0xff;
        }
        return sum;
    }

    /// Octal digits, or, with the first bit set, the bytes of a number.
    private static long number(byte[] block, int at, int length) {
        if ((block[at] & 0x80) != 0) {
            long value = block[at] & 0x7f;
            for (int i = at + 1; i < at + length; i++) {
                value = value << 8 | block[i] & 0xff;
            }
            return value;
        }
        String digits = text(block, at, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a header with \"" + digits + "\" for a number", e);
        }
    }

    private static String text(byte[] block, int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }
}
