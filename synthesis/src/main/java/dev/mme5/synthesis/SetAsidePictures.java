package dev.mme5.synthesis;

import dev.mme5.core.json.Json;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.synthesis.corpus.CorpusPicture;
import dev.mme5.synthesis.corpus.PictureSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// The pictures of a corpus that cannot be used, with reasons. Thread-safe; grows while a run draws pictures.
final class SetAsidePictures implements PictureSink {
    private final Map<String, String> reasons = new ConcurrentSkipListMap<>();

    private record Line(String picture, String reason) {}

    @Override
    public void accept(CorpusPicture picture) {
        // only those that are set aside are of interest here
    }

    @Override
    public void setAside(String where, String reason) {
        reasons.putIfAbsent(where, reason);
    }

    int count() {
        return reasons.size();
    }

    /// Writes a line for each, sorted by place.
    void write(Path file) {
        AtomicFiles.writeWith(file, out -> {
            for (Map.Entry<String, String> entry : reasons.entrySet()) {
                out.write((Json.write(new Line(entry.getKey(), entry.getValue())) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }
}
