package dev.mme5.core.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a `.npy` file that holds a matrix, versions 1 to 3 of the format.
///
/// @param type of the numbers, such as [#FLOAT32]
/// @param rows number of rows
/// @param columns length of each row
/// @param data where the first number stands, in bytes from the file's start
public record NpyHeader(String type, long rows, int columns, long data) {
    /// Little-endian float32.
    public static final String FLOAT32 = "<f4";

    /// As much of a file as is surely enough to [parse][#parse(byte[])].
    public static final int MOST_BYTES = 4096;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int WRITTEN_BYTES = 128;
    private static final int WRITTEN_START = MAGIC.length + 4;
    private static final Pattern DICTIONARY = Pattern.compile(
            "\\{'descr': '([^']+)', 'fortran_order': False, 'shape': \\((\\d{1,12}), (\\d{1,7})\\),? *\\}\\s*");

    /// Reads a head.
    ///
    /// @param start of a file, [#MOST_BYTES] or the whole file if that is shorter
    /// @throws IllegalArgumentException if this is not the head of a matrix in C order
    public static NpyHeader parse(byte[] start) {
        ByteBuffer buffer = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (start.length >= 12 && buffer.mismatch(ByteBuffer.wrap(MAGIC)) == MAGIC.length) {
            boolean first = start[MAGIC.length] == 1;
            int at = first ? 10 : 12;
            long length = first ? Short.toUnsignedInt(buffer.getShort(8)) : Integer.toUnsignedLong(buffer.getInt(8));
            if (at + length <= start.length) {
                Matcher matcher = DICTIONARY.matcher(new String(start, at, (int) length, StandardCharsets.ISO_8859_1));
                if (matcher.matches()) {
                    return new NpyHeader(matcher.group(1), Long.parseLong(matcher.group(2)), Integer.parseInt(matcher.group(3)), at + length);
                }
            }
        }
        throw new IllegalArgumentException("expected a matrix in NumPy's format, rows one after the other, got something else");
    }

    /// The head of a matrix, version 1. It takes 128 bytes whatever the numbers, so that the row count can be filled in when the last row
    /// has been written.
    ///
    /// @param type such as [#FLOAT32], of at most three letters
    public static byte[] of(String type, long rows, int columns) {
        String dictionary = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
        int length = WRITTEN_BYTES - WRITTEN_START;
        ByteBuffer head = ByteBuffer.allocate(WRITTEN_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        head.put((dictionary + " ".repeat(length - 1 - dictionary.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        return head.array();
    }
}
