package dev.mme5.training.checkpoint;

import dev.mme5.core.DatasetException;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.FileTrees;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.SafetensorsFile;
import dev.mme5.torch.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The checkpoints of one run: `step-00000500/` with `state.safetensors` and `state.json`. A checkpoint is written beside its name and
/// moved into place when it is whole; the newest `keep` are kept.
public final class Checkpoints {
    private static final String PREFIX = "step-";

    private final Path folder;
    private final int keep;

    /// What is known of a checkpoint without its tensors.
    ///
    /// @param step optimizer steps taken
    /// @param fingerprint of the recipe and the data: a run is only continued with the same
    /// @param seconds that the run has taken
    public record State(long step, String fingerprint, double seconds) {}

    public Checkpoints(Path folder, int keep) {
        this.folder = folder;
        this.keep = keep;
    }

    public void save(State state, Map<String, Tensor> tensors) {
        Path target = folder.resolve(PREFIX + "%08d".formatted(state.step()));
        Path partial = folder.resolve(target.getFileName() + ".partial");
        try {
            for (Path left : entries("\\d+\\.partial")) { // of a run that was killed
                FileTrees.delete(left);
            }
            Files.createDirectories(partial);
            SafetensorsWriter.write(partial.resolve("state.safetensors"), tensors, Map.of());
            AtomicFiles.writeString(partial.resolve("state.json"), Json.writePretty(state) + "\n");
            FileTrees.delete(target);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            List<Path> all = all();
            for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
                FileTrees.delete(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot write the checkpoint; free some space and resume", e);
        }
    }

    /// The newest checkpoint's description, if there is one.
    public Optional<State> newest() {
        return all().reversed().stream().findFirst().map(path -> {
            JsonObject json = Json.read(path.resolve("state.json"));
            return new State(json.longInteger("step"), json.string("fingerprint"), json.number("seconds"));
        });
    }

    /// Reads the newest checkpoint's tensors; they are valid during the call.
    public void readNewest(Consumer<Map<String, Tensor>> reader) {
        Path path = all().reversed().stream()
                .findFirst()
                .orElseThrow(() -> new DatasetException(folder + ": expected a checkpoint to resume from, got none"));
        try (SafetensorsFile file = SafetensorsFile.open(path.resolve("state.safetensors"));
                TensorScope _ = TensorScope.open("read-checkpoint")) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String name : file.names()) {
                tensors.put(name, file.tensor(name));
            }
            reader.accept(tensors);
        }
    }

    private List<Path> all() {
        return entries("\\d+");
    }

    /// What is in the folder under the prefix and a pattern, sorted.
    private List<Path> entries(String pattern) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return new ArrayList<>(entries.filter(path -> path.getFileName().toString().matches(PREFIX + pattern))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
