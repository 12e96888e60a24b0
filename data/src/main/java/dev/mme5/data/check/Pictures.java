package dev.mme5.data.check;

import dev.mme5.core.ImageRef;
import dev.mme5.core.archive.TarMember;
import dev.mme5.core.archive.TarReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/// Tells whether pictures are there. They are not decoded. Not thread-safe.
public final class Pictures {
    private final Map<Path, Set<String>> archives = new HashMap<>();

    /// Whether the file, or the entry of the archive, exists.
    public boolean exists(ImageRef image) {
        return switch (image) {
            case ImageRef.FileImage(Path path) -> Files.isRegularFile(path);
            case ImageRef.ZippedImage(Path archive, String entry) -> archives.computeIfAbsent(archive, Pictures::entries).contains(entry);
            case ImageRef.TarImage(Path archive, String entry) -> archives.computeIfAbsent(archive, Pictures::members).contains(entry);
            case ImageRef.InlineImage _ -> true;
        };
    }

    private static Set<String> members(Path archive) {
        try {
            return TarReader.list(archive).members().stream().map(TarMember::name).collect(Collectors.toSet());
        } catch (UncheckedIOException e) {
            return Set.of();
        }
    }

    private static Set<String> entries(Path archive) {
        Set<String> names = new HashSet<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            zip.stream().forEach(entry -> names.add(entry.getName()));
            return names;
        } catch (IOException e) {
            return Set.of();
        }
    }
}
