package dev.mme5.benchmarks;

import dev.mme5.core.recipe.Recipes;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.http.ModelIdentity;
import dev.mme5.testkit.openai.Behaviour;
import dev.mme5.testkit.openai.ChatQuestion;
import dev.mme5.testkit.openai.FakeOpenAi;
import dev.mme5.testkit.openai.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A service for rehearsals: `FaultyService <port> <milliseconds> <recipe> [key=value …]`. It answers the recipe's rows as
/// [PolyglotTeacher] does, after a while, and now and then fails in every way that a service can. Ends with its standard input.
final class FaultyService {
    private static final long SEED = 1;

    private final Map<String, SinglePassRequest> requests = new ConcurrentHashMap<>();
    private final PolyglotTeacher teacher;

    private FaultyService(SynthesisRecipe recipe) {
        if (!(recipe.teacher() instanceof TeacherSpec.Openai service)) {
            throw new IllegalArgumentException("recipe: expected an openai teacher, got another");
        }
        Rehearsal rehearsal = Rehearsal.of(recipe);
        teacher = rehearsal.teacher();
        ModelIdentity identity = new ModelIdentity(service);
        for (int row = 0; row < rehearsal.planner().size(); row++) {
            for (int attempt = 0; attempt <= recipe.refills(); attempt++) {
                SinglePassRequest request = SinglePassRequest.of(rehearsal.planner().row(row, attempt));
                requests.put(identity.fingerprint(request), request);
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<String> overrides = Arrays.asList(arguments).subList(3, arguments.length);
        FaultyService answers = new FaultyService(Recipes.read(Path.of(arguments[2]), SynthesisRecipe.class, overrides));
        Behaviour behaviour = Behaviour.answering(answers::answer)
                .taking(Duration.ofMillis(Long.parseLong(arguments[1])))
                .with(Faults.everything(SEED));
        try (FakeOpenAi service = FakeOpenAi.start(behaviour, Integer.parseInt(arguments[0]), false)) {
            System.out.println(service.baseUrl());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
            System.out.println(service.requests() + " requests");
        }
        System.exit(0);
    }

    private String answer(ChatQuestion question) {
        SinglePassRequest request = requests.get(question.name().replace("-repair", "")); // a second call, for the form
        if (request == null) {
            throw new IllegalStateException(question.name() + ": expected a request of the recipe, got another; start both with the same recipe");
        }
        try {
            return teacher.answer(request).toJson();
        } catch (AnswerException e) {
            return "I cannot: " + e.getMessage();
        }
    }
}
