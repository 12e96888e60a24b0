package dev.mme5.synthesis.teacher.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.RemoteModelException;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.synthesis.Teachers;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.BatchResult;
import dev.mme5.synthesis.teacher.BatchStatus;
import dev.mme5.synthesis.teacher.BatchTeacher;
import dev.mme5.synthesis.teacher.SampleRequests;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.http.Openai;
import dev.mme5.synthesis.teacher.offline.OfflineTeacher;
import dev.mme5.testkit.openai.Behaviour;
import dev.mme5.testkit.openai.ChatQuestion;
import dev.mme5.testkit.openai.Fault;
import dev.mme5.testkit.openai.Faults;
import dev.mme5.testkit.openai.FakeOpenAi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FileBatchTeacherTest {
    private final List<SinglePassRequest> requests = SampleRequests.of(2);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void submitsWaitsAndCollectsInOrder() throws InterruptedException {
        BatchTeacher teacher = teacher(service(Faults.none()));
        String job = teacher.submit(requests);

        assertThatThrownBy(() -> teacher.collect(job)).isInstanceOf(RemoteModelException.class).hasMessageContaining("to have ended");
        BatchStatus status = waitFor(teacher, job);
        assertThat(status).isEqualTo(new BatchStatus(BatchStatus.State.ENDED, 20, 20, 0, ""));
        List<BatchResult> results = teacher.collect(job);
        assertThat(results.stream().map(BatchResult::index)).containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        OfflineTeacher offline = new OfflineTeacher(SampleRequests.CONCEPTS);
        for (BatchResult result : results) {
            BatchResult.Answered answered = (BatchResult.Answered) result;
            assertThat(answered.reply().answer()).isEqualTo(offline.answer(requests.get(result.index())).answer());
            assertThat(answered.reply().usage().promptTokens()).isPositive();
        }
    }

    @Test
    void isReadByAProcessThatKnowsOnlyTheJob() throws InterruptedException {
        FakeOpenAi service = service(Faults.none());
        String job = teacher(service).submit(requests);
        BatchTeacher later = teacher(service);
        waitFor(later, job);
        assertThat(later.collect(job)).hasSize(20).allMatch(BatchResult.Answered.class::isInstance);
    }

    @Test
    void paysOnceForTheSameRequests() throws InterruptedException {
        FakeOpenAi service = service(Faults.none());
        String job = teacher(service).submit(requests);
        assertThat(teacher(service).submit(requests)).isEqualTo(job);
        assertThat(teacher(service).submit(requests.subList(0, 5))).isNotEqualTo(job);
        assertThat(service.batchesMade()).isEqualTo(2);
    }

    @Test
    void findsAJobAgainWhoseAnswerWasLost() throws InterruptedException {
        Faults faults = question -> question.name().equals("order") && question.attempt() == 0 ? Optional.of(new Fault.Closed()) : Optional.empty();
        FakeOpenAi service = service(faults);
        BatchTeacher teacher = teacher(service);
        String job = teacher.submit(requests);
        assertThat(service.batchesMade()).isEqualTo(1);
        waitFor(teacher, job);
        assertThat(teacher.collect(job)).hasSize(20);
    }

    @Test
    void tellsAnswersUnusableAnswersAndNoAnswersApart() throws InterruptedException {
        Faults faults = question -> switch (question.name().replaceFirst("\\..*", "")) {
            case "1" -> Optional.of(Fault.Status.error(500, "server_error", "oops"));
            case "2" -> Optional.of(new Fault.Refusal("no"));
            case "3" -> Optional.of(new Fault.Content(text -> "prose"));
            case "4" -> Optional.of(new Fault.Finish("length"));
            default -> Optional.empty();
        };
        BatchTeacher teacher = teacher(service(faults));
        String job = teacher.submit(requests);
        assertThat(waitFor(teacher, job).failed()).isEqualTo(1);
        List<BatchResult> results = teacher.collect(job);

        assertThat(results.get(0)).isInstanceOf(BatchResult.Answered.class);
        assertThat(results.get(1)).isEqualTo(new BatchResult.Unanswered(1, "status 500 (oops)"));
        assertThat(unusable(results.get(2)).reason()).isEqualTo(AnswerException.Reason.REFUSED);
        assertThat(unusable(results.get(3)).reason()).isEqualTo(AnswerException.Reason.MALFORMED);
        assertThat(unusable(results.get(3)).raw()).isEqualTo("prose");
        assertThat(unusable(results.get(4)).reason()).isEqualTo(AnswerException.Reason.TRUNCATED);
        assertThat(unusable(results.get(4)).usage().completionTokens()).isPositive();
    }

    @Test
    void refusesAJobThatIsNotKnownAndOneTooLong() {
        BatchTeacher teacher = teacher(service(Faults.none()));
        assertThatThrownBy(() -> teacher.poll("batch_77")).isInstanceOf(RemoteModelException.class).hasMessageContaining("no such batch");
        assertThatThrownBy(() -> teacher.submit(List.of())).hasMessage("batch: expected 1 to 50000 requests, got 0");
    }

    @Test
    void passesOverLinesThatBelongToNobody() {
        assertThat(BatchLines.result("{\"custom_id\": \"hello\"}", "batch")).isEmpty();
        assertThat(BatchLines.result("{\"custom", "batch")).isEmpty();
        assertThat(BatchLines.result("{\"custom_id\": \"3.query\", \"response\": null, \"error\": {\"code\": \"batch_expired\","
                + " \"message\": \"too late\"}}", "batch")).contains(new BatchResult.Unanswered(3, "no answer (too late)"));
        assertThat(BatchLines.result("{\"custom_id\": \"3.query\", \"response\": {\"status_code\": 200, \"body\": {}}}", "batch"))
                .hasValueSatisfying(result -> assertThat(result).isInstanceOf(BatchResult.Unanswered.class));
    }

    private static AnswerException unusable(BatchResult result) {
        return ((BatchResult.Unusable) result).failure();
    }

    private static BatchStatus waitFor(BatchTeacher teacher, String job) throws InterruptedException {
        BatchStatus status = teacher.poll(job);
        for (int i = 0; i < 10 && status.state() == BatchStatus.State.RUNNING; i++) {
            status = teacher.poll(job);
        }
        return status;
    }

    private FakeOpenAi service(Faults faults) {
        FakeOpenAi service = FakeOpenAi.start(Behaviour.answering(offlineAnswers()).with(faults));
        open.add(service);
        return service;
    }

    /// Found by the index in a line's name.
    private Function<ChatQuestion, String> offlineAnswers() {
        OfflineTeacher offline = new OfflineTeacher(SampleRequests.CONCEPTS);
        return question -> {
            JsonObject body = Json.parse(question.text(), "line");
            assertThat(body.object("response_format").string("type")).isEqualTo("json_schema");
            return offline.write(requests.get(Integer.parseInt(question.name().replaceFirst("\\..*", ""))));
        };
    }

    private BatchTeacher teacher(FakeOpenAi service) {
        Openai openai = Openai.at(service.baseUrl()).batch();
        BatchTeacher teacher = Teachers.batch(openai.spec(), openai.supplies()).orElseThrow();
        open.add(teacher);
        assertThat(openai.spec().mode()).isEqualTo(TeacherSpec.Mode.BATCH);
        return teacher;
    }
}
