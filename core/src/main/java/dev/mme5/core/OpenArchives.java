package dev.mme5.core;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/// Holds the archives that were read last open, so that the JDK, which shares an open archive's directory among all who open it,
/// does not read that directory again for each picture: that takes a tenth of a millisecond with 2,000 entries, and 8 ms with
/// 200,000. Readers open archives of their own, so letting one go here disturbs nobody. Thread-safe.
///
/// An open file cannot be replaced or deleted on Windows; nothing is held there.
final class OpenArchives {
    static final OpenArchives SHARED = new OpenArchives(8);

    private static final boolean HARMLESS = File.separatorChar == '/';

    private final int limit;
    private final Map<Path, Held> held = new LinkedHashMap<>(16, 0.75f, true);

    /// @param limit how many archives to hold at most
    OpenArchives(int limit) {
        this.limit = limit;
    }

    /// Holds this archive, instead of the one that was not asked for longest.
    synchronized void hold(Path archive) throws IOException {
        if (!HARMLESS) {
            return;
        }
        BasicFileAttributes now = Files.readAttributes(archive, BasicFileAttributes.class);
        Held before = held.get(archive);
        if (before != null && before.modified.equals(now.lastModifiedTime()) && before.bytes == now.size()) {
            return;
        }
        letGo(archive);
        held.put(archive, new Held(new ZipFile(archive.toFile()), now.lastModifiedTime(), now.size()));
        if (held.size() > limit) {
            letGo(held.keySet().iterator().next());
        }
    }

    /// The archives that are held, the one that was not asked for longest first.
    synchronized List<Path> held() {
        return new ArrayList<>(held.keySet());
    }

    private void letGo(Path archive) throws IOException {
        Held gone = held.remove(archive);
        if (gone != null) {
            gone.zip.close();
        }
    }

    private record Held(ZipFile zip, FileTime modified, long bytes) {}
}
