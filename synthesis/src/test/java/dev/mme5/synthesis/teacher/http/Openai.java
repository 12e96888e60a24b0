package dev.mme5.synthesis.teacher.http;

import dev.mme5.synthesis.Teachers;
import dev.mme5.synthesis.teacher.ApiKey;
import dev.mme5.synthesis.teacher.EncodedPicture;
import dev.mme5.synthesis.teacher.Limits;
import dev.mme5.synthesis.teacher.PictureBounds;
import dev.mme5.synthesis.teacher.PictureSource;
import dev.mme5.synthesis.teacher.Prices;
import dev.mme5.synthesis.teacher.Retries;
import dev.mme5.synthesis.teacher.SampleRequests;
import dev.mme5.synthesis.teacher.Sampling;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Structured;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.Timeouts;
import dev.mme5.synthesis.teacher.offline.OfflineTeacher;
import dev.mme5.testkit.openai.ChatQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A teacher's spec for tests, to be varied, and what stands behind it: the offline teacher's answers, found by the request's name.
public record Openai(TeacherSpec.Openai spec, Timekeeper time, Optional<ApiKey> key) {
    public static final PictureSource AS_THEY_ARE = (image, bounds) -> new EncodedPicture("image/png", image.bytes());
    /// Waits of a few milliseconds, a breaker that does not break.
    private static final Retries QUICK =
            new Retries(6, Duration.ofMillis(2), Duration.ofMillis(20), 1000, Duration.ofMillis(50), Duration.ofMinutes(10));
    private static final Timeouts PATIENT = new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(3));

    public static Openai at(String baseUrl) {
        TeacherSpec.Openai spec = new TeacherSpec.Openai(baseUrl, "fake-model", Optional.empty(), TeacherSpec.Mode.LIVE, Structured.AUTO,
                new Sampling(Optional.of(1.0), Optional.of(0.9), Optional.of(2000), true),
                new PictureBounds(512, 0.9, Optional.of(PictureBounds.Detail.LOW)), new Limits(Optional.empty(), Optional.empty()),
                PATIENT, QUICK, new Prices(2.5, 1.25, 10), 0.5, Map.of("X-Project", "mme5"), Map.of("top_k", "40"));
        return new Openai(spec, Timekeeper.of(() -> Instant.EPOCH), Optional.empty());
    }

    public Openai structured(Structured structured) {
        return with(structured, spec.limits(), spec.timeouts(), spec.retries());
    }

    public Openai limits(Limits limits) {
        return with(spec.structured(), limits, spec.timeouts(), spec.retries());
    }

    public Openai timeouts(Timeouts timeouts) {
        return with(spec.structured(), spec.limits(), timeouts, spec.retries());
    }

    public Openai retries(Retries retries) {
        return with(spec.structured(), spec.limits(), spec.timeouts(), retries);
    }

    public Openai batch() {
        return with(TeacherSpec.Mode.BATCH, spec.structured(), spec.limits(), spec.timeouts(), spec.retries());
    }

    public Openai showing(String secret) {
        return new Openai(spec, time, Optional.of(new ApiKey("FAKE_API_KEY", secret)));
    }

    private Openai with(Structured structured, Limits limits, Timeouts timeouts, Retries retries) {
        return with(spec.mode(), structured, limits, timeouts, retries);
    }

    private Openai with(TeacherSpec.Mode mode, Structured structured, Limits limits, Timeouts timeouts, Retries retries) {
        TeacherSpec.Openai other = new TeacherSpec.Openai(spec.baseUrl(), spec.model(), spec.keyVariable(), mode, structured,
                spec.sampling(), spec.pictures(), limits, timeouts, retries, spec.listPrices(), spec.batchPriceFactor(), spec.headers(),
                spec.body());
        return new Openai(other, time, key);
    }

    public Teachers.Supplies supplies() {
        return new Teachers.Supplies(key, AS_THEY_ARE, time, 7);
    }

    public Teacher teacher() {
        return Teachers.live(spec, List.of(), supplies());
    }

    /// What the offline teacher says to the request of that name; the name is the fingerprint, with `-repair` behind it at a second call.
    public static Function<ChatQuestion, String> offlineAnswers(List<SinglePassRequest> requests) {
        OfflineTeacher offline = new OfflineTeacher(SampleRequests.CONCEPTS);
        TeacherSpec.Openai spec = at("http://localhost/v1").spec();
        Map<String, SinglePassRequest> byName = new HashMap<>();
        ModelIdentity identity = new ModelIdentity(spec);
        requests.forEach(request -> byName.put(identity.fingerprint(request), request));
        return question -> offline.write(byName.get(question.name().replace("-repair", "")));
    }
}
