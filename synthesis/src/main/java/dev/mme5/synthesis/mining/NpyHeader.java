package dev.mme5.synthesis.mining;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a `.npy` file, versions 1 to 3.
///
/// @param type of the numbers, such as `<f4`
/// @param data where the first number stands
record NpyHeader(String type, long rows, int columns, long data) {
    /// As much of a file as is surely enough.
    static final int MOST_BYTES = 4096;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DICTIONARY = Pattern.compile(
            "\\{'descr': '([^']+)', 'fortran_order': False, 'shape': \\((\\d{1,12}), (\\d{1,7})\\),? *\\}\\s*");

    /// @throws IllegalArgumentException if this is not the head of a matrix in C order
    static NpyHeader parse(byte[] head) {
        ByteBuffer buffer = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (head.length >= 12 && buffer.mismatch(ByteBuffer.wrap(MAGIC)) == MAGIC.length) {
            boolean first = head[MAGIC.length] == 1;
            int start = first ? 10 : 12;
            long length = first ? Short.toUnsignedInt(buffer.getShort(8)) : Integer.toUnsignedLong(buffer.getInt(8));
            if (start + length <= head.length) {
                Matcher matcher = DICTIONARY.matcher(new String(head, start, (int) length, StandardCharsets.ISO_8859_1));
                if (matcher.matches()) {
                    return new NpyHeader(matcher.group(1), Long.parseLong(matcher.group(2)), Integer.parseInt(matcher.group(3)), start + length);
                }
            }
        }
        throw new IllegalArgumentException("expected a matrix in NumPy's format, rows one after the other, got something else");
    }

    /// The head of a float32 matrix, 128 bytes.
    static byte[] float32(long rows, int columns) {
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
        ByteBuffer head = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        head.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) 118);
        head.put((dictionary + " ".repeat(117 - dictionary.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        return head.array();
    }
}
