package dev.mme5.synthesis.teacher.http;

import dev.mme5.synthesis.teacher.ApiKey;
import dev.mme5.synthesis.teacher.Timeouts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One try at one call: HTTP/1.1 without redirects, every wait bounded, every answer bounded, the connection closed when the thread is
/// interrupted. One client, whose idle connections are used again; each call in flight holds one connection and so one file
/// descriptor. Thread-safe.
final class Transport implements AutoCloseable {
    /// A longer answer to a call is refused.
    static final long MOST_BYTES = 4L << 20;
    /// A longer file is refused.
    static final long MOST_FILE_BYTES = 4L << 30;

    private final Endpoint endpoint;
    private final Timeouts timeouts;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    Transport(Endpoint endpoint, Timeouts timeouts) {
        this.endpoint = endpoint;
        this.timeouts = timeouts;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // some local servers dislike being asked for an upgrade
                .followRedirects(HttpClient.Redirect.NEVER) // a redirect might carry the key elsewhere
                .connectTimeout(timeouts.connect())
                .executor(executor)
                .build();
    }

    /// The answer, whatever its status.
    ///
    /// @throws IOException if there is none, or none within the bounds; the message says what there is instead
    ApiResponse send(ApiCall call) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                exchange(call, BoundedBody.handler(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES), timeouts.whole());
        String body = endpoint.withoutKey(new String(response.body(), StandardCharsets.UTF_8));
        return new ApiResponse(response.statusCode(), headers(response), body);
    }

    /// The answer in a file, if its status is a success; its body is empty then.
    ApiResponse download(ApiCall call, Path file, Duration whole) throws IOException, InterruptedException {
        HttpResponse<Path> response = exchange(call, BoundedBody.handler(HttpResponse.BodyHandlers.ofFile(file), MOST_FILE_BYTES), whole);
        return new ApiResponse(response.statusCode(), headers(response), "");
    }

    @Override
    public void close() {
        client.shutdownNow();
        executor.shutdownNow();
    }

    private <T> HttpResponse<T> exchange(ApiCall call, BodyHandler<T> handler, Duration whole) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request(call), handler);
        try {
            return answer.get(whole.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no end after " + seconds(whole), e);
        } catch (ExecutionException e) {
            throw trouble(e.getCause());
        } finally {
            answer.cancel(true); // closes the connection, unless the answer is there
        }
    }

    private HttpRequest request(ApiCall call) {
        BodyPublisher body = call.body().map(sent -> BodyPublishers.ofByteArray(sent.bytes())).orElseGet(BodyPublishers::noBody);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.baseUrl() + call.path()))
                .timeout(timeouts.firstByte())
                .method(call.method(), body)
                .header("Accept", "application/json");
        call.body().ifPresent(sent -> request.header("Content-Type", sent.contentType()));
        if (call.body().isPresent()) {
            request.header("X-Client-Request-Id", call.name());
        }
        endpoint.headers().forEach(request::setHeader);
        return request.build();
    }

    private IOException trouble(Throwable cause) {
        String got = switch (cause) {
            case HttpConnectTimeoutException e -> "no connection after " + seconds(timeouts.connect());
            case HttpTimeoutException e -> "no answer after " + seconds(timeouts.firstByte());
            case ConnectException e when e.getCause() instanceof UnresolvedAddressException -> "no host of that name";
            case ConnectException e -> "no connection (" + Optional.ofNullable(e.getMessage()).orElse("refused") + ")";
            case BoundedBody.TooLong e -> e.getMessage();
            default -> "a broken connection (" + cause + ")";
        };
        return cause instanceof BoundedBody.TooLong ? new BoundedBody.TooLong(got) : new IOException(got, cause);
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        Map<String, String> first = new HashMap<>();
        response.headers().map().forEach((name, values) -> first.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return first;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
