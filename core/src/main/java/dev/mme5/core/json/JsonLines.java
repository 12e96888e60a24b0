package dev.mme5.core.json;

import dev.mme5.core.FileTrouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Walks the lines of a text with one JSON object on each. Holds one line in memory; blank lines are passed over but counted.
/// Not thread-safe.
public final class JsonLines implements AutoCloseable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final String name;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private int number;
    private long position;
    private long filled;

    private JsonLines(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    /// Opens a file; one whose name ends in `.gz` is unpacked while it is read.
    ///
    /// @throws JsonException if there is no such file
    public static JsonLines open(Path file) {
        try {
            InputStream bytes = Files.newInputStream(file);
            try {
                return of(file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, file.toString());
            } catch (IOException e) {
                bytes.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JsonException(file.toString(), "expected a JSONL file, got " + FileTrouble.of(e) + "; check the path", e);
        }
    }

    /// Reads a stream, which [#close()] closes.
    ///
    /// @param name what errors call it
    public static JsonLines of(InputStream in, String name) {
        return new JsonLines(in, name);
    }

    /// The next line that is not blank, empty at the end.
    public Optional<Line> next() {
        try {
            Optional<byte[]> bytes = nextBytes();
            while (bytes.isPresent()) {
                Line line = new Line(name, number, position, bytes.get());
                if (!line.isBlank()) {
                    return Optional.of(line);
                }
                bytes = nextBytes();
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new JsonException(name + ":" + (number + 1), "expected another line or the end, got " + FileTrouble.of(e), e);
        }
    }

    private Optional<byte[]> nextBytes() throws IOException {
        if (start == end && !fill()) {
            return Optional.empty();
        }
        number++;
        position = filled - end + start;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        do {
            int from = start;
            while (start < end && buffer[start] != '\n') {
                start++;
            }
            line.write(buffer, from, start - from);
            if (start < end) {
                start++;
                return Optional.of(line.toByteArray());
            }
        } while (fill());
        return Optional.of(line.toByteArray());
    }

    private boolean fill() throws IOException {
        start = 0;
        end = Math.max(0, in.read(buffer));
        filled += end;
        return end > 0;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new JsonException(name, "expected to close it, got " + FileTrouble.of(e), e);
        }
    }

    /// A line that was walked over before.
    ///
    /// @param number its number, from 1
    /// @param position where its bytes were found
    public static Line again(Path file, int number, long position, byte[] bytes) {
        return new Line(file.toString(), number, position, bytes);
    }

    /// One line, not parsed yet, so that a broken one harms no other.
    public static final class Line {
        private final String file;
        private final int number;
        private final long position;
        private final byte[] bytes;

        Line(String file, int number, long position, byte[] bytes) {
            this.file = file;
            this.number = number;
            this.position = position;
            this.bytes = bytes;
        }

        /// Its number, from 1.
        public int number() {
            return number;
        }

        /// Its first byte's place in the text, unpacked.
        public long position() {
            return position;
        }

        /// How many bytes it has, without its end.
        public int length() {
            return bytes.length;
        }

        /// `file:line`.
        public String where() {
            return file + ":" + number;
        }

        /// The object on the line.
        ///
        /// @throws JsonException if there is anything else
        public JsonObject object() {
            try {
                String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                boolean marked = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
                return Json.parse(marked ? text.substring(1) : text, where());
            } catch (CharacterCodingException e) {
                throw new JsonException(where(), "expected text in UTF-8, got bytes that are not", e);
            }
        }

        private boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }
}
