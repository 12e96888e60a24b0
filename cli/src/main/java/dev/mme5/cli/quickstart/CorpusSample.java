package dev.mme5.cli.quickstart;

import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.json.Json;
import dev.mme5.core.run.AtomicFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A smaller corpus, drawn from another: for a run that only shows that everything runs.
final class CorpusSample {
    private CorpusSample() {}

    /// @param every one concept of so many is taken
    /// @param kept ids of concepts that are taken in any case
    static void write(ConceptCorpus corpus, int every, Set<String> kept, Path folder) {
        List<Concept> taken = new ArrayList<>();
        for (int i = 0; i < corpus.concepts().size(); i++) {
            Concept concept = corpus.concepts().get(i);
            if (i % every == 0 || kept.contains(concept.id())) {
                taken.add(concept);
            }
        }
        for (String style : corpus.styles()) {
            writePictures(corpus, style, taken, folder.resolve(style + ".zip"));
        }
        AtomicFiles.writeWith(folder.resolve(ConceptCorpus.CONCEPTS_FILE), out -> {
            try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
                for (Concept concept : taken) {
                    packed.write((Json.write(concept) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        });
    }

    private static void writePictures(ConceptCorpus corpus, String style, List<Concept> concepts, Path archive) {
        AtomicFiles.writeWith(archive, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Concept concept : concepts) {
                    if (corpus.hasPicture(style, concept)) {
                        ZipEntry entry = new ZipEntry(concept.id() + ".png");
                        entry.setTime(0);
                        zip.putNextEntry(entry);
                        zip.write(corpus.picture(style, concept).bytes());
                        zip.closeEntry();
                    }
                }
            }
        });
    }
}
