package dev.mme5.model.mllama;

import dev.mme5.core.run.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The files of Llama-3.2-11B-Vision that are not weights: its sizes, its image processor and the ids of its special tokens, with a
/// [StandInTokenizer] for its own, which this project does not carry.
public final class PublishedFiles {
    private static final List<String> FILES = List.of("config.json", "generation_config.json", "preprocessor_config.json",
            "special_tokens_map.json", "tokenizer_config.json");

    private PublishedFiles() {}

    /// Writes the files.
    ///
    /// @param pieces a folder whose tokenizer lends its pieces
    public static void write(Path pieces, Path folder) {
        for (String name : FILES) {
            try (InputStream file = Objects.requireNonNull(PublishedFiles.class.getResourceAsStream("11b/" + name))) {
                AtomicFiles.write(folder.resolve(name), file.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        AtomicFiles.writeString(folder.resolve("tokenizer.json"), StandInTokenizer.json(pieces));
    }
}
