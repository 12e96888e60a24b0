package dev.mme5.testkit.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mme5.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A service on this machine that speaks OpenAI's chat completions, files and batches. It answers what it is told to answer and fails
/// when it is told to fail. Thread-safe; answers thousands of requests at a time.
public final class FakeOpenAi implements AutoCloseable {
    private static final int BACKLOG = 8192;

    static {
        // The JDK's server closes idle connections beyond 200, and sends small answers late, unless it is told otherwise.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "100000");
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Behaviour behaviour;
    private final FakeBatches batches;
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final boolean keeping;

    private FakeOpenAi(Behaviour behaviour, int port, boolean keeping) throws IOException {
        this.behaviour = behaviour;
        this.keeping = keeping;
        batches = new FakeBatches(behaviour, this::number);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.setExecutor(executor);
        server.createContext("/v1/chat/completions", exchange -> serve(exchange, this::complete));
        server.createContext("/v1/files", exchange -> serve(exchange, batches::files));
        server.createContext("/v1/batches", exchange -> serve(exchange, batches::batches));
        server.start();
    }

    /// Starts on a free port and keeps the bodies of what it is asked.
    public static FakeOpenAi start(Behaviour behaviour) {
        return start(behaviour, 0, true);
    }

    /// Starts.
    ///
    /// @param port 0 for a free one
    /// @param keeping whether to keep the bodies of what it is asked: not under load
    public static FakeOpenAi start(Behaviour behaviour, int port, boolean keeping) {
        try {
            return new FakeOpenAi(behaviour, port, keeping);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What stands before `/chat/completions`.
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /// Chat completions that were asked for, one by one.
    public long requests() {
        return requests.get();
    }

    /// The most that were in work at the same time.
    public int mostInFlight() {
        return mostInFlight.get();
    }

    /// The bodies of the chat completions that were asked for, in the order of their coming.
    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    /// Batches that were made.
    public int batchesMade() {
        return batches.made();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private interface Route {
        void answer(HttpExchange exchange, String body) throws IOException, InterruptedException;
    }

    private void serve(HttpExchange exchange, Route route) {
        int now = inFlight.incrementAndGet();
        mostInFlight.accumulateAndGet(now, Math::max);
        try {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String shown = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("nothing");
            if (behaviour.key().isPresent() && !shown.equals("Bearer " + behaviour.key().get())) {
                Answers.send(exchange, Fault.Status.error(401, "invalid_api_key", "wrong key: " + shown));
            } else {
                route.answer(exchange, body);
            }
        } catch (RuntimeException e) {
            tell(exchange, e);
        } catch (IOException e) {
            // whoever asked has gone away
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        } finally {
            inFlight.decrementAndGet();
            exchange.close();
        }
    }

    /// The test's own function failed: whoever asked is told, and so the test.
    private static void tell(HttpExchange exchange, RuntimeException e) {
        try {
            String body = Json.write(Map.of("error", Map.of("message", "the test failed: " + e)));
            Answers.send(exchange, new Fault.Status(400, Map.of(), body));
        } catch (IOException gone) {
            e.addSuppressed(gone);
        }
    }

    private void complete(HttpExchange exchange, String body) throws IOException, InterruptedException {
        requests.incrementAndGet();
        if (keeping) {
            bodies.add(body);
        }
        String name = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Client-Request-Id")).orElse("");
        ChatQuestion question = new ChatQuestion(name, number(name), body);
        Thread.sleep(behaviour.latency());
        Answers.send(exchange, question, behaviour);
    }

    private int number(String name) {
        return attempts.computeIfAbsent(name, key -> new AtomicInteger()).getAndIncrement();
    }
}
