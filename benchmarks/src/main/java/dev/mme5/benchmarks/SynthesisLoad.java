package dev.mme5.benchmarks;

import dev.mme5.core.run.FileTrees;
import dev.mme5.core.run.Progress;
import dev.mme5.synthesis.SynthesisReport;
import dev.mme5.synthesis.plan.PlannedRow;
import dev.mme5.synthesis.plan.Planner;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;

/// The engine against a service that takes its time, beside a bare client: `SynthesisLoad [rows] [in flight] [milliseconds]`.
final class SynthesisLoad {
    private SynthesisLoad() {}

    public static void main(String[] arguments) throws Exception {
        int rows = argument(arguments, 0, 100_000);
        int inFlight = argument(arguments, 1, 1000);
        int latency = argument(arguments, 2, 200);
        Process service = service(latency);
        Path folder = Files.createTempDirectory("mme5-load");
        try (BufferedReader said = service.inputReader()) {
            LoadRun load = new LoadRun(rows, inFlight, said.readLine(), folder.resolve("pictures"));
            LoadRun.writePictures(load.pictures());
            System.out.printf(Locale.ROOT, "%d rows, %d in flight, %d ms each: latency allows %.0f answers/s; %d processors, load %.1f%n", rows,
                    inFlight, latency, inFlight * 1000.0 / latency, Runtime.getRuntime().availableProcessors(),
                    java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            int warmUp = Math.min(rows, 60 * inFlight);
            bare(load.of(warmUp));
            Effort bare = Effort.of(() -> bare(load));
            System.out.println(bare.line("bare client", rows));
            load.of(warmUp).run(folder.resolve("warm-up"), Progress.silent());
            SynthesisReport[] report = new SynthesisReport[1];
            Effort whole = Effort.of(() -> report[0] = load.run(folder.resolve("run"), Progress.silent()));
            System.out.println(whole.line("synthesis", report[0].calls()));
            System.out.printf(Locale.ROOT, "synthesis reaches %.0f %% of the bare client, %.0f %% of what latency allows%n",
                    100 * bare.seconds() / whole.seconds(), 100 * rows / whole.seconds() / (inFlight * 1000.0 / latency));
            System.out.printf(Locale.ROOT, "wrote %d of %d rows; heap: at most %d MB with garbage, %d MB live afterwards, limit %d MB%n",
                    report[0].written(), rows, Effort.peakHeapMegabytes(), Effort.liveHeapMegabytes(), Runtime.getRuntime().maxMemory() >> 20);
        } finally {
            service.getOutputStream().close();
            service.destroy();
            FileTrees.delete(folder);
        }
        System.exit(0);
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static Process service(int latency) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:+UseSerialGC", "-cp",
                        System.getProperty("java.class.path"), SlowService.class.getName(), Integer.toString(latency))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// Requests of the same size, one after the other in each of so many threads, the answers thrown away.
    private static void bare(LoadRun load) throws Exception {
        byte[] body = ("{\"model\": \"fake\", \"messages\": \"" + "x".repeat(bodyCharacters(load)) + "\"}").getBytes(StandardCharsets.UTF_8);
        AtomicInteger left = new AtomicInteger(load.rows());
        try (CloseableHttpClient client = HttpClients.custom().setConnectionManager(connections()).disableContentCompression().build();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> workers = Collections.nCopies(load.inFlight(), () -> {
                while (left.getAndDecrement() > 0) {
                    HttpPost post = new HttpPost(load.baseUrl() + "/chat/completions");
                    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
                    client.execute(post, response -> EntityUtils.toByteArray(response.getEntity()));
                }
                return null;
            });
            for (Future<Void> worker : threads.invokeAll(workers)) {
                worker.get(); // throws what it failed with
            }
        }
    }

    private static PoolingHttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .build();
    }

    /// About what the program sends: a picture in base64, the prompt, the schema.
    private static int bodyCharacters(LoadRun load) {
        Planner planner = load.planner();
        PlannedRow row = planner.row(0, 0);
        return 8000 + 8000 * row.pictures().size();
    }
}
