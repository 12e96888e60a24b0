package dev.mme5.training;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Prepares the next batch while the current one is computed.
final class Prefetch implements AutoCloseable {
    private final TrainingTask task;
    private final long end;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("prefetch").factory());
    private Future<StepBatch> next;

    Prefetch(TrainingTask task, long first, long end) {
        this.task = task;
        this.end = end;
        this.next = thread.submit(() -> task.batch(first));
    }

    /// The batch of that number; they are taken one after the other.
    StepBatch take(long number) {
        StepBatch batch = Futures.get(next);
        if (number + 1 < end) {
            next = thread.submit(() -> task.batch(number + 1));
        }
        return batch;
    }

    /// Waits for a batch that is being prepared: it uses the model's tokenizer, which may be freed next.
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
