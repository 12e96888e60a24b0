package dev.mme5.core.run;

import dev.mme5.core.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// SHA-256 in lower-case hexadecimal.
public final class Hashes {
    private static final long SAMPLED_FROM = 1_000_000_000;
    private static final int SAMPLES = 512;
    private static final int SAMPLE_BYTES = 1 << 13;

    private Hashes() {}

    public static String sha256(byte[] bytes) {
        return hex(digest().digest(bytes));
    }

    /// Of a file's bytes, as `sha256sum` prints it.
    public static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest())) {
            in.transferTo(out);
            return hex(out.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a file to hash, got " + FileTrouble.of(e), e);
        }
    }

    /// Of a file's length and samples of its bytes, where it has a gigabyte or more; otherwise as [#sha256(Path)]. Tells large files of
    /// different content apart in no time, unless they differ in a few places only.
    public static String sampled(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < SAMPLED_FROM) {
                return sha256(file);
            }
            MessageDigest digest = digest();
            digest.update(Long.toString(size).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < SAMPLES; i++) {
                ByteBuffer sample = ByteBuffer.allocate(SAMPLE_BYTES);
                while (sample.hasRemaining() && channel.read(sample, (size - SAMPLE_BYTES) * i / (SAMPLES - 1) + sample.position()) >= 0) {
                    continue; // a read may bring less than is asked for
                }
                digest.update(sample.flip());
            }
            return hex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a file to hash, got " + FileTrouble.of(e), e);
        }
    }

    /// Of a folder: of the lines `<hash>  <path>` of all its files, sorted by path, with `/` between folders. Empty folders do not
    /// count; neither do times and permissions.
    public static String ofTree(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            StringBuilder lines = new StringBuilder();
            files.stream()
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .forEach(name -> lines.append(sha256(folder.resolve(name))).append("  ").append(name).append('\n'));
            return sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": expected a folder to hash, got " + FileTrouble.of(e), e);
        }
    }

    /// The hash of a text that comes in pieces. Not thread-safe.
    public static final class Running {
        private final MessageDigest digest = digest();

        public Running add(String piece) {
            digest.update(piece.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /// Of all pieces, which are forgotten.
        public String sha256() {
            return hex(digest.digest());
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
