package dev.mme5.testkit.openai;

import com.sun.net.httpserver.HttpExchange;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/// The files and batches of the fake. Of the faults, those of a status become errors of a line, those of the content are written, and
/// an order, which goes by the name of `order`, may lose its answer; the others do not happen here.
final class FakeBatches {
    private static final int OK = 200;
    /// What faults know the order of a batch by.
    private static final String ORDER = "order";

    private final Behaviour behaviour;
    private final ToIntFunction<String> attempts;
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, Batch> batches = new LinkedHashMap<>();

    private static final class Batch {
        final Map<String, Object> about = new LinkedHashMap<>();
        int pollsLeft;
        int total;
        int failed;
    }

    /// @param attempts counts how often a name was asked before
    FakeBatches(Behaviour behaviour, ToIntFunction<String> attempts) {
        this.behaviour = behaviour;
        this.attempts = attempts;
    }

    synchronized int made() {
        return batches.size();
    }

    /// `POST /files` and `GET /files/{id}/content`.
    void files(HttpExchange exchange, String body) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            String id = add(uploaded(body));
            send(exchange, Map.of("id", id, "object", "file", "purpose", "batch"));
            return;
        }
        String content = files.get(exchange.getRequestURI().getPath().replaceFirst("^/v1/files/", "").replaceFirst("/content$", ""));
        if (content == null) {
            Answers.send(exchange, Fault.Status.error(404, "not_found", "no such file"));
        } else {
            Answers.send(exchange, OK, Map.of(), Answers.bytes(content));
        }
    }

    /// `POST /batches`, `GET /batches` and `GET /batches/{id}`.
    synchronized void batches(HttpExchange exchange, String body) throws IOException {
        String id = exchange.getRequestURI().getPath().replaceFirst("^/v1/batches/?", "");
        if (exchange.getRequestMethod().equals("POST")) {
            Batch batch = make(Json.parse(body, "request"));
            if (behaviour.faults().of(new ChatQuestion(ORDER, attempts.applyAsInt(ORDER), body)).orElse(null) instanceof Fault.Closed) {
                exchange.close(); // the order arrived, its answer does not
            } else {
                send(exchange, batch.about);
            }
        } else if (id.isEmpty()) {
            send(exchange, Map.of("object", "list", "data", batches.values().stream().map(batch -> batch.about).toList()));
        } else if (!batches.containsKey(id)) {
            Answers.send(exchange, Fault.Status.error(404, "not_found", "no such batch"));
        } else {
            send(exchange, polled(batches.get(id)));
        }
    }

    private Batch make(JsonObject order) {
        Batch batch = new Batch();
        String id = "batch_" + (batches.size() + 1);
        batch.pollsLeft = behaviour.pollsUntilDone();
        batch.about.put("id", id);
        batch.about.put("object", "batch");
        batch.about.put("status", "validating");
        batch.about.put("input_file_id", order.string("input_file_id"));
        order.optionalObject("metadata").ifPresent(metadata -> batch.about.put("metadata", metadata));
        batches.put(id, batch);
        return batch;
    }

    private Map<String, Object> polled(Batch batch) {
        if (batch.pollsLeft-- > 0) {
            batch.about.put("status", "in_progress");
        } else if (!batch.about.get("status").equals("completed")) {
            finish(batch);
        }
        return batch.about;
    }

    private void finish(Batch batch) {
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        files.get((String) batch.about.get("input_file_id")).lines().forEach(line -> answer(Json.parse(line, "line"), good, bad));
        batch.total = good.size() + bad.size();
        batch.failed = bad.size();
        batch.about.put("status", "completed");
        batch.about.put("request_counts", Map.of("total", batch.total, "completed", good.size(), "failed", batch.failed));
        if (!good.isEmpty()) {
            batch.about.put("output_file_id", add(String.join("\n", good) + "\n"));
        }
        if (!bad.isEmpty()) {
            batch.about.put("error_file_id", add(String.join("\n", bad) + "\n"));
        }
    }

    private void answer(JsonObject line, List<String> good, List<String> bad) {
        String id = line.string("custom_id");
        ChatQuestion question = new ChatQuestion(id, attempts.applyAsInt(id), line.object("body").toString());
        Optional<Fault> fault = behaviour.faults().of(question);
        if (fault.isPresent() && fault.get() instanceof Fault.Status status) {
            bad.add(result(id, status.code(), status.body()));
            return;
        }
        String content = behaviour.answers().apply(question);
        good.add(result(id, OK, fault.map(one -> switch (one) {
            case Fault.Content(UnaryOperator<String> change) -> Completion.of(question, change.apply(content));
            case Fault.Refusal(String text) -> Completion.refusal(question, text);
            case Fault.Finish(String reason) -> Completion.finished(question, content, reason);
            case Fault.Status _, Fault.Hang _, Fault.Stall _, Fault.Closed _, Fault.CutShort _, Fault.Body _, Fault.Huge _,
                    Fault.HugeHeader _ -> Completion.of(question, content);
        }).orElseGet(() -> Completion.of(question, content))));
    }

    private static String result(String id, int status, String body) {
        return "{\"id\":\"r-" + id + "\",\"custom_id\":" + Json.write(id) + ",\"response\":{\"status_code\":" + status
                + ",\"request_id\":\"fake\",\"body\":" + body + "},\"error\":null}";
    }

    private synchronized String add(String content) {
        String id = "file-" + (files.size() + 1);
        files.put(id, content);
        return id;
    }

    /// The file of an upload: what stands between the empty line of its part and the boundary.
    private static String uploaded(String multipart) {
        String boundary = multipart.substring(0, multipart.indexOf("\r\n"));
        int part = multipart.indexOf("name=\"file\"");
        int from = multipart.indexOf("\r\n\r\n", part) + "\r\n\r\n".length();
        return multipart.substring(from, multipart.indexOf("\r\n" + boundary, from));
    }

    private static void send(HttpExchange exchange, Object body) throws IOException {
        Answers.send(exchange, OK, Map.of(), Answers.bytes(Json.write(body)));
    }
}
