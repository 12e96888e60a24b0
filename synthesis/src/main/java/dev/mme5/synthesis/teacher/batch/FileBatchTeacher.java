package dev.mme5.synthesis.teacher.batch;

import dev.mme5.core.RemoteModelException;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.Hashes;
import dev.mme5.synthesis.teacher.BatchResult;
import dev.mme5.synthesis.teacher.BatchStatus;
import dev.mme5.synthesis.teacher.BatchTeacher;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Structured;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.http.ApiCall;
import dev.mme5.synthesis.teacher.http.ApiClient;
import dev.mme5.synthesis.teacher.http.ApiException;
import dev.mme5.synthesis.teacher.http.ChatBody;
import dev.mme5.synthesis.teacher.http.ModelIdentity;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// OpenAI's batches, and those of services that do as OpenAI does: a file of requests is uploaded, a batch made of it, and its answers
/// fetched when it has ended. Pictures travel in the file. Thread-safe.
public final class FileBatchTeacher implements BatchTeacher {
    /// The most requests that OpenAI takes in one file.
    public static final int MOST_REQUESTS = 50_000;
    /// The largest file that OpenAI takes.
    public static final long MOST_BYTES = 200_000_000;

    private static final Duration DOWNLOAD = Duration.ofMinutes(30);
    private static final Set<String> ENDED = Set.of("completed", "expired", "cancelled");

    private static final Set<String> UNDER_WAY = Set.of("validating", "in_progress", "finalizing");
    /// The name in a job's metadata of the hash of its requests.
    private static final String MARK = "mme5_requests";

    private final TeacherSpec.Openai spec;
    private final ModelIdentity identity;
    private final ApiClient client;
    private final ChatBody bodies;

    /// @param client owned by this teacher, which closes it
    public FileBatchTeacher(TeacherSpec.Openai spec, ApiClient client, ChatBody bodies) {
        this.spec = spec;
        identity = new ModelIdentity(spec);
        this.client = client;
        this.bodies = bodies;
    }

    @Override
    public TeacherInfo info() {
        return identity.info();
    }

    @Override
    public String fingerprint(SinglePassRequest request) {
        return identity.fingerprint(request);
    }

    @Override
    public String submit(List<SinglePassRequest> requests) throws InterruptedException {
        if (requests.isEmpty() || requests.size() > MOST_REQUESTS) {
            throw new IllegalArgumentException("batch: expected 1 to " + MOST_REQUESTS + " requests, got " + requests.size());
        }
        byte[] file = lines(requests);
        String mark = Hashes.sha256(file);
        Optional<String> known = submitted(mark);
        if (known.isPresent()) {
            return known.get();
        }
        String upload = call(ApiCall.post("/files", Multipart.upload("batch", "requests.jsonl", file), 0, "upload-" + mark)).string("id");
        return create(upload, mark);
    }

    /// A job is paid for: where it is not known whether an order arrived, it is looked for before it is given again.
    private String create(String upload, String mark) throws InterruptedException {
        String order = Json.write(Map.of("input_file_id", upload, "endpoint", "/v1/chat/completions", "completion_window", "24h",
                "metadata", Map.of(MARK, mark)));
        ApiCall.Body body = new ApiCall.Body("application/json", order.getBytes(StandardCharsets.UTF_8));
        RemoteModelException last = new RemoteModelException(client.where() + ": expected a batch, got none");
        for (int attempt = 0; attempt < spec.retries().attempts(); attempt++) {
            try {
                return call(ApiCall.post("/batches", body, 0, "batch-" + mark).once()).string("id");
            } catch (RemoteModelException e) {
                if (!isLost(e)) {
                    throw e;
                }
                last = e;
                Optional<String> arrived = submitted(mark);
                if (arrived.isPresent()) {
                    return arrived.get();
                }
            }
        }
        throw last;
    }

    private static boolean isLost(RemoteModelException e) {
        return e.getCause() instanceof ApiException unknown && unknown.status() == ApiException.NO_ANSWER;
    }

    /// A job of exactly these requests that is under way or has answers.
    private Optional<String> submitted(String mark) throws InterruptedException {
        try {
            JsonObject list = client.call(ApiCall.get("/batches?limit=100"), response -> Json.parse(response.body(), client.where()));
            return list.objects("data").stream()
                    .filter(batch -> batch.optionalObject("metadata").filter(known -> known.stringOr(MARK, "").equals(mark)).isPresent())
                    .filter(batch -> UNDER_WAY.contains(batch.string("status")) || batch.has("output_file_id"))
                    .map(batch -> batch.string("id"))
                    .findFirst();
        } catch (ApiException | JsonException e) {
            return Optional.empty(); // a service without such a list
        }
    }

    @Override
    public BatchStatus poll(String job) throws InterruptedException {
        return status(batch(job));
    }

    @Override
    public List<BatchResult> collect(String job) throws InterruptedException {
        JsonObject batch = batch(job);
        if (status(batch).state() != BatchStatus.State.ENDED) {
            throw new RemoteModelException(client.where() + ": expected batch " + job + " to have ended, got " + batch.string("status"));
        }
        Map<Integer, BatchResult> results = new TreeMap<>();
        for (String key : List.of("error_file_id", "output_file_id")) { // an answer counts more than an error
            if (batch.has(key)) {
                read(batch.string(key), results);
            }
        }
        return List.copyOf(results.values());
    }

    @Override
    public void close() {
        client.close();
    }

    private byte[] lines(List<SinglePassRequest> requests) {
        Structured form = spec.structured() == Structured.AUTO ? Structured.SCHEMA : spec.structured();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int i = 0; i < requests.size(); i++) {
            SinglePassRequest request = requests.get(i);
            byte[] body = bodies.json(bodies.of(request), request.seed(), form);
            BatchLines.request(RequestId.of(i, request), body, file);
            if (file.size() > MOST_BYTES) {
                throw new IllegalArgumentException(String.format(Locale.ROOT,
                        "batch: expected at most %,d bytes, got more with request %d of %d; submit fewer, or send smaller pictures",
                        MOST_BYTES, i + 1, requests.size()));
            }
        }
        return file.toByteArray();
    }

    private JsonObject batch(String job) throws InterruptedException {
        return call(ApiCall.get("/batches/" + job));
    }

    private static BatchStatus status(JsonObject batch) {
        String word = batch.string("status");
        BatchStatus.State state = ENDED.contains(word)
                ? BatchStatus.State.ENDED
                : word.equals("failed") ? BatchStatus.State.FAILED : BatchStatus.State.RUNNING;
        JsonObject counts = batch.optionalObject("request_counts").orElse(batch);
        String message = state == BatchStatus.State.FAILED ? failure(batch) : "";
        return new BatchStatus(
                state, counts.integerOr("total", 0), counts.integerOr("completed", 0), counts.integerOr("failed", 0), message);
    }

    private static String failure(JsonObject batch) {
        return batch.optionalObject("errors")
                .filter(errors -> errors.has("data"))
                .flatMap(errors -> errors.objects("data").stream().findFirst())
                .map(error -> error.stringOr("message", error.toString()))
                .orElse("no reason given");
    }

    private void read(String fileId, Map<Integer, BatchResult> results) throws InterruptedException {
        try {
            Path file = Files.createTempFile("mme5-batch-", ".jsonl");
            try {
                refusing(() -> {
                    client.download(ApiCall.get("/files/" + fileId + "/content"), file, DOWNLOAD);
                    return file;
                });
                readLines(file, results);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLines(Path file, Map<Integer, BatchResult> results) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                BatchLines.result(line, spec.model()).ifPresent(result -> results.put(result.index(), result));
            }
        }
    }

    private JsonObject call(ApiCall call) throws InterruptedException {
        return refusing(() -> client.call(call, response -> Json.parse(response.body(), client.where())));
    }

    private interface Work<T> {
        T run() throws InterruptedException;
    }

    private static <T> T refusing(Work<T> work) throws InterruptedException {
        try {
            return work.run();
        } catch (ApiException e) {
            throw new RemoteModelException(e.getMessage() + "; see whether the service has batches", e);
        }
    }
}
