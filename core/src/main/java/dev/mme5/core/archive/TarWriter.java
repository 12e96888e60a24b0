package dev.mme5.core.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Writes a tar of small files: ustar, with an attribute of pax for names that are long or not ASCII. Times and owners are left out, so
/// that equal files give equal bytes. Not thread-safe.
public final class TarWriter implements AutoCloseable {
    private static final int MOST_NAME_BYTES = 100;

    private final OutputStream out;

    /// @param out closed by [#close()]
    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /// Adds a file.
    ///
    /// @param name with its folders, `/` between them
    public void add(String name, byte[] bytes) throws IOException {
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        if (encoded.length > MOST_NAME_BYTES || encoded.length != name.length()) {
            member("attributes", 'x', attribute(" path=" + name + "\n"));
        }
        member(name, '0', bytes);
    }

    /// Where the next member's bytes begin is a multiple of a block, and so is its end.
    private void member(String name, char type, byte[] bytes) throws IOException {
        byte[] header = new byte[TarHeader.BYTES];
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, header, 0, Math.min(encoded.length, MOST_NAME_BYTES));
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0" + String.format(Locale.ROOT, "%011o\0", bytes.length) + "00000000000\0");
        put(header, 148, "        " + type);
        put(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0", sum));
        out.write(header);
        out.write(bytes);
        out.write(new byte[(TarHeader.BYTES - bytes.length % TarHeader.BYTES) % TarHeader.BYTES]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /// A line that begins with its own length.
    private static byte[] attribute(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length + 1;
        while (Integer.toString(length).length() + bytes.length != length) {
            length++;
        }
        byte[] digits = Integer.toString(length).getBytes(StandardCharsets.US_ASCII);
        byte[] line = Arrays.copyOf(digits, length);
        System.arraycopy(bytes, 0, line, digits.length, bytes.length);
        return line;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(new byte[2 * TarHeader.BYTES]);
        }
    }
}
