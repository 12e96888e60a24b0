package dev.mme5.core.run;

import dev.mme5.core.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
