package dev.mme5.synthesis.teacher.http;

import dev.mme5.synthesis.teacher.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;

/// One try at one call: HTTP/1.1 without redirects, every wait bounded, every answer bounded, the connection closed when the thread is
/// interrupted. One client, whose idle connections are used again; each call in flight holds one connection and so one file
/// descriptor. Blocks, made for virtual threads: a platform thread that waits for an answer is not woken by an interrupt. Thread-safe.
final class Transport implements AutoCloseable {
    /// A longer answer to a call is refused.
    static final long MOST_BYTES = 4 << 20;
    /// A longer file is refused.
    static final long MOST_FILE_BYTES = 4L << 30;

    private static final int MOST_LINE_CHARACTERS = 1 << 16;
    private static final int MOST_HEADERS = 500;

    private final Endpoint endpoint;
    private final Timeouts timeouts;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;

    Transport(Endpoint endpoint, Timeouts timeouts) {
        this.endpoint = endpoint;
        this.timeouts = timeouts;
        client = HttpClients.custom()
                .setConnectionManager(connections(timeouts))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(timeouts.firstByte()))
                        .setProtocolUpgradeEnabled(false) // some local servers dislike being asked
                        .build())
                .setRoutePlanner(new SystemDefaultRoutePlanner(null)) // https.proxyHost and its like
                .setUserAgent("mme5")
                .disableRedirectHandling() // a redirect might carry the key elsewhere
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
        deadlines = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadlines").factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    private static PoolingHttpClientConnectionManager connections(Timeouts timeouts) {
        Http1Config bounds = Http1Config.custom().setMaxLineLength(MOST_LINE_CHARACTERS).setMaxHeaderCount(MOST_HEADERS).build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(Timeout.of(timeouts.connect())).build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX) // whoever calls bounds the calls in flight
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .build();
    }

    /// The answer, whatever its status.
    ///
    /// @throws IOException if there is none, or none within the bounds; the message says what there is instead
    ApiResponse send(ApiCall call) throws IOException, InterruptedException {
        return exchange(call, timeouts.whole(), response ->
                new ApiResponse(response.getCode(), headers(response), endpoint.withoutKey(text(response))));
    }

    /// The answer in a file, if its status is a success; its body is empty then.
    ApiResponse download(ApiCall call, Path file, Duration whole) throws IOException, InterruptedException {
        return exchange(call, whole, response -> {
            copy(response, file);
            return new ApiResponse(response.getCode(), headers(response), "");
        });
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        deadlines.shutdownNow();
    }

    private <T> T exchange(ApiCall call, Duration whole, HttpClientResponseHandler<T> reader) throws IOException, InterruptedException {
        HttpUriRequestBase request = request(call);
        Future<?> deadline = deadlines.schedule(request::cancel, whole.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, response -> read(reader, response, request));
        } catch (BoundedBody.TooLong e) {
            throw e;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new IOException(request.isCancelled() ? "no end after " + seconds(whole) : trouble(e), e);
        } finally {
            deadline.cancel(false);
        }
    }

    /// What is left of an answer that is too long is not read to its end, as the client would do otherwise.
    private static <T> T read(HttpClientResponseHandler<T> reader, ClassicHttpResponse response, HttpUriRequestBase request)
            throws IOException, HttpException {
        try {
            return reader.handleResponse(response);
        } catch (BoundedBody.TooLong e) {
            request.cancel();
            throw e;
        }
    }

    private HttpUriRequestBase request(ApiCall call) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), URI.create(endpoint.baseUrl() + call.path()));
        request.setHeader("Accept", "application/json");
        call.body().ifPresent(sent -> {
            request.setEntity(new ByteArrayEntity(sent.bytes(), null));
            request.setHeader("Content-Type", sent.contentType());
            request.setHeader("X-Client-Request-Id", call.name());
        });
        endpoint.headers().forEach(request::setHeader);
        return request;
    }

    private String trouble(IOException e) {
        return switch (e) {
            case ConnectTimeoutException _ -> "no connection after " + seconds(timeouts.connect());
            case SocketTimeoutException _ -> "no answer after " + seconds(timeouts.firstByte());
            case UnknownHostException _ -> "no host of that name";
            case ConnectException refused -> "no connection (" + refusal(refused) + ")";
            default -> "a broken connection (" + e + ")";
        };
    }

    private static String refusal(ConnectException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith("Connection refused") ? "refused" : message;
    }

    private static String text(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        InputStream body = new BoundedBody(entity.getContent(), MOST_BYTES);
        long length = entity.getContentLength(); // -1 if nobody knows
        byte[] bytes = length >= 0 && length <= MOST_BYTES ? body.readNBytes((int) length) : body.readAllBytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void copy(ClassicHttpResponse response, Path file) throws IOException {
        HttpEntity entity = response.getEntity();
        try (OutputStream out = Files.newOutputStream(file)) {
            if (entity != null) {
                new BoundedBody(entity.getContent(), MOST_FILE_BYTES).transferTo(out);
            }
        }
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> first = new HashMap<>();
        for (Header header : response.getHeaders()) {
            first.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return first;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
