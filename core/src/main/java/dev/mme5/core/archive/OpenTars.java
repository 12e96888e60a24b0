package dev.mme5.core.archive;

import dev.mme5.core.FileTrouble;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads members of tars by name. Remembers where members lie, 20 bytes for each, of the archives that were read last, since a tar has
/// no directory and looking for one of 10,000 members takes as long as listing all. Thread-safe; no file stays open.
public final class OpenTars {
    public static final OpenTars SHARED = new OpenTars(8_000_000);

    private final int limit;
    private final Map<Path, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    /// @param limit of members to remember in all; the archive read last is always remembered
    OpenTars(int limit) {
        this.limit = limit;
    }

    private record Known(TarDirectory directory, FileTime modified, long bytes) {}

    /// A member's bytes. If several have the name, the last counts, as tar has it.
    ///
    /// @throws IOException if there is no such archive or member; the message names it
    public byte[] read(Path archive, String name) throws IOException {
        try {
            TarDirectory.Place place = directory(archive).find(name).orElseThrow(() -> new FileNotFoundException(
                    archive + "!/" + name + ": expected a member of that name in the archive, got none"));
            try (FileChannel channel = FileChannel.open(archive)) {
                return TarReader.read(channel, place.offset(), place.size());
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Members that are remembered.
    synchronized long held() {
        return held;
    }

    private TarDirectory directory(Path archive) throws IOException {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(archive, BasicFileAttributes.class);
        } catch (IOException e) {
            throw new FileNotFoundException(
                    archive + ": expected a tar archive of pictures, got " + FileTrouble.of(e) + "; check the path");
        }
        synchronized (this) {
            Known before = known.get(archive);
            if (before != null && before.modified.equals(now.lastModifiedTime()) && before.bytes == now.size()) {
                return before.directory;
            }
        }
        TarDirectory directory = TarDirectory.of(TarReader.list(archive).members()); // outside of the lock: it takes a while
        remember(archive, new Known(directory, now.lastModifiedTime(), now.size()));
        return directory;
    }

    private synchronized void remember(Path archive, Known now) {
        Known before = known.put(archive, now);
        held += now.directory.size() - (before == null ? 0 : before.directory.size());
        Iterator<Known> eldest = known.values().iterator();
        while (held > limit && known.size() > 1) {
            held -= eldest.next().directory.size();
            eldest.remove();
        }
    }
}
