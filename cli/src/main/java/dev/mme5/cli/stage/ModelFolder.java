package dev.mme5.cli.stage;

import dev.mme5.core.ModelFormatException;
import dev.mme5.core.run.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// The files of a model's folder that decide its vectors, with those of an adapter on top.
///
/// @param path in Hugging Face's layout
/// @param adapter in PEFT's layout
public record ModelFolder(Path path, Optional<Path> adapter) {
    private static final String FILES = "config\\.json|preprocessor_config\\.json|tokenizer\\.json|model.*\\.safetensors(\\.index\\.json)?";
    private static final String ADAPTER_FILES = "adapter_config\\.json|adapter_model\\.safetensors";

    /// @throws ModelFormatException if the adapter's folder lacks a file
    public ModelFolder {
        adapter.ifPresent(ModelFolder::requireAdapter);
    }

    private static void requireAdapter(Path folder) {
        for (String name : new String[] {"adapter_config.json", "adapter_model.safetensors"}) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new ModelFormatException(folder + ": expected an adapter's folder in PEFT's layout, got no " + name
                        + " there; check the path");
            }
        }
    }

    /// SHA-256 of each file, by name.
    public Map<String, String> hashes() {
        Map<String, String> hashes = new TreeMap<>(hashes(path, FILES, Hashes::sha256));
        adapter.ifPresent(folder -> hashes(folder, ADAPTER_FILES, Hashes::sha256).forEach((name, hash) -> hashes.put("adapter/" + name, hash)));
        return hashes;
    }

    /// Changes whenever vectors may change, and not with the folder's place. Of files of a gigabyte and more only samples are read: enough
    /// to tell two models apart, not to find one changed weight.
    ///
    /// @param computeType such as `f32`
    public String fingerprint(String computeType) {
        Map<String, String> hashes = new TreeMap<>(hashes(path, FILES, Hashes::sampled));
        adapter.ifPresent(folder -> hashes(folder, ADAPTER_FILES, Hashes::sampled).forEach((name, hash) -> hashes.put("adapter/" + name, hash)));
        return Hashes.sha256((computeType + "\n" + hashes).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> hashes(Path folder, String names, Function<Path, String> hash) {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().matches(names))
                    .forEach(file -> hashes.put(file.getFileName().toString(), hash.apply(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": expected a readable folder, got " + e, e);
        }
        return hashes;
    }
}
