package dev.mme5.core.run;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/// What a run ran on.
///
/// @param cores processors the JVM may use
/// @param memoryBytes physical memory, 0 if the JVM does not tell
/// @param java the runtime's version
public record Machine(String os, String arch, int cores, long memoryBytes, String java) {

    /// The machine this runs on.
    public static Machine current() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        long memory = system instanceof com.sun.management.OperatingSystemMXBean physical ? physical.getTotalMemorySize() : 0;
        return new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                memory,
                Runtime.version().toString());
    }
}
