package dev.mme5.torch.safetensors;

import dev.mme5.torch.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;

/// Writes a checkpoint folder's weights: one file, or shards with an index where they are many, as the published checkpoints are cut.
/// What makes the folder readable comes last: a writer that is killed leaves no checkpoint that looks whole.
public final class CheckpointWriter {
    /// The most bytes of one shard; a single larger tensor has a shard of its own.
    public static final long SHARD_BYTES = 5_000_000_000L;

    private static final Map<String, String> METADATA = Map.of("format", "pt");

    private CheckpointWriter() {}

    /// Writes the weights, replacing those that are there.
    ///
    /// @param infos what to write, in order
    /// @param shardBytes usually [#SHARD_BYTES]
    /// @param source makes a tensor as its info says, in the scope that is then open
    /// @throws UncheckedIOException when the disk has too little room, or a file cannot be written
    public static void write(Path folder, List<TensorInfo> infos, long shardBytes, Function<TensorInfo, Tensor> source) {
        long total = infos.stream().mapToLong(TensorInfo::bytes).sum();
        try {
            requireRoom(folder, total);
            Files.deleteIfExists(folder.resolve(CheckpointFiles.INDEX));
            List<List<TensorInfo>> shards = shards(infos, shardBytes);
            if (shards.size() == 1) {
                SafetensorsWriter.write(folder.resolve(CheckpointFiles.SINGLE), infos, source, METADATA);
                return;
            }
            Files.deleteIfExists(folder.resolve(CheckpointFiles.SINGLE));
            writeShards(folder, shards, total, source);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": expected a folder to write weights into, got " + e + "; check its permissions", e);
        }
    }

    private static void requireRoom(Path folder, long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes) {
            throw new UncheckedIOException(folder + ": expected room for " + gigabytes(bytes) + " of weights, got " + gigabytes(free)
                    + " of free disk; free some, or choose a folder on another disk", new IOException("disk full"));
        }
    }

    private static String gigabytes(long bytes) {
        return String.format(java.util.Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private static List<List<TensorInfo>> shards(List<TensorInfo> infos, long shardBytes) {
        List<List<TensorInfo>> shards = new ArrayList<>();
        List<TensorInfo> shard = new ArrayList<>();
        long bytes = 0;
        for (TensorInfo info : infos) {
            if (!shard.isEmpty() && bytes + info.bytes() > shardBytes) {
                shards.add(shard);
                shard = new ArrayList<>();
                bytes = 0;
            }
            shard.add(info);
            bytes += info.bytes();
        }
        shards.add(shard);
        return shards;
    }

    private static void writeShards(Path folder, List<List<TensorInfo>> shards, long total, Function<TensorInfo, Tensor> source)
            throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < shards.size(); i++) {
            String name = String.format(java.util.Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
            SafetensorsWriter.write(folder.resolve(name), shards.get(i), source, METADATA);
            shards.get(i).forEach(info -> files.put(info.name(), name));
        }
        StringJoiner entries = new StringJoiner(",\n    ", "{\n    ", "\n  }");
        files.forEach((name, file) -> entries.add(SafetensorsWriter.quoted(name) + ": " + SafetensorsWriter.quoted(file)));
        String index = "{\n  \"metadata\": {\n    \"total_size\": " + total + "\n  },\n  \"weight_map\": " + entries + "\n}\n";
        Path temporary = Files.writeString(folder.resolve("." + CheckpointFiles.INDEX + ".tmp"), index, StandardCharsets.UTF_8);
        Files.move(temporary, folder.resolve(CheckpointFiles.INDEX), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
