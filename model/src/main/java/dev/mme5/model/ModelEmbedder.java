package dev.mme5.model;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.CutText;
import dev.mme5.core.Embedder;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Embedding;
import dev.mme5.core.Modality;
import dev.mme5.model.nn.Pass;
import dev.mme5.torch.DType;
import dev.mme5.torch.InferenceMode;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.Threads;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The embedder over an [Encoder]: prepares contents, batches those of like length and equal number of pictures, and pools. Safe for
/// use by several threads. A vector depends on its content alone.
public final class ModelEmbedder implements Embedder {
    private static final int BEGINNING = 40;

    private final Encoder encoder;
    private final EmbedderInfo info;
    private final Options options;
    private final ExecutorService workers;

    /// A row that exceeds a budget has a pass of its own.
    ///
    /// @param batchRows most rows of one pass
    /// @param batchTokens most tokens of one pass, padding included
    /// @param batchPixels most pixels of one pass, unused tiles counted
    /// @param workers threads that run passes side by side
    /// @param threads within one operation; 1 leaves the number that the environment sets
    /// @param cuts hears of each text that was too long; called by any thread
    public record Options(int batchRows, int batchTokens, long batchPixels, int workers, int threads, Consumer<CutText> cuts) {
        private static final long PIXELS = 1L << 22;

        /// With nobody who hears of cut texts.
        public Options(int batchRows, int batchTokens, int workers) {
            this(batchRows, batchTokens, PIXELS, workers, 1, _ -> {});
        }

        /// What suits a small model on a few cores: passes side by side.
        public static Options defaults() {
            return new Options(64, 4096, Runtime.getRuntime().availableProcessors());
        }

        /// What suits a large model, whose weights should pass through memory once for all cores: one pass at a time.
        public static Options large() {
            return new Options(64, 2048, PIXELS, 1, Runtime.getRuntime().availableProcessors(), _ -> {});
        }

        public Options with(int rows, Consumer<CutText> listener) {
            return new Options(rows, batchTokens, batchPixels, workers, threads, listener);
        }
    }

    /// @param encoder owned from now on
    /// @param fingerprint changes whenever vectors may change
    public ModelEmbedder(Encoder encoder, String name, String fingerprint, Options options) {
        this.encoder = encoder;
        this.options = options;
        this.info = new EmbedderInfo(name, fingerprint, encoder.dimension(), Set.of(Modality.values()));
        ThreadFactory threads = Thread.ofPlatform().daemon().name("embed-", 0).factory();
        this.workers = Executors.newFixedThreadPool(options.workers(), work -> threads.newThread(() -> run(work)));
    }

    private void run(Runnable work) {
        if (options.threads() > 1) {
            Threads.intraOp(options.threads());
        }
        work.run();
    }

    @Override
    public EmbedderInfo info() {
        return info;
    }

    @Override
    public List<Embedding> embed(List<Content> contents) {
        List<Prepared> prepared = prepare(contents);
        tellOfCuts(prepared, contents);
        Embedding[] embeddings = new Embedding[contents.size()];
        List<Future<?>> passes = new ArrayList<>();
        long pictures = Math.max(1, options.batchPixels() / encoder.traits().picturePixels());
        RowBatches.Budget budget = new RowBatches.Budget(options.batchRows(), options.batchTokens(), Math.toIntExact(pictures));
        for (List<Integer> batch : RowBatches.of(prepared, budget)) {
            passes.add(workers.submit(() -> encode(batch, prepared, embeddings)));
        }
        await(passes);
        return List.of(embeddings);
    }

    private List<Prepared> prepare(List<Content> contents) {
        List<Future<Prepared>> futures = new ArrayList<>();
        for (Content content : contents) {
            futures.add(workers.submit(() -> encoder.prepare(content, UnaryOperator.identity())));
        }
        List<Prepared> prepared = new ArrayList<>();
        for (int i = 0; i < futures.size(); i++) {
            try {
                prepared.add(futures.get(i).get());
            } catch (ExecutionException e) {
                throw refused(i, e.getCause());
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        return prepared;
    }

    /// Not before all are prepared: a call that fails is made again without the content that is at fault.
    private void tellOfCuts(List<Prepared> prepared, List<Content> contents) {
        for (int i = 0; i < prepared.size(); i++) {
            Prepared row = prepared.get(i);
            if (row.cutTokens() > 0) {
                String text = contents.get(i).text().orElse("");
                int end = text.offsetByCodePoints(0, Math.min(BEGINNING, text.codePointCount(0, text.length())));
                options.cuts().accept(new CutText(row.tokens() + row.cutTokens(), row.tokens(), text.substring(0, end)));
            }
        }
    }

    private static RuntimeException refused(int index, Throwable cause) {
        return switch (cause) {
            case UncheckedIOException e -> new ContentException(index, e.getCause().getMessage(), e);
            case IllegalArgumentException e -> new ContentException(index, e.getMessage(), e);
            case RuntimeException e -> e;
            default -> new IllegalStateException(cause);
        };
    }

    private void encode(List<Integer> batch, List<Prepared> prepared, Embedding[] target) {
        int dimension = info.dimension();
        try (TensorScope _ = TensorScope.open("embed");
                InferenceMode _ = InferenceMode.enter()) {
            Tensor states = encoder.encode(batch.stream().map(prepared::get).toList(), Pass.inference());
            float[] values = states.to(DType.F32).toFloatArray(); // [B, D]
            for (int row = 0; row < batch.size(); row++) {
                float[] vector = new float[dimension];
                System.arraycopy(values, row * dimension, vector, 0, dimension);
                target[batch.get(row)] = Embedding.of(vector);
            }
        }
    }

    private static void await(List<Future<?>> passes) {
        try {
            for (Future<?> pass : passes) {
                pass.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static RuntimeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("embedding was interrupted", e);
    }

    @Override
    public void close() {
        workers.close();
        encoder.close();
    }
}
