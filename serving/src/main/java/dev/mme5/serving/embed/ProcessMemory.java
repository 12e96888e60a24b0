package dev.mme5.serving.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much memory this process holds, native memory included.
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM";
    private static final String OWN = "RssAnon";

    private ProcessMemory() {}

    /// The peak of the resident set in bytes, pages of mapped files included; 0 where there is no `/proc`.
    static long peakRssBytes() {
        return bytes(PEAK);
    }

    /// What of the resident set is the process's own and no page of a mapped file, now; 0 where there is no `/proc`.
    static long ownRssBytes() {
        return bytes(OWN);
    }

    private static long bytes(String key) {
        try {
            Matcher matcher = Pattern.compile(key + ":\\s+(\\d+) kB").matcher(Files.isReadable(STATUS) ? Files.readString(STATUS) : "");
            return matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : 0;
        } catch (IOException e) {
            return 0; // a number for people: not worth a failure
        }
    }
}
