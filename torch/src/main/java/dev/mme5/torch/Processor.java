package dev.mme5.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the processor can do that decides how something is best computed.
public final class Processor {
    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final boolean MULTIPLIES_BF16 = multipliesBf16(flags());

    private Processor() {}

    /// Whether there are instructions for whole matrices in BF16 (AMX). Without them the fused attention kernel is some 25 times slower
    /// in BF16 than in F32, though single matrix products are not. No where it cannot be found out.
    public static boolean multipliesBf16() {
        return MULTIPLIES_BF16;
    }

    /// The same of what Linux tells about a processor.
    static boolean multipliesBf16(String cpuinfo) {
        return cpuinfo.lines()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .filter(line -> line.contains(" amx_bf16"))
                .isPresent();
    }

    private static String flags() {
        try {
            return Files.isReadable(LINUX) ? Files.readString(LINUX) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
