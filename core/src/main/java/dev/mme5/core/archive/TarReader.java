package dev.mme5.core.archive;

import dev.mme5.core.FileTrouble;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lists a tar: ustar, pax and GNU's long names. Reads the headers only and leaps over what lies between. Packed archives must be
/// unpacked first: in them no place can be found again.
public final class TarReader {
    /// Attributes of pax and long names are a few bytes; more is a mistake or an attack.
    private static final long MOST_ATTRIBUTE_BYTES = 1 << 20;

    private final FileChannel channel;
    private final long end;
    private final List<TarMember> members = new ArrayList<>();
    private final Map<String, String> global = new HashMap<>();
    private final Map<String, String> next = new HashMap<>();
    private long at;

    private TarReader(FileChannel channel) throws IOException {
        this.channel = channel;
        this.end = channel.size();
    }

    /// Lists an archive. One that is cut short or broken gives what stands before that place.
    ///
    /// @throws UncheckedIOException if there is no such file, or it cannot be read
    public static TarListing list(Path archive) {
        try (FileChannel channel = FileChannel.open(archive)) {
            TarReader reader = new TarReader(channel);
            return new TarListing(reader.members, reader.walk(archive));
        } catch (IOException e) {
            throw new UncheckedIOException(archive + ": expected a tar archive, got " + FileTrouble.of(e) + "; check the path", e);
        }
    }

    private Optional<String> walk(Path archive) throws IOException {
        while (at < end) {
            long header = at;
            try {
                if (!step()) {
                    return Optional.empty();
                }
            } catch (EOFException e) {
                return Optional.of(archive + ": expected a whole archive, got one cut short in the member at byte " + header
                        + "; fetch it again");
            } catch (IllegalArgumentException e) {
                return Optional.of(archive + ": expected the header of a member at byte " + header + ", got " + e.getMessage()
                        + "; fetch or unpack it again");
            }
        }
        return Optional.of(archive + ": expected the empty blocks that end an archive, got its end at byte " + end + "; fetch it again");
    }

    /// Reads one header and what belongs to it; false at the end.
    private boolean step() throws IOException {
        byte[] block = read(at, TarHeader.BYTES);
        if (TarHeader.isZero(block)) {
            return false;
        }
        TarHeader header = TarHeader.parse(block);
        long data = at + TarHeader.BYTES;
        boolean file = header.isFile();
        long size = file ? number(attribute("size"), header.size()) : header.size();
        if (size > end - data) {
            throw new EOFException();
        }
        switch (header.type()) {
            case 'x' -> next.putAll(attributes(data, size));
            case 'g' -> global.putAll(attributes(data, size));
            case 'L' -> next.put("path", untilZero(attribute(data, size)));
            default -> {
                if (file) {
                    members.add(new TarMember(attribute("path").orElse(header.name()), data, size));
                }
                next.clear();
            }
        }
        at = data + (size + TarHeader.BYTES - 1) / TarHeader.BYTES * TarHeader.BYTES;
        return true;
    }

    private Optional<String> attribute(String key) {
        return Optional.ofNullable(next.get(key)).or(() -> Optional.ofNullable(global.get(key)));
    }

    private static long number(Optional<String> text, long otherwise) {
        try {
            long number = text.map(Long::parseLong).orElse(otherwise);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("\"" + text.orElse("") + "\" for a size");
    }

    /// Lines `length key=value`, where the length counts the whole line.
    private Map<String, String> attributes(long from, long size) throws IOException {
        byte[] bytes = attribute(from, size);
        Map<String, String> attributes = new HashMap<>();
        int line = 0;
        while (line < bytes.length) {
            int blank = line;
            while (blank < bytes.length && bytes[blank] != ' ') {
                blank++;
            }
            String digits = new String(bytes, line, blank - line, StandardCharsets.US_ASCII);
            long length = number(Optional.of(digits), 0);
            if (length < blank - line + 2 || line + length > bytes.length) {
                throw new IllegalArgumentException("attributes of pax that do not add up");
            }
            String entry = new String(bytes, blank + 1, (int) length - (blank - line) - 2, StandardCharsets.UTF_8);
            int equals = entry.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("an attribute of pax without a value");
            }
            attributes.put(entry.substring(0, equals), entry.substring(equals + 1));
            line += (int) length;
        }
        return attributes;
    }

    private byte[] attribute(long from, long size) throws IOException {
        if (size > MOST_ATTRIBUTE_BYTES) {
            throw new IllegalArgumentException("attributes of " + size + " bytes");
        }
        return read(from, (int) size);
    }

    private static String untilZero(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int zero = text.indexOf('\0');
        return zero < 0 ? text : text.substring(0, zero);
    }

    private byte[] read(long from, int size) throws IOException {
        return read(channel, from, size);
    }

    /// Exactly these bytes.
    static byte[] read(FileChannel channel, long from, int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.array();
    }
}
