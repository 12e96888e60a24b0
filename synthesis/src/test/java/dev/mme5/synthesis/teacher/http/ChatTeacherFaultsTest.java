package dev.mme5.synthesis.teacher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mme5.core.RemoteModelException;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.ApiKey;
import dev.mme5.synthesis.teacher.Limits;
import dev.mme5.synthesis.teacher.Retries;
import dev.mme5.synthesis.teacher.SampleRequests;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.Timeouts;
import dev.mme5.testkit.openai.Behaviour;
import dev.mme5.testkit.openai.Fault;
import dev.mme5.testkit.openai.Faults;
import dev.mme5.testkit.openai.FakeOpenAi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of every fault that a service may have.
class ChatTeacherFaultsTest {
    private static final SinglePassRequest REQUEST = SampleRequests.of("vqa-IT2T", 0);
    private static final String SECRET = "sk-very-secret-0123456789";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    static Stream<Fault> passingFaults() {
        return Stream.of(
                Fault.Status.error(429, "rate_limit_exceeded", "slow down"),
                Fault.Status.error(429, "rate_limit_exceeded", "slow down").with("Retry-After", "0.01"),
                Fault.Status.error(408, "timeout", "too slow"),
                Fault.Status.error(409, "conflict", "busy"),
                Fault.Status.error(425, "early", "too early"),
                Fault.Status.error(500, "server_error", "oops"),
                Fault.Status.error(503, "overloaded", "later").with("retry-after-ms", "3"),
                new Fault.Status(502, Map.of(), "<html>bad gateway</html>"),
                new Fault.Closed(),
                new Fault.CutShort(),
                new Fault.Body("{\"choices\": [{\"mess"),
                new Fault.Body(""),
                new Fault.Body("{\"error\": {\"message\": \"upstream\"}}"),
                new Fault.Body("{\"choices\": []}"),
                new Fault.Hang(Duration.ofSeconds(3)),
                new Fault.Stall(Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void triesAgainAfter(Fault fault) throws InterruptedException {
        FakeOpenAi service = service(Faults.first(fault, fault));
        Teacher teacher = teacher(Openai.at(service.baseUrl())
                .timeouts(new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(400), Duration.ofMillis(600))));
        TeacherReply reply = teacher.answer(REQUEST);
        assertThat(reply.answer().revised().positive()).isEqualTo("Hund");
        assertThat(service.requests()).isEqualTo(3);
        assertThat(reply.usage().calls()).as("nothing is paid for an answer that did not come").isEqualTo(1);
    }

    @Test
    void asksOnceMoreWhereTheAnswersFormIsWrong() throws InterruptedException {
        FakeOpenAi service = service(Faults.first(new Fault.Content(text -> text.replace("\"evaluation\"", "\"review\""))));
        TeacherReply reply = teacher(Openai.at(service.baseUrl())).answer(REQUEST);

        assertThat(reply.usage().calls()).isEqualTo(2);
        assertThat(reply.answer().revised().positive()).isEqualTo("Hund");
        assertThat(service.bodies()).hasSize(2);
        assertThat(service.bodies().getLast())
                .contains("Your reply cannot be used: fake-model: the answer: expected the keys")
                .contains("\\\"review\\\"", "data:image");
    }

    @Test
    void saysWhatCannotBeUsedAndCountsWhatItTook() {
        Fault prose = new Fault.Content(text -> "I see a dog.");
        AnswerException e = refused(Faults.first(prose, prose));
        assertThat(e.reason()).isEqualTo(AnswerException.Reason.MALFORMED);
        assertThat(e).hasMessageStartingWith("fake-model: expected a JSON object, got something else");
        assertThat(e.raw()).isEqualTo("I see a dog.");
        assertThat(e.usage().calls()).isEqualTo(2);
        assertThat(e.usage().promptTokens()).isPositive();
    }

    @Test
    void doesNotPayTwiceForNothing() {
        AnswerException e = refused(Faults.always(new Fault.Content(text -> " \n")));
        assertThat(e.reason()).isEqualTo(AnswerException.Reason.MALFORMED);
        assertThat(e.usage().calls()).isEqualTo(1);
    }

    @Test
    void doesNotAskAgainAfterARefusalAFilterOrTheLimit() {
        AnswerException refusal = refused(Faults.always(new Fault.Refusal("I cannot help with that.")));
        assertThat(refusal.reason()).isEqualTo(AnswerException.Reason.REFUSED);
        assertThat(refusal).hasMessage("fake-model: expected an answer, got a refusal (I cannot help with that.)");
        assertThat(refusal.usage().calls()).isEqualTo(1);
        assertThat(refused(Faults.always(new Fault.Finish("content_filter"))).reason()).isEqualTo(AnswerException.Reason.REFUSED);
        AnswerException cut = refused(Faults.always(new Fault.Finish("length")));
        assertThat(cut.reason()).isEqualTo(AnswerException.Reason.TRUNCATED);
        assertThat(cut.usage().completionTokens()).isPositive();
        AnswerException filtered = refused(Faults.always(Fault.Status.error(400, "content_policy_violation", "not allowed")));
        assertThat(filtered.reason()).isEqualTo(AnswerException.Reason.REFUSED);
        AnswerException picture = refused(Faults.always(Fault.Status.error(400, "invalid_image", "cannot read it")));
        assertThat(picture.reason()).isEqualTo(AnswerException.Reason.UNREADABLE_PICTURE);
        assertThat(refused(Faults.always(new Fault.Huge(10_000_000)))).hasMessageContaining("got more than 4194304 bytes");
    }

    @Test
    void namesThePictureThatCannotBeRead() {
        Openai openai = Openai.at(service(Faults.none()).baseUrl());
        ApiClient client = new ApiClient(new Endpoint(openai.spec().baseUrl(), Optional.empty(), Map.of()),
                new ApiClient.Manners(openai.spec().limits(), openai.spec().timeouts(), openai.spec().retries(), openai.time(), 1));
        Teacher teacher = open(new ChatTeacher(openai.spec(), client, new ChatBody(openai.spec(), (image, bounds) -> {
            throw new IOException("dog.png: expected a picture, got nothing");
        })));
        AnswerException e = catchThrowableOfType(AnswerException.class, () -> teacher.answer(REQUEST));
        assertThat(e).hasMessage("dog.png: expected a picture, got nothing");
        assertThat(e.reason()).isEqualTo(AnswerException.Reason.UNREADABLE_PICTURE);
    }

    @Test
    void endsTheRunWhereNothingWillPass() {
        assertThatThrownBy(() -> ask(Faults.always(Fault.Status.error(404, "model_not_found", "no such model"))))
                .isInstanceOf(RemoteModelException.class)
                .hasMessageContaining("/v1: expected an answer, got 404 (no such model); correct the recipe's teacher");
        assertThatThrownBy(() -> ask(Faults.always(Fault.Status.error(400, "bad", "unknown field top_k"))))
                .isInstanceOf(RemoteModelException.class)
                .hasMessageContaining("got 400 (unknown field top_k)");
        assertThatThrownBy(() -> ask(Faults.always(Fault.Status.error(429, "insufficient_quota", "no credit left"))))
                .isInstanceOf(RemoteModelException.class)
                .hasMessageContaining("no credit left");
        assertThatThrownBy(() -> ask(Faults.always(Fault.Status.error(307, "", "").with("Location", "http://evil.example/"))))
                .isInstanceOf(RemoteModelException.class)
                .hasMessageContaining("got 307 to http://evil.example/; put that into baseUrl if it is right");
        assertThatThrownBy(() -> ask(Faults.always(Fault.Status.error(500, "", "oops"))))
                .isInstanceOf(RemoteModelException.class)
                .hasMessageContaining("got 500 (oops) in the last of 6 attempts");
        assertThatThrownBy(() -> ask(Faults.always(new Fault.HugeHeader(1 << 20))))
                .isInstanceOf(RemoteModelException.class)
                .hasMessageContaining("a broken connection");
    }

    @Test
    void saysAtOnceThatAWebPageIsNoService() throws InterruptedException {
        Fault page = new Fault.Body("\n<!DOCTYPE html><html><body>Log in</body></html>");
        FakeOpenAi wrong = service(Faults.always(page));
        assertThatThrownBy(() -> teacher(Openai.at(wrong.baseUrl())).answer(REQUEST)).isInstanceOf(RemoteModelException.class)
                .hasMessageEndingWith("expected an answer in JSON, got a web page; check baseUrl, which often ends with /v1");
        assertThat(wrong.requests()).isOne();
        AtomicInteger asked = new AtomicInteger();
        Teacher later = teacher(Openai.at(service(question -> asked.incrementAndGet() == 2 ? Optional.of(page) : Optional.empty()).baseUrl()));
        later.answer(REQUEST);
        later.answer(REQUEST);
        assertThat(asked).as("one page among answers passes").hasValue(3);
    }

    @Test
    void refusesAHeaderThatMayNotBeSet() {
        assertThatThrownBy(() -> new Endpoint("http://localhost/v1", Optional.empty(), Map.of("Host", "elsewhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("headers.Host: expected a header that may be set, got one that the connection sets itself; leave it out");
        assertThatThrownBy(() -> new Endpoint("http://localhost/v1", Optional.empty(), Map.of("X y", "1")))
                .hasMessageStartingWith("headers.X y: expected a header that may be set, got one with other characters than a name has");
        assertThatThrownBy(() -> new Endpoint("http://localhost/v1", Optional.empty(), Map.of("X-Key", SECRET + "\r\nHost: elsewhere")))
                .hasMessageStartingWith("headers.X-Key: expected a value of visible ASCII and blanks, got another")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void setsARequestAsideThatTheServiceFailsAtWhileItAnswersOthers() throws InterruptedException {
        SinglePassRequest other = SampleRequests.of("vqa-IT2T", 1);
        Teacher probe = Openai.at("http://localhost/v1").teacher();
        String poison = probe.fingerprint(REQUEST);
        Faults faults = question -> question.name().equals(poison) ? Optional.of(Fault.Status.error(400, "bad", "I choke on this")) : Optional.empty();
        Teacher teacher = teacher(Openai.at(service(faults).baseUrl()));
        teacher.answer(other);
        AnswerException e = catchThrowableOfType(AnswerException.class, () -> teacher.answer(REQUEST));
        assertThat(e.reason()).isEqualTo(AnswerException.Reason.UNANSWERED);
        assertThat(e).hasMessageContaining("I choke on this");
    }

    @Test
    void saysThatNobodyIsThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Retries breaking = new Retries(6, Duration.ofMillis(1), Duration.ofMillis(2), 3, Duration.ofMillis(5), Duration.ofHours(1));
        Teacher teacher = teacher(Openai.at("http://127.0.0.1:" + port + "/v1").retries(breaking));
        assertThatThrownBy(() -> teacher.answer(REQUEST))
                .isInstanceOf(RemoteModelException.class)
                .hasMessage("http://127.0.0.1:" + port + "/v1: expected an answer, got no connection (refused); check the address and whether"
                        + " the service is up");
    }

    @Test
    void neverShowsTheKey() throws InterruptedException {
        FakeOpenAi service = open(FakeOpenAi.start(Behaviour.answering(Openai.offlineAnswers(List.of(REQUEST))).wanting("another-secret")));
        Openai openai = Openai.at(service.baseUrl()).showing(SECRET);
        assertThatThrownBy(() -> teacher(openai).answer(REQUEST))
                .isInstanceOf(RemoteModelException.class)
                .hasMessageContaining("got 401 (wrong key: Bearer ***); check the key in the environment variable FAKE_API_KEY")
                .hasMessageNotContaining(SECRET);
        assertThat(openai.toString() + openai.supplies() + openai.key()).doesNotContain(SECRET);

        Fault echo = new Fault.Content(text -> text.replace("Hund", SECRET));
        TeacherReply reply = teacher(Openai.at(service(Faults.always(echo)).baseUrl()).showing(SECRET)).answer(REQUEST);
        assertThat(reply.raw()).doesNotContain(SECRET).contains(ApiKey.HIDDEN);
    }


    @Test
    void keyThatIsWantedButNotGivenIsSaid() {
        FakeOpenAi service = open(FakeOpenAi.start(Behaviour.answering(question -> "").wanting("a-key")));
        assertThatThrownBy(() -> teacher(Openai.at(service.baseUrl())).answer(REQUEST))
                .hasMessageContaining("name the environment variable with the key in keyVariable");
    }

    @Test
    void letsGoAtOnceWhenInterrupted() throws Exception {
        Teacher teacher = teacher(Openai.at(service(Faults.always(new Fault.Hang(Duration.ofSeconds(30)))).baseUrl()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<TeacherReply> call = threads.submit(() -> teacher.answer(REQUEST));
            Thread.sleep(300);
            long before = System.nanoTime();
            call.cancel(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void keepsBelowTheLimitOfRequestsForAMinute() throws Exception {
        FakeOpenAi service = service(Faults.none());
        Teacher teacher = teacher(Openai.at(service.baseUrl()).limits(new Limits(Optional.of(600), Optional.empty())));
        long before = System.nanoTime();
        askManyTimes(teacher, 25);
        double seconds = (System.nanoTime() - before) / 1e9;
        assertThat(seconds).as("10 at once, then 10 a second").isBetween(1.4, 6.0);
    }

    @Test
    void answersEveryRequestThroughABitOfEverything() throws Exception {
        List<SinglePassRequest> requests = SampleRequests.of(40);
        FakeOpenAi service = open(FakeOpenAi.start(Behaviour.answering(Openai.offlineAnswers(requests)).with(Faults.everything(5))));
        Teacher teacher = teacher(Openai.at(service.baseUrl()));
        int answered = 0;
        int unusable = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TeacherReply>> replies = requests.stream().map(request -> threads.submit(() -> teacher.answer(request))).toList();
            for (Future<TeacherReply> reply : replies) {
                try {
                    assertThat(reply.get().answer().revised().instruction()).isNotBlank();
                    answered++;
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(AnswerException.class);
                    unusable++;
                }
            }
        }
        assertThat(answered).isGreaterThan(360);
        assertThat(unusable).as("refusals and limits").isBetween(1, 30);
    }

    private void askManyTimes(Teacher teacher, int times) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TeacherReply>> replies = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                replies.add(threads.submit(() -> teacher.answer(REQUEST)));
            }
            for (Future<TeacherReply> reply : replies) {
                reply.get();
            }
        }
    }

    private AnswerException refused(Faults faults) {
        return catchThrowableOfType(AnswerException.class, () -> ask(faults));
    }

    private TeacherReply ask(Faults faults) throws InterruptedException {
        return teacher(Openai.at(service(faults).baseUrl())).answer(REQUEST);
    }

    private FakeOpenAi service(Faults faults) {
        List<SinglePassRequest> requests = List.of(REQUEST, SampleRequests.of("vqa-IT2T", 1));
        return open(FakeOpenAi.start(Behaviour.answering(Openai.offlineAnswers(requests)).with(faults)));
    }

    private Teacher teacher(Openai openai) {
        return open(openai.teacher());
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
