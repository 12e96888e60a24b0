package dev.mme5.torch.safetensors;

import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Writes a safetensors file whole or not at all: to a temporary sibling first, which then takes the file's place.
public final class SafetensorsWriter {
    private static final int CHUNK_BYTES = 1 << 20;

    private SafetensorsWriter() {}

    /// Writes the tensors. The same tensors, order and metadata give the same bytes.
    ///
    /// @param file replaced if it exists; its folder must exist
    /// @param tensors in the order of the map, except that wider element types come first, so that every tensor can be read in
    ///     place
    /// @param metadata the file's own notes, written in the order of their keys
    /// @throws IllegalArgumentException when a tensor is called `__metadata__`
    /// @throws UncheckedIOException when the file cannot be written; then the old one stands
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        if (tensors.containsKey(Header.METADATA)) {
            throw new IllegalArgumentException(
                    file + ": " + Header.METADATA + ": expected the name of a tensor, got the reserved word");
        }
        List<Map.Entry<String, Tensor>> inOrder = new ArrayList<>(tensors.entrySet());
        inOrder.sort(Comparator.comparingInt(entry -> -entry.getValue().dtype().bytes()));
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                writeFully(channel, header(inOrder, metadata));
                for (Map.Entry<String, Tensor> entry : inOrder) {
                    writeData(channel, entry.getValue());
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected to write " + tensors.size() + " tensors, got " + e
                    + "; check the folder and the free space", e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static ByteBuffer header(List<Map.Entry<String, Tensor>> tensors, Map<String, String> metadata) {
        List<String> members = new ArrayList<>();
        if (!metadata.isEmpty()) {
            List<String> notes = new ArrayList<>();
            new TreeMap<>(metadata).forEach((key, value) -> notes.add(quoted(key) + ":" + quoted(value)));
            members.add(quoted(Header.METADATA) + ":{" + String.join(",", notes) + "}");
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors) {
            Tensor tensor = entry.getValue();
            long end = offset + tensor.elementCount() * tensor.dtype().bytes();
            members.add(quoted(entry.getKey()) + ":{\"dtype\":\"" + tensor.dtype().safetensorsName() + "\",\"shape\":"
                    + Arrays.toString(tensor.shape()).replace(" ", "") + ",\"data_offsets\":[" + offset + "," + end + "]}");
            offset = end;
        }
        byte[] json = ("{" + String.join(",", members) + "}").getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer header = ByteBuffer.allocate(Header.LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(padded).put(json);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }

    private static String quoted(String text) {
        StringBuilder result = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                result.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                result.append(String.format("\\u%04x", (int) c));
            } else {
                result.append(c);
            }
        }
        return result.append('"').toString();
    }

    private static void writeData(FileChannel channel, Tensor tensor) throws IOException {
        try (TensorScope _ = TensorScope.open("safetensors")) {
            Tensor dense = tensor.detach().contiguous();
            long bytes = dense.elementCount() * dense.dtype().bytes();
            for (long from = 0; from < bytes; from += CHUNK_BYTES) {
                byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, bytes - from)];
                dense.copyToBytes(from, chunk);
                writeFully(channel, ByteBuffer.wrap(chunk));
            }
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// Makes the move itself durable, where the system can open a folder.
    private static void syncFolder(Path file) {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        } catch (IOException e) {
            // Windows cannot; the data itself is synced.
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // A leftover with a name of its own harms nobody.
        }
    }
}
