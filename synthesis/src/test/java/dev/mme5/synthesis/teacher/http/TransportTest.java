package dev.mme5.synthesis.teacher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.synthesis.teacher.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Against a service that is written byte by byte, so that it can do what no library would.
@Timeout(60)
class TransportTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final ApiCall CALL =
            ApiCall.post("/x", new ApiCall.Body("application/json", "{}".getBytes(StandardCharsets.UTF_8)), 0, "one");

    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket service;

    /// What the service does with a connection that has sent a request.
    private interface Manner {
        void answer(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    @BeforeEach
    void listen() throws IOException {
        service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    @Test
    void closesTheConnectionWhenItIsInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        serve((in, out) -> {
            asked.countDown();
            if (in.read() < 0) {
                gone.countDown();
            }
        });
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        try (Transport transport = transport(LONG, LONG)) {
            Thread caller = Thread.startVirtualThread(() -> {
                try {
                    transport.send(CALL);
                } catch (IOException | InterruptedException e) {
                    failure.complete(e);
                }
            });
            asked.await();
            caller.interrupt();
            assertThat(failure.get()).isInstanceOf(InterruptedException.class);
            gone.await();
        }
    }

    @Test
    void endsAnAnswerThatDripsForEver() {
        serve((in, out) -> {
            out.write(head(1_000_000));
            while (true) {
                out.write(' ');
                Thread.sleep(20);
            }
        });
        try (Transport transport = transport(LONG, Duration.ofMillis(300))) {
            assertThatThrownBy(() -> transport.send(CALL)).isInstanceOf(IOException.class).hasMessage("no end after 0.3 s");
        }
    }

    @Test
    void waitsNoLongerThanItMayForTheFirstByte() {
        serve((in, out) -> Thread.sleep(LONG));
        try (Transport transport = transport(Duration.ofMillis(200), LONG)) {
            assertThatThrownBy(() -> transport.send(CALL)).isInstanceOf(IOException.class).hasMessage("no answer after 0.2 s");
        }
    }

    @Test
    void doesNotReadToItsEndWhatIsTooLong(@TempDir Path folder) {
        AtomicInteger megabytes = new AtomicInteger();
        serve((in, out) -> {
            out.write(head(1L << 40));
            byte[] megabyte = new byte[1 << 20];
            while (true) {
                out.write(megabyte);
                megabytes.incrementAndGet();
            }
        });
        try (Transport transport = transport(LONG, LONG)) {
            assertThatThrownBy(() -> transport.send(CALL)).isInstanceOf(BoundedBody.TooLong.class).hasMessage("more than 4194304 bytes");
            assertThat(megabytes).hasValueLessThan(64);
        }
    }

    @Test
    void writesADownloadIntoAFileAndUsesAConnectionAgain(@TempDir Path folder) throws Exception {
        serve((in, out) -> {
            out.write(head(3));
            out.write("abc".getBytes(StandardCharsets.UTF_8));
        });
        try (Transport transport = transport(LONG, LONG)) {
            for (int i = 0; i < 5; i++) {
                ApiResponse response = transport.download(CALL, folder.resolve("file"), LONG);
                assertThat(response.header("x-count")).contains("7");
                assertThat(folder.resolve("file")).hasContent("abc");
            }
            assertThat(transport.send(CALL).body()).isEqualTo("abc");
            assertThat(connections).hasValue(1);
        }
        assertThat(Files.size(folder.resolve("file"))).isEqualTo(3);
    }

    private Transport transport(Duration firstByte, Duration whole) {
        Endpoint endpoint = new Endpoint("http://127.0.0.1:" + service.getLocalPort(), Optional.empty(), Map.of());
        return new Transport(endpoint, new Timeouts(LONG, firstByte, whole));
    }

    private static byte[] head(long length) {
        return ("HTTP/1.1 200 OK\r\nX-Count: 7\r\nContent-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private void serve(Manner manner) {
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    Socket socket = service.accept();
                    connections.incrementAndGet();
                    Thread.startVirtualThread(() -> converse(socket, manner));
                }
            } catch (IOException e) {
                // the test is over
            }
        });
    }

    private static void converse(Socket socket, Manner manner) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (skipRequest(in)) {
                manner.answer(in, socket.getOutputStream());
            }
        } catch (IOException | InterruptedException e) {
            // the client has gone, as it should
        }
    }

    /// The head up to the empty line, then the body of two bytes.
    private static boolean skipRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        return in.readNBytes(2).length == 2;
    }
}
