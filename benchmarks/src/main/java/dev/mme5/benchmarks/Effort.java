package dev.mme5.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Locale;

/// What a piece of work took of this process.
///
/// @param seconds on the clock
/// @param cpuSeconds of all threads
record Effort(double seconds, double cpuSeconds) {

    /// Something that may fail.
    interface Work {
        void run() throws Exception;
    }

    static Effort of(Work work) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        work.run();
        return new Effort((System.nanoTime() - began) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
    }

    /// The most that all heap pools held since the last measurement began, in megabytes; garbage included.
    static long peakHeapMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum() >> 20;
    }

    /// What is in use after a collection, in megabytes.
    static long liveHeapMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    String line(String name, int count) {
        return String.format(Locale.ROOT, "%-12s %8.1f answers/s   %6.1f s   %7.0f us of CPU for each", name, count / seconds, seconds,
                cpuSeconds * 1e6 / count);
    }
}
