package dev.mme5.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory this process holds, for leak tests.
public final class ResidentMemory {
    private ResidentMemory() {}

    /// Fills the Java heap with garbage, so that its own growth is over before a test begins to compare.
    public static void settle() {
        long chunks = Runtime.getRuntime().maxMemory() >> 20;
        byte[] last = {};
        for (long i = 0; i < chunks; i++) {
            last = new byte[1 << 20];
        }
        if (last.length == 0) {
            throw new IllegalStateException("memory: expected a heap of more than a megabyte");
        }
        System.gc();
    }

    /// Bytes of RSS; 0 where the system does not tell, so that differences are 0 there.
    public static long bytes() {
        return field("VmRSS:");
    }

    /// Bytes of RSS that belong to no mapped file; 0 where the system does not tell.
    public static long ownBytes() {
        return field("RssAnon:");
    }

    private static long field(String name) {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }
}
