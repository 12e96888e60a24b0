package dev.mme5.serving.vectors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a `.npy` file (version 1.0) that holds a float32 matrix. It always takes [#BYTES], so that the row count can be
/// filled in when the last row has been written.
///
/// @param rows number of rows
/// @param columns length of each row
record NpyHeader(long rows, int columns) {
    static final int BYTES = 128;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final Pattern DICTIONARY = Pattern.compile(
            "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\((\\d{1,10}), (\\d{1,7})\\),? *\\} *\n");

    ByteBuffer encode() {
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
        int length = BYTES - MAGIC.length - Short.BYTES;
        ByteBuffer head = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.put(MAGIC).putShort((short) length);
        head.put((dictionary + " ".repeat(length - dictionary.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        return head.flip();
    }

    /// @param head the first [#BYTES] of a file
    /// @throws IllegalArgumentException if they are not the head of a float32 matrix as [#encode()] writes it
    static NpyHeader decode(byte[] head) {
        ByteBuffer buffer = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (head.length == BYTES && buffer.mismatch(ByteBuffer.wrap(MAGIC)) == MAGIC.length) {
            int start = MAGIC.length + Short.BYTES;
            Matcher matcher = DICTIONARY.matcher(new String(head, start, BYTES - start, StandardCharsets.US_ASCII));
            if (matcher.matches()) {
                return new NpyHeader(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            }
        }
        throw new IllegalArgumentException("expected a float32 matrix in NumPy's format with a header of 128 bytes, got something else");
    }
}
