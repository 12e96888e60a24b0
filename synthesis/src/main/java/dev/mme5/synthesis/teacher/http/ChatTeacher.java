package dev.mme5.synthesis.teacher.http;

import dev.mme5.core.RemoteModelException;
import dev.mme5.core.json.Json;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassProtocol;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Structured;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.Usage;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A model behind a service that speaks OpenAI's chat completions. One call for each row, and one more where the answer's form is
/// wrong. Thread-safe.
public final class ChatTeacher implements Teacher {
    private static final String PATH = "/chat/completions";
    /// Statuses by which services refuse a field or a value of the request.
    private static final Set<Integer> REFUSED_REQUEST = Set.of(400, 413, 415, 422, 501);
    private static final Set<String> FILTERED = Set.of("content_policy_violation", "content_filter", "moderation_blocked");

    private final TeacherSpec.Openai spec;
    private final ModelIdentity identity;
    private final ApiClient client;
    private final ChatBody bodies;
    private final Forms forms;
    private final TokenForecast forecast;
    private final AtomicBoolean answeredOnce = new AtomicBoolean();

    /// @param client owned by this teacher, which closes it
    public ChatTeacher(TeacherSpec.Openai spec, ApiClient client, ChatBody bodies) {
        this.spec = spec;
        identity = new ModelIdentity(spec);
        this.client = client;
        this.bodies = bodies;
        forms = new Forms(spec.structured());
        forecast = new TokenForecast(spec.sampling());
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
    public TeacherReply answer(SinglePassRequest request) throws InterruptedException {
        String name = fingerprint(request);
        ChatBody.Chat chat = bodies.of(request);
        ChatReply first = ask(chat, request.seed(), name);
        try {
            return read(first, request, Usage.NONE);
        } catch (AnswerException e) {
            if (!canBeRepaired(e)) {
                throw e;
            }
            ChatBody.Chat plea = bodies.repair(chat, first.text(), String.valueOf(e.getMessage()));
            return read(again(plea, request.seed(), name, first), request, first.usage());
        }
    }

    /// Whether one more call is worth its price: nothing comes of nothing, nor of a text without end.
    private static boolean canBeRepaired(AnswerException e) {
        return e.reason() == AnswerException.Reason.MALFORMED
                && !e.raw().isBlank()
                && e.raw().length() <= SinglePassProtocol.MAX_ANSWER_CHARACTERS;
    }

    @Override
    public void close() {
        client.close();
    }

    private TeacherReply read(ChatReply reply, SinglePassRequest request, Usage before) {
        Usage usage = before.plus(reply.usage());
        try {
            String raw = reply.whole(spec.model());
            return new TeacherReply(SinglePassProtocol.parse(raw, request.roles(), spec.model()), raw, usage);
        } catch (AnswerException e) {
            throw e.counted(reply.text(), usage);
        }
    }

    /// The one more call; what was paid for the first is counted whatever becomes of it.
    private ChatReply again(ChatBody.Chat plea, long seed, String name, ChatReply first) throws InterruptedException {
        try {
            return ask(plea, seed, name + "-repair");
        } catch (AnswerException e) {
            throw e.counted(first.text(), first.usage().plus(e.usage()));
        }
    }

    private ChatReply ask(ChatBody.Chat chat, long seed, String name) throws InterruptedException {
        Structured form = forms.current();
        Optional<ApiException> refused = Optional.empty();
        while (true) {
            try {
                ChatReply reply = send(chat, seed, form, name);
                forms.worked(form);
                answeredOnce.set(true);
                return reply;
            } catch (ApiException e) {
                ApiException first = refused.orElse(e);
                Optional<Structured> next = REFUSED_REQUEST.contains(e.status()) ? forms.after(form) : Optional.empty();
                if (next.isEmpty()) {
                    throw unanswered(first);
                }
                refused = Optional.of(first);
                form = next.get();
            }
        }
    }

    private ChatReply send(ChatBody.Chat chat, long seed, Structured form, String name) throws InterruptedException {
        ApiCall.Body body = new ApiCall.Body("application/json", bodies.json(chat, seed, form));
        ApiCall call = ApiCall.post(PATH, body, forecast.tokens(chat), name);
        ChatReply reply = client.call(call, response -> ChatReply.read(Json.parse(response.body(), client.where())));
        forecast.learn(reply.usage());
        client.settle(call, forecast.taken(call, reply.usage()));
        return reply;
    }

    /// A request that the service refuses is the request's fault if it has taken others, or says so; otherwise the recipe's.
    private RuntimeException unanswered(ApiException e) {
        if (FILTERED.contains(e.code())) {
            return AnswerException.refused(String.valueOf(e.getMessage()));
        }
        if (e.code().contains("image") && REFUSED_REQUEST.contains(e.status())) {
            return AnswerException.of(AnswerException.Reason.UNREADABLE_PICTURE, String.valueOf(e.getMessage()));
        }
        boolean own = e.status() == ApiException.NO_ANSWER || REFUSED_REQUEST.contains(e.status()) && answeredOnce.get();
        return own
                ? AnswerException.of(AnswerException.Reason.UNANSWERED, String.valueOf(e.getMessage()))
                : new RemoteModelException(e.getMessage() + "; correct the recipe's teacher", e);
    }
}
