package dev.mme5.synthesis.teacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.synthesis.teacher.SampleRequests;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Structured;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherContract;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.Usage;
import dev.mme5.synthesis.teacher.prompt.AnswerSchema;
import dev.mme5.testkit.openai.Behaviour;
import dev.mme5.testkit.openai.ChatQuestion;
import dev.mme5.testkit.openai.FakeOpenAi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatTeacherTest implements TeacherContract {
    private final List<SinglePassRequest> requests = SampleRequests.of(3);
    private final Behaviour behaviour = Behaviour.answering(Openai.offlineAnswers(requests));
    private FakeOpenAi service = FakeOpenAi.start(behaviour);
    private Teacher teacher = Openai.at(service.baseUrl()).teacher();

    @AfterEach
    void stop() {
        teacher.close();
        service.close();
    }

    @Override
    public Teacher teacher() {
        return teacher;
    }

    @Override
    public List<SinglePassRequest> requests() {
        return requests;
    }

    @Test
    void sendsPicturesPromptSamplingSchemaAndFurtherFields() throws InterruptedException {
        SinglePassRequest request = SampleRequests.of("retrieval-IT2IT", 0);
        teacher.answer(request);
        JsonObject body = new ChatQuestion("", 0, service.bodies().getFirst()).body();

        assertThat(body.string("model")).isEqualTo("fake-model");
        assertThat(body.number("temperature")).isEqualTo(1.0);
        assertThat(body.number("top_p")).isEqualTo(0.9);
        assertThat(body.integer("max_tokens")).isEqualTo(2000);
        assertThat(body.longInteger("seed")).isEqualTo(request.seed() >>> 33).isLessThan(1L << 31);
        assertThat(body.integer("top_k")).isEqualTo(40);
        assertThat(body.object("response_format").object("json_schema").object("schema")).hasToString(AnswerSchema.json());
        List<JsonObject> parts = body.objects("messages").get(1).objects("content");
        assertThat(parts.stream().map(part -> part.string("type")))
                .containsExactly("text", "image_url", "text", "image_url", "text", "image_url", "text");
        assertThat(parts.get(2).string("text")).isEqualTo("Picture 2, role positive:");
        assertThat(parts.get(3).object("image_url").string("url")).isEqualTo(request.pictures().get(1).image().location());
        assertThat(parts.get(3).object("image_url").string("detail")).isEqualTo("low");
        assertThat(parts.getLast().string("text")).contains("hardNegative: the picture with the role hardNegative, and a text in German");
    }

    @Test
    void countsTokensAsTheServiceDoes() throws InterruptedException {
        TeacherReply reply = teacher.answer(requests.getFirst());
        assertThat(reply.usage().calls()).isEqualTo(1);
        assertThat(reply.usage().promptTokens()).isEqualTo(service.bodies().getFirst().length() / 4);
        assertThat(reply.usage().cachedTokens()).isEqualTo(reply.usage().promptTokens() / 2);
        assertThat(reply.usage().completionTokens()).isEqualTo(reply.raw().length() / 4);
    }

    @Test
    void keepsAnAnswerWhoseBillCannotBeRead() {
        for (String usage : List.of("null", "{\"prompt_tokens\": 12.5}", "[]", "{}")) {
            JsonObject body = Json.parse("{\"choices\": [{\"message\": {\"content\": [{\"type\": \"text\", \"text\": \"hello\"}]}}], \"usage\": "
                    + usage + "}", "test");
            assertThat(ChatReply.read(body).text()).isEqualTo("hello");
            assertThat(ChatReply.read(body).usage()).isEqualTo(Usage.ONE_CALL);
        }
    }

    @Test
    void findsTheFormThatTheServiceKnowsAndKeepsToIt() throws InterruptedException {
        assertThat(formsAskedFor(Set.of("json_schema", "json_object"), Structured.AUTO)).containsExactly("json_schema", "json_schema");
        assertThat(formsAskedFor(Set.of("json_object"), Structured.AUTO)).containsExactly("json_schema", "json_object", "json_object");
        assertThat(formsAskedFor(Set.of(), Structured.AUTO)).containsExactly("json_schema", "json_object", "text", "text");
        assertThat(formsAskedFor(Set.of(), Structured.TEXT)).containsExactly("text", "text");
    }

    private List<String> formsAskedFor(Set<String> known, Structured structured) throws InterruptedException {
        restart(behaviour.knowing(known), structured);
        teacher.answer(requests.get(0));
        teacher.answer(requests.get(1));
        return service.bodies().stream().map(body -> new ChatQuestion("", 0, body).form()).toList();
    }

    @Test
    void answersHundredsAtATime() throws Exception {
        restart(behaviour.taking(Duration.ofSeconds(2)), Structured.AUTO);
        List<Future<TeacherReply>> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 300; i++) {
                SinglePassRequest request = requests.get(i % requests.size());
                replies.add(threads.submit(() -> teacher.answer(request)));
            }
        }
        for (int i = 0; i < replies.size(); i++) {
            assertThat(replies.get(i).get().answer().interpretations()).hasSize(requests.get(i % requests.size()).pictures().size());
        }
        assertThat(service.mostInFlight()).isGreaterThan(100);
        assertThat(service.requests()).isEqualTo(300);
    }

    @Test
    void namesTheSameRequestAlikeWhereverTheServiceIs() {
        SinglePassRequest request = requests.getFirst();
        String name = teacher.fingerprint(request);
        assertThat(Openai.at("https://elsewhere.example/v1").structured(Structured.TEXT).teacher().fingerprint(request)).isEqualTo(name);
        assertThat(teacher.fingerprint(new SinglePassRequest(request.kind(), request.pictures(), request.seed() + 1))).isNotEqualTo(name);
    }

    private void restart(Behaviour other, Structured structured) {
        teacher.close();
        service.close();
        service = FakeOpenAi.start(other);
        teacher = Openai.at(service.baseUrl()).structured(structured).teacher();
    }
}
