package dev.mme5.synthesis.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Thinking;
import dev.mme5.synthesis.plan.PictureRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every [Teacher] must do, whatever stands behind it.
public interface TeacherContract {

    Teacher teacher();

    /// Requests it can answer, of every task and modality pair.
    List<SinglePassRequest> requests();

    @Test
    default void namesItselfAndItsPrompt() {
        assertThat(teacher().info().name()).isNotBlank();
        assertThat(teacher().info().promptVersion()).isNotBlank();
    }

    @Test
    default void interpretsEveryPictureUnderFourAspects() throws InterruptedException {
        Teacher teacher = teacher();
        for (SinglePassRequest request : requests()) {
            List<Thinking.Interpretation> interpretations = teacher.answer(request).answer().interpretations();
            assertThat(interpretations.stream().map(Thinking.Interpretation::role))
                    .isEqualTo(request.roles().stream().map(PictureRole::code).toList());
            assertThat(interpretations).allSatisfy(seen -> assertThat(List.of(
                            seen.generalDescription(), seen.objectDetails(), seen.contextualFeatures(), seen.brainstorm()))
                    .noneMatch(String::isBlank));
        }
    }

    @Test
    default void fillsTheTextsOfTheModalityAndNoOthers() throws InterruptedException {
        Teacher teacher = teacher();
        for (SinglePassRequest request : requests()) {
            Thinking.Draft revised = teacher.answer(request).answer().revised();
            boolean document = request.kind().modality().document().hasText();
            assertThat(revised.instruction()).isNotBlank();
            assertThat(revised.query().isEmpty()).isEqualTo(!request.kind().modality().query().hasText());
            assertThat(revised.positive().isEmpty()).isEqualTo(!document);
            assertThat(revised.hardNegative().isEmpty()).isEqualTo(!document);
        }
    }

    @Test
    default void judgesItsDraftUnderFourHeadings() throws InterruptedException {
        Teacher teacher = teacher();
        for (SinglePassRequest request : requests()) {
            SinglePassAnswer answer = teacher.answer(request).answer();
            Thinking.SelfEvaluation evaluation = answer.evaluation();
            assertThat(List.of(evaluation.relevance(), evaluation.plausibility(), evaluation.clarity(), evaluation.diversity()))
                    .noneMatch(String::isBlank);
            assertThat(answer.improvements()).isNotBlank();
        }
    }

    @Test
    default void givesAnAnswerThatTheProtocolCarries() throws InterruptedException {
        Teacher teacher = teacher();
        for (SinglePassRequest request : requests()) {
            SinglePassAnswer answer = teacher.answer(request).answer();
            assertThat(SinglePassProtocol.parse(answer.toJson(), request.roles(), "contract")).isEqualTo(answer);
        }
    }

    @Test
    default void givesTheTextItsAnswerWasReadFrom() throws InterruptedException {
        Teacher teacher = teacher();
        for (SinglePassRequest request : requests()) {
            TeacherReply reply = teacher.answer(request);
            assertThat(SinglePassProtocol.parse(reply.raw(), request.roles(), "contract")).isEqualTo(reply.answer());
            assertThat(reply.usage().calls()).isPositive();
        }
    }

    @Test
    default void namesRequestsByAllTheirAnswersDependOn() {
        Teacher teacher = teacher();
        Map<String, SinglePassRequest> byFingerprint = new HashMap<>();
        for (SinglePassRequest request : requests()) {
            SinglePassRequest other = byFingerprint.putIfAbsent(teacher.fingerprint(request), request);
            assertThat(other == null || other.equals(request)).as("two requests of one name").isTrue();
            assertThat(teacher.fingerprint(request)).isEqualTo(teacher.fingerprint(request)).matches("[0-9a-f]{64}");
        }
    }
}
