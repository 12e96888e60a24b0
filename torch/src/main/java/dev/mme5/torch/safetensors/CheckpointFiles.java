package dev.mme5.torch.safetensors;

import dev.mme5.torch.DType;
import dev.mme5.torch.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The weights in a checkpoint folder, as one: `model.safetensors`, or the shards that `model.safetensors.index.json` lists.
public final class CheckpointFiles implements WeightSource {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    private final Path folder;
    private final Map<String, SafetensorsFile> files;
    private final Map<String, SafetensorsFile> fileOfTensor;

    private CheckpointFiles(Path folder, Map<String, SafetensorsFile> files, Map<String, SafetensorsFile> fileOfTensor) {
        this.folder = folder;
        this.files = files;
        this.fileOfTensor = fileOfTensor;
    }

    /// Opens all weight files of a folder; the index wins where both forms are there.
    ///
    /// @throws WeightFormatException when there are none, the index is damaged, or a shard lacks a tensor that the index promises
    /// @throws UncheckedIOException when a file cannot be read
    public static CheckpointFiles open(Path folder) {
        Path index = folder.resolve(INDEX);
        if (Files.exists(index)) {
            return openShards(folder, index);
        }
        if (!Files.exists(folder.resolve(SINGLE))) {
            throw new WeightFormatException(
                    folder + ": expected " + SINGLE + " or " + INDEX + ", got neither; check the checkpoint's folder");
        }
        SafetensorsFile file = SafetensorsFile.open(folder.resolve(SINGLE));
        Map<String, SafetensorsFile> fileOfTensor = new LinkedHashMap<>();
        file.names().forEach(name -> fileOfTensor.put(name, file));
        return new CheckpointFiles(folder, Map.of(SINGLE, file), fileOfTensor);
    }

    private static CheckpointFiles openShards(Path folder, Path index) {
        Map<String, SafetensorsFile> files = new LinkedHashMap<>();
        Map<String, SafetensorsFile> fileOfTensor = new LinkedHashMap<>();
        CheckpointFiles checkpoint = new CheckpointFiles(folder, files, fileOfTensor);
        try {
            readIndex(index).forEach((name, shard) -> {
                SafetensorsFile file = files.computeIfAbsent(shard, _ -> SafetensorsFile.open(folder.resolve(shard)));
                file.info(name);
                fileOfTensor.put(name, file);
            });
            return checkpoint;
        } catch (RuntimeException failure) {
            checkpoint.close();
            throw failure;
        }
    }

    /// The file name of each tensor; nothing but plain names, so that an index cannot reach out of its folder.
    private static Map<String, String> readIndex(Path index) {
        Map<String, String> shards = new LinkedHashMap<>();
        try {
            JsonCursor json = new JsonCursor(Files.readString(index));
            json.object(key -> {
                if (key.equals("weight_map")) {
                    json.object(name -> shards.put(name, json.string()));
                } else {
                    json.skip();
                }
            });
            json.end();
        } catch (JsonCursor.SyntaxException e) {
            throw new WeightFormatException(index + ": weight_map: " + e.getMessage() + "; fetch the index again");
        } catch (CharacterCodingException e) {
            throw new WeightFormatException(index + ": weight_map: expected UTF-8, got other bytes; fetch the index again");
        } catch (IOException e) {
            throw new UncheckedIOException(index + ": expected a readable index, got " + e + "; check its permissions", e);
        }
        shards.forEach((name, shard) -> {
            if (!shard.matches("[A-Za-z0-9._-]+\\.safetensors")) {
                throw new WeightFormatException(index + ": " + name + ": expected the plain name of a .safetensors file, got '"
                        + shard + "'; fetch the index again");
            }
        });
        if (shards.isEmpty()) {
            throw new WeightFormatException(index + ": weight_map: expected tensor names and files, got none; fetch the index again");
        }
        return shards;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(fileOfTensor.keySet());
    }

    /// How many numbers the weights are.
    public long elements() {
        return fileOfTensor.keySet().stream().mapToLong(name -> info(name).elements()).sum();
    }

    /// The type that most of the weights' numbers have.
    public DType dominantType() {
        Map<DType, Long> elements = new EnumMap<>(DType.class);
        fileOfTensor.keySet().forEach(name -> elements.merge(info(name).dtype(), info(name).elements(), Long::sum));
        return Collections.max(elements.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    @Override
    public TensorInfo info(String name) {
        return fileOf(name).info(name);
    }

    @Override
    public Tensor tensor(String name) {
        return fileOf(name).tensor(name);
    }

    @Override
    public void close() {
        files.values().forEach(SafetensorsFile::close);
    }

    private SafetensorsFile fileOf(String name) {
        SafetensorsFile file = fileOfTensor.get(name);
        if (file == null) {
            throw new WeightFormatException(folder + ": " + name + ": expected a tensor of that name, got none among "
                    + fileOfTensor.size() + "; check that the weights are those of this model");
        }
        return file;
    }
}
