package dev.mme5.core.run;

import dev.mme5.core.FileTrouble;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes files so that a reader, or a run after a crash, finds the old file or the whole new one, never a part: a temporary file in
/// the same folder is written, forced to disk and moved into place. Missing folders are made. Failures are [UncheckedIOException]s
/// that name the file.
public final class AtomicFiles {
    /// What [#temporaryBeside(Path)] makes, and what a database adds to it; the group is the process.
    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.(\\d{1,18})-\\d+\\.part(\\.wal)?");
    private static final int LEVELS = 3;

    private AtomicFiles() {}

    public static void write(Path file, byte[] bytes) {
        writeWith(file, out -> out.write(bytes));
    }

    /// Writes text in UTF-8.
    public static void writeString(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes what `content` puts into a buffered stream, which it may close but need not. If it fails, the file is as it was.
    public static void writeWith(Path file, IoConsumer<OutputStream> content) {
        try {
            Path temporary = temporaryBeside(file);
            try {
                try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                    OutputStream out = new KeptOpen(Channels.newOutputStream(channel));
                    content.accept(out);
                    out.flush();
                    channel.force(true);
                }
                moveIntoPlace(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected to write the file, got " + FileTrouble.of(e), e);
        }
    }

    /// A new, empty file that [#moveIntoPlace(Path, Path)] can later make the file.
    ///
    /// @return in the same folder, so that the move is within one file system
    public static Path temporaryBeside(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        for (int attempt = 0; ; attempt++) {
            String name = "." + absolute.getFileName() + "." + ProcessHandle.current().pid() + "-" + attempt + ".part";
            try {
                return Files.createFile(absolute.resolveSibling(name)); // not createTempFile: that one is for the owner only
            } catch (FileAlreadyExistsException e) {
                continue; // another writer's, or left behind by a crash
            }
        }
    }

    /// Removes temporary files whose process is gone, as `kill -9` leaves them, from a folder and what lies in it, three levels deep. Those
    /// of processes that live stay.
    public static void removeAbandoned(Path folder) {
        try (Stream<Path> files = Files.walk(folder, LEVELS)) {
            for (Path file : files.filter(AtomicFiles::isAbandoned).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": expected to remove unfinished files, got " + FileTrouble.of(e), e);
        }
    }

    private static boolean isAbandoned(Path file) {
        Matcher name = TEMPORARY.matcher(String.valueOf(file.getFileName()));
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    /// Replaces the file by the temporary one, in one step where the file system can.
    public static void moveIntoPlace(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Stays open when a stream around it, such as one that packs, is closed: the file must still be forced to disk.
    private static final class KeptOpen extends BufferedOutputStream {
        KeptOpen(OutputStream out) {
            super(out, 1 << 16);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
