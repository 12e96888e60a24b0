package dev.mme5.testkit.openai;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Sends answers, good and bad.
final class Answers {
    private static final int OK = 200;
    private static final int CHUNK_BYTES = 1 << 16;

    private Answers() {}

    static void send(HttpExchange exchange, ChatQuestion question, Behaviour behaviour) throws IOException, InterruptedException {
        if (!behaviour.forms().contains("json_schema") || !behaviour.forms().contains("json_object")) {
            String form = question.form();
            if (!form.equals("text") && !behaviour.forms().contains(form)) {
                send(exchange, Fault.Status.error(400, "unsupported", "response_format of type " + form + " is not supported"));
                return;
            }
        }
        Optional<Fault> fault = behaviour.faults().of(question);
        if (fault.isEmpty()) {
            send(exchange, OK, Map.of(), bytes(Completion.of(question, behaviour.answers().apply(question))));
        } else {
            fail(exchange, question, behaviour, fault.get());
        }
    }

    static void send(HttpExchange exchange, Fault.Status status) throws IOException {
        send(exchange, status.code(), status.headers(), bytes(status.body()));
    }

    static void send(HttpExchange exchange, int status, Map<String, String> headers, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void fail(HttpExchange exchange, ChatQuestion question, Behaviour behaviour, Fault fault)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Status status -> send(exchange, status);
            case Fault.Closed() -> exchange.close();
            case Fault.Body(String text) -> send(exchange, OK, Map.of(), bytes(text));
            case Fault.Huge(long size) -> sendHuge(exchange, size);
            case Fault.HugeHeader(int size) -> send(exchange, OK, Map.of("X-Huge", "x".repeat(size)), bytes("{}"));
            case Fault.Refusal(String text) -> send(exchange, OK, Map.of(), bytes(Completion.refusal(question, text)));
            case Fault.Hang(Duration time) -> {
                Thread.sleep(time);
                send(exchange, OK, Map.of(), good(question, behaviour));
            }
            case Fault.Stall(Duration time) -> sendHalf(exchange, good(question, behaviour), time);
            case Fault.CutShort() -> sendHalf(exchange, good(question, behaviour), Duration.ZERO);
            case Fault.Content content -> send(exchange, OK, Map.of(),
                    bytes(Completion.of(question, content.change().apply(behaviour.answers().apply(question)))));
            case Fault.Finish(String reason) -> send(exchange, OK, Map.of(),
                    bytes(Completion.finished(question, behaviour.answers().apply(question), reason)));
        }
    }

    private static byte[] good(ChatQuestion question, Behaviour behaviour) {
        return bytes(Completion.of(question, behaviour.answers().apply(question)));
    }

    /// Half of it, then a pause, then nothing more: the connection is closed.
    private static void sendHalf(HttpExchange exchange, byte[] body, Duration pause) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(OK, body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, body.length / 2);
        out.flush();
        Thread.sleep(pause);
        exchange.close();
    }

    private static void sendHuge(HttpExchange exchange, long size) throws IOException {
        exchange.sendResponseHeaders(OK, size);
        byte[] chunk = bytes("x".repeat(CHUNK_BYTES));
        for (long sent = 0; sent < size; sent += CHUNK_BYTES) {
            exchange.getResponseBody().write(chunk, 0, (int) Math.min(CHUNK_BYTES, size - sent));
        }
    }
}
