package dev.mme5.torch.safetensors;

import dev.mme5.torch.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The checked head of a safetensors file: eight bytes of length (little endian), that many bytes of JSON, then the data.
///
/// @param entries by name, in the order of the file's header
record Header(Map<String, Entry> entries, Map<String, String> metadata) {
    static final int LENGTH_BYTES = 8;
    static final String METADATA = "__metadata__";
    private static final long LONGEST = 100_000_000;
    private static final int HIGHEST_RANK = 64;
    private static final String DAMAGED = "; the file is damaged, fetch or write it again";

    /// One tensor and where its bytes stand in the file.
    record Entry(TensorInfo info, long begin, long bytes) {}

    static Header read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < LENGTH_BYTES) {
            throw broken(file, "header", "expected at least 8 bytes, got a file of " + size);
        }
        long length = bytes(file, channel, 0, LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > LONGEST || length > size - LENGTH_BYTES) {
            throw broken(file, "header", "expected a length from 2 to " + Math.min(LONGEST, size - LENGTH_BYTES) + " bytes, got "
                    + Long.toUnsignedString(length));
        }
        ByteBuffer json = bytes(file, channel, LENGTH_BYTES, (int) length);
        if (json.get(0) != '{') {
            throw broken(file, "header", "expected JSON that begins with '{', got byte " + json.get(0));
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(json).toString();
            return new Parser(file, LENGTH_BYTES + length, size).parse(text);
        } catch (CharacterCodingException e) {
            throw broken(file, "header", "expected UTF-8, got other bytes");
        } catch (JsonCursor.SyntaxException e) {
            throw broken(file, "header", String.valueOf(e.getMessage()));
        }
    }

    private static ByteBuffer bytes(Path file, FileChannel channel, long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw broken(file, "header", "expected " + count + " bytes, got " + buffer.position());
            }
        }
        return buffer.flip();
    }

    private static WeightFormatException broken(Path file, String tensor, String problem) {
        return new WeightFormatException(file + ": " + tensor + ": " + problem + DAMAGED);
    }

    private static final class Parser {
        private final Path file;
        private final long dataBegin;
        private final long fileSize;
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();

        Parser(Path file, long dataBegin, long fileSize) {
            this.file = file;
            this.dataBegin = dataBegin;
            this.fileSize = fileSize;
        }

        Header parse(String text) {
            JsonCursor json = new JsonCursor(text);
            json.object(name -> {
                if (name.equals(METADATA)) {
                    json.object(key -> metadata.put(key, json.string()));
                } else {
                    entries.put(name, entry(name, json));
                }
            });
            json.end();
            requireEveryByteOnce();
            return new Header(Collections.unmodifiableMap(entries), Collections.unmodifiableMap(metadata));
        }

        private Entry entry(String name, JsonCursor json) {
            Fields fields = new Fields();
            json.object(key -> {
                switch (key) {
                    case "dtype" -> fields.dtype = json.string();
                    case "shape" -> fields.shape = json.naturals();
                    case "data_offsets" -> fields.offsets = json.naturals();
                    default -> throw broken(file, name, "expected dtype, shape and data_offsets, got '" + key + "'");
                }
            });
            String dtypeName = fields.dtype;
            long[] shape = fields.shape;
            long[] offsets = fields.offsets;
            if (dtypeName == null || shape == null || offsets == null) {
                throw broken(file, name, "expected dtype, shape and data_offsets, got fewer");
            }
            Optional<DType> dtype = DType.ofSafetensorsName(dtypeName);
            if (dtype.isEmpty()) {
                throw new WeightFormatException(file + ": " + name + ": expected a type among " + Arrays.toString(DType.values())
                        + ", got " + dtypeName + "; convert the weights");
            }
            return checked(new TensorInfo(name, dtype.get(), shape), offsets);
        }

        private Entry checked(TensorInfo info, long[] offsets) {
            long dataSize = fileSize - dataBegin;
            if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataSize) {
                throw broken(file, info.name(), "expected two rising offsets up to " + dataSize + ", got "
                        + Arrays.toString(offsets));
            }
            long bytes = offsets[1] - offsets[0];
            if (info.shape().length > HIGHEST_RANK || byteCount(info) != bytes) {
                throw broken(file, info.name(), "expected the bytes of " + info.dtype() + Arrays.toString(info.shape())
                        + ", got " + bytes);
            }
            return new Entry(info, dataBegin + offsets[0], bytes);
        }

        /// The bytes that the type and shape need; -1 when the product leaves the range of long.
        private static long byteCount(TensorInfo info) {
            long[] shape = info.shape();
            if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
                return 0;
            }
            long count = info.dtype().bytes();
            for (long size : shape) {
                if (count > Long.MAX_VALUE / size) {
                    return -1;
                }
                count *= size;
            }
            return count;
        }

        /// As in the reference implementation: the tensors cover the data without overlaps and without holes.
        private void requireEveryByteOnce() {
            List<Entry> inOrder = new ArrayList<>(entries.values());
            inOrder.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::bytes));
            long covered = dataBegin;
            for (Entry entry : inOrder) {
                if (entry.begin != covered) {
                    throw broken(file, entry.info.name(), "expected its bytes at offset " + (covered - dataBegin) + ", got "
                            + (entry.begin - dataBegin));
                }
                covered += entry.bytes;
            }
            if (covered != fileSize) {
                throw broken(file, "data", "expected " + (covered - dataBegin) + " bytes, got " + (fileSize - dataBegin));
            }
        }
    }

    private static final class Fields {
        private @Nullable String dtype;
        private long @Nullable [] shape;
        private long @Nullable [] offsets;
    }
}
