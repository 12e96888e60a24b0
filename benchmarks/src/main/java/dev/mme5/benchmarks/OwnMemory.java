package dev.mme5.benchmarks;

import dev.mme5.testkit.ResidentMemory;

/// Watches how much memory this process has of its own: resident pages that are no mapped file's.
final class OwnMemory implements AutoCloseable {
    private static final int MILLISECONDS = 50;

    private final Thread watcher = Thread.ofPlatform().daemon().start(this::watchOn);
    private volatile long peak;

    private OwnMemory() {}

    static OwnMemory watch() {
        return new OwnMemory();
    }

    private void watchOn() {
        while (!Thread.currentThread().isInterrupted()) {
            peak = Math.max(peak, ResidentMemory.ownBytes());
            try {
                Thread.sleep(MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    long peakMegabytes() {
        return peak >> 20;
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
