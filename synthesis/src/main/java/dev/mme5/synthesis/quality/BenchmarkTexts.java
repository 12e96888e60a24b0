package dev.mme5.synthesis.quality;

import dev.mme5.core.DatasetException;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs of words of given texts. Holds a hash of each.
final class BenchmarkTexts {
    private final LongTable runs = new LongTable();
    private final int words;
    private final int minLetters;

    /// @param words of a run; a text with fewer is one run
    /// @param minLetters texts with fewer letters are passed over
    BenchmarkTexts(int words, int minLetters) {
        this.words = words;
        this.minLetters = minLetters;
    }

    /// @throws DatasetException if the file cannot be read
    void read(Path file) {
        String name = file.toString();
        if (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) {
            readRows(file);
            return;
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.forEach(this::add);
        } catch (IOException e) {
            throw new DatasetException(file + ": expected the texts of a benchmark, got " + FileTrouble.of(e) + "; check the path", e);
        }
    }

    private void readRows(Path file) {
        try (JsonLines lines = JsonLines.open(file)) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                JsonObject row = line.get().object();
                row.keys().forEach(key -> strings(row, key).forEach(this::add));
            }
        } catch (JsonException e) {
            throw new DatasetException(e.getMessage(), e);
        }
    }

    /// A string, or a list of them; nothing else counts.
    private static List<String> strings(JsonObject row, String key) {
        try {
            return row.optionalString(key).map(List::of).orElse(List.of());
        } catch (JsonException notOne) {
            try {
                return row.strings(key);
            } catch (JsonException notSeveral) {
                return List.of();
            }
        }
    }

    void add(String text) {
        if (TextForms.letters(text) < minLetters) {
            return;
        }
        List<String> all = TextForms.words(TextForms.folded(text));
        for (int at = 0; at == 0 || at + words <= all.size(); at++) {
            runs.putIfAbsent(hash(all, at, Math.min(at + words, all.size())), 0);
        }
    }

    /// The first run of a text that is there, or the text as a whole if that is.
    Optional<String> find(String text) {
        List<String> all = TextForms.words(TextForms.folded(text));
        if (all.isEmpty()) {
            return Optional.empty();
        }
        if (runs.get(hash(all, 0, all.size())) >= 0) {
            return Optional.of(text);
        }
        for (int at = 0; at + words <= all.size(); at++) {
            if (runs.get(hash(all, at, at + words)) >= 0) {
                return Optional.of(String.join(" ", all.subList(at, at + words)));
            }
        }
        return Optional.empty();
    }

    int size() {
        return runs.size();
    }

    private static long hash(List<String> words, int from, int to) {
        long hash = to - from;
        for (int i = from; i < to; i++) {
            String word = words.get(i);
            for (int j = 0; j < word.length(); j++) {
                hash = MinHash.mix(hash * 31 + word.charAt(j));
            }
            hash = MinHash.mix(hash + ' ');
        }
        return hash;
    }
}
