package dev.mme5.model.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.mme5.core.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The tokenizer of a model's folder. Special tokens in the text become their ids, none are added. Thread-safe; owns native memory.
public final class TextTokenizer implements AutoCloseable {
    private final Path file;
    private final HuggingFaceTokenizer tokenizer;

    private TextTokenizer(Path file, HuggingFaceTokenizer tokenizer) {
        this.file = file;
        this.tokenizer = tokenizer;
    }

    /// Reads `tokenizer.json`.
    ///
    /// @throws ModelFormatException if it is missing or malformed
    public static TextTokenizer open(Path folder) {
        Path file = folder.resolve("tokenizer.json");
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException(file + ": expected the tokenizer's file, got nothing; check the model's folder");
        }
        try {
            Map<String, String> options = Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");
            return new TextTokenizer(file, HuggingFaceTokenizer.newInstance(file, options));
        } catch (IOException | RuntimeException e) {
            throw new ModelFormatException(file + ": expected a tokenizer of the tokenizers library, got one it cannot read ("
                    + e.getMessage() + "); fetch it again", e);
        }
    }

    /// @return the token ids, nothing added
    public int[] encode(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        long[] ids = tokenizer.encode(text, false, false).getIds();
        int[] narrow = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            narrow[i] = Math.toIntExact(ids[i]);
        }
        return narrow;
    }

    /// The id of a special token.
    ///
    /// @throws ModelFormatException if the tokenizer does not have it
    public int idOf(String specialToken) {
        int[] ids = encode(specialToken);
        if (ids.length != 1) {
            throw new ModelFormatException(file + ": expected the special token " + specialToken + " in the vocabulary, got none; "
                    + "use the tokenizer that belongs to an mllama model");
        }
        return ids[0];
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
