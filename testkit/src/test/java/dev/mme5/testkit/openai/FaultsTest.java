package dev.mme5.testkit.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void dependOnTheQuestionNotOnWhoComesFirst() {
        List<ChatQuestion> questions = IntStream.range(0, 500).mapToObj(i -> new ChatQuestion("row-" + i, 0, "{}")).toList();
        Faults one = Faults.everything(3);
        Faults other = Faults.everything(3);
        List<Optional<Fault>> backwards = questions.reversed().stream().map(other::of).toList().reversed();
        List<Optional<Fault>> forwards = questions.stream().map(one::of).toList();
        // Two faults that rewrite the content are never equal, but they stand at the same places.
        assertThat(forwards.stream().map(fault -> fault.map(Fault::getClass))).isEqualTo(backwards.stream().map(fault -> fault.map(Fault::getClass)).toList());
        assertThat(questions.stream().map(Faults.everything(4)::of).map(Optional::isPresent).toList())
                .isNotEqualTo(forwards.stream().map(Optional::isPresent).toList());
    }

    @Test
    void comeAsOftenAsTheirShares() {
        Faults faults = Faults.seeded(1, Map.of(new Fault.Closed(), 0.1, new Fault.Hang(Duration.ZERO), 0.2));
        List<Optional<Fault>> drawn = IntStream.range(0, 5000).mapToObj(i -> faults.of(new ChatQuestion("row-" + i, 0, "{}"))).toList();
        assertThat(drawn.stream().filter(fault -> fault.equals(Optional.of(new Fault.Closed()))).count()).isBetween(400L, 600L);
        assertThat(drawn.stream().filter(Optional::isEmpty).count()).isBetween(3300L, 3700L);
    }

    @Test
    void passWhenOneAsksOften() {
        Faults faults = Faults.everything(1);
        for (int row = 0; row < 200; row++) {
            String name = "row-" + row;
            List<Fault> met = IntStream.range(0, 12).boxed().flatMap(attempt -> faults.of(new ChatQuestion(name, attempt, "{}")).stream()).toList();
            List<Fault> inAnswers = met.stream().filter(FaultsTest::isInAnAnswer).toList();
            assertThat(met.size() - inAnswers.size()).as("attempts of 12 that fail").isLessThan(12);
            assertThat(inAnswers.stream().distinct().count()).as("answers to the same question").isLessThanOrEqualTo(1);
        }
    }

    private static boolean isInAnAnswer(Fault fault) {
        return fault instanceof Fault.Content || fault instanceof Fault.Refusal || fault instanceof Fault.Finish;
    }
}
