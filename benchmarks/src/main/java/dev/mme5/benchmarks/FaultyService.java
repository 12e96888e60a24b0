package dev.mme5.benchmarks;

import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.synthesis.CorpusSpec;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.plan.ConceptPictures;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.plan.StyleWeights;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.http.ModelIdentity;
import dev.mme5.synthesis.teacher.offline.OfflineTeacher;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// A service for rehearsals: `FaultyService <port> <milliseconds> <recipe> [key=value …]`. It answers the recipe's rows as the offline
/// teacher does, after a while, and now and then fails in every way that a service can. Ends with its standard input.
final class FaultyService {
    private static final long SEED = 1;

    private final Map<String, SinglePassRequest> requests = new ConcurrentHashMap<>();
    private final OfflineTeacher teacher;

    private FaultyService(SynthesisRecipe recipe) {
        if (!(recipe.corpus() instanceof CorpusSpec.Concepts corpus && recipe.teacher() instanceof TeacherSpec.Openai service)) {
            throw new IllegalArgumentException("recipe: expected a corpus of concepts and an openai teacher, got another");
        }
        ConceptCorpus opened = ConceptCorpus.open(corpus.folder());
        List<Concept> concepts = opened.concepts(corpus.split()).stream().filter(concept -> opened.hasPicture(corpus.style(), concept)).toList();
        teacher = new OfflineTeacher(concepts);
        Planner planner = planner(recipe, corpus, opened, concepts);
        ModelIdentity identity = new ModelIdentity(service);
        for (int row = 0; row < planner.size(); row++) {
            for (int attempt = 0; attempt <= recipe.refills(); attempt++) {
                SinglePassRequest request = SinglePassRequest.of(planner.row(row, attempt));
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

    private static Planner planner(SynthesisRecipe recipe, CorpusSpec.Concepts corpus, ConceptCorpus opened, List<Concept> concepts) {
        ConceptPictures pictures = new ConceptPictures(concepts, concept -> opened.picture(corpus.style(), concept),
                new ConceptPictures.Asked(corpus.queryAsHardNegative(), corpus.wishOfAnyKind()));
        Set<String> words = concepts.stream().flatMap(concept -> concept.keywords().keySet().stream()).collect(Collectors.toSet());
        return new Planner(new Planner.Order(recipe.rows(), recipe.seed(), recipe.shares(), recipe.languages(), words,
                recipe.style().orElse(StyleWeights.EVEN)), pictures);
    }

    private String answer(ChatQuestion question) {
        SinglePassRequest request = requests.get(question.name());
        if (request == null) {
            throw new IllegalStateException(question.name() + ": expected a request of the recipe, got another; start both with the same recipe");
        }
        try {
            return teacher.answer(request).raw();
        } catch (AnswerException e) {
            return "I cannot: " + e.getMessage();
        }
    }
}
