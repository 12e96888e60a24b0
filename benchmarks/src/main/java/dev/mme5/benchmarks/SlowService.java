package dev.mme5.benchmarks;

import dev.mme5.core.Thinking;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.testkit.openai.Behaviour;
import dev.mme5.testkit.openai.ChatQuestion;
import dev.mme5.testkit.openai.FakeOpenAi;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A service in a process of its own: `SlowService <milliseconds>`. Prints its address, ends with its standard input.
final class SlowService {
    private static final String WORDS = "a red bicycle leans on a white wall in the morning sun, its basket full of flowers and bread; ";
    private static final AtomicLong NUMBERS = new AtomicLong();

    private SlowService() {}

    public static void main(String[] arguments) throws IOException {
        Behaviour behaviour = Behaviour.answering(SlowService::answer).taking(Duration.ofMillis(Long.parseLong(arguments[0])));
        try (FakeOpenAi service = FakeOpenAi.start(behaviour, 0, false)) {
            System.out.println(service.baseUrl());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
        System.exit(0);
    }

    /// About as long as a model's; no two alike, since the gates refuse what was there before.
    private static String answer(ChatQuestion question) {
        long number = NUMBERS.incrementAndGet();
        Thinking.Draft draft = new Thinking.Draft("Find a description of the given picture.", "",
                "picture " + number + ": " + WORDS, "another picture, " + number + ": a blue car without a wall");
        return new SinglePassAnswer(
                        List.of(new Thinking.Interpretation(PictureRole.QUERY.code(), WORDS.repeat(2), WORDS.repeat(2), WORDS, WORDS)),
                        draft, new Thinking.SelfEvaluation(WORDS, WORDS, WORDS, WORDS), "Nothing to change.", draft)
                .toJson();
    }
}
