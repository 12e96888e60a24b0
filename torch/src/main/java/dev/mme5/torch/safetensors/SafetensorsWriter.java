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
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

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
        List<TensorInfo> infos = new ArrayList<>();
        tensors.forEach((name, tensor) -> infos.add(new TensorInfo(name, tensor.dtype(), tensor.shape())));
        write(file, infos, info -> Objects.requireNonNull(tensors.get(info.name())), metadata);
    }

    /// Writes tensors that are made one after the other, so that no more than one of them need be in memory.
    ///
    /// @param infos names, types and shapes, in the order to write them, except that wider element types come first
    /// @param source makes a tensor as its info says, in the scope that is then open; asked once for each, in the order of the file
    /// @throws IllegalArgumentException when a tensor is called `__metadata__`, or one is not as its info says
    /// @throws UncheckedIOException when the file cannot be written; then the old one stands
    public static void write(
            Path file, List<TensorInfo> infos, Function<TensorInfo, Tensor> source, Map<String, String> metadata) {
        List<TensorInfo> inOrder = new ArrayList<>(infos);
        inOrder.sort(Comparator.comparingInt(info -> -info.dtype().bytes()));
        for (TensorInfo info : inOrder) {
            if (info.name().equals(Header.METADATA)) {
                throw new IllegalArgumentException(
                        file + ": " + Header.METADATA + ": expected the name of a tensor, got the reserved word");
            }
        }
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                writeFully(channel, header(inOrder, metadata));
                for (TensorInfo info : inOrder) {
                    writeData(channel, info, source);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected to write " + infos.size() + " tensors, got " + e
                    + "; check the folder and the free space", e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static ByteBuffer header(List<TensorInfo> tensors, Map<String, String> metadata) {
        List<String> members = new ArrayList<>();
        if (!metadata.isEmpty()) {
            List<String> notes = new ArrayList<>();
            new TreeMap<>(metadata).forEach((key, value) -> notes.add(quoted(key) + ":" + quoted(value)));
            members.add(quoted(Header.METADATA) + ":{" + String.join(",", notes) + "}");
        }
        long offset = 0;
        for (TensorInfo info : tensors) {
            long end = offset + info.bytes();
            members.add(quoted(info.name()) + ":{\"dtype\":\"" + info.dtype().safetensorsName() + "\",\"shape\":"
                    + Arrays.toString(info.shape()).replace(" ", "") + ",\"data_offsets\":[" + offset + "," + end + "]}");
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

    static String quoted(String text) {
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

    private static void writeData(FileChannel channel, TensorInfo info, Function<TensorInfo, Tensor> source) throws IOException {
        try (TensorScope _ = TensorScope.open("safetensors")) {
            Tensor tensor = source.apply(info);
            if (tensor.dtype() != info.dtype() || !Arrays.equals(tensor.shape(), info.shape())) {
                throw new IllegalArgumentException("expected " + info + ", got " + tensor);
            }
            Tensor dense = tensor.detach().contiguous();
            long bytes = info.bytes();
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
