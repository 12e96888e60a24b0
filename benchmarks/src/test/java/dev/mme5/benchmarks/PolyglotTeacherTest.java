package dev.mme5.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.SynthesisReport;
import dev.mme5.synthesis.Synthesizer;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.Usage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolyglotTeacherTest {
    private static final int ROWS = 1000;

    @TempDir
    private Path folder;

    /// What a rehearsal over the faulty service refuses is then refused for its faults alone, but for these few.
    @Test
    void keepsToThePlanOfARecipeForTeachersThatSee() {
        SynthesisRecipe recipe = Recipes.read(Path.of("../recipes/synthesis/openai.yaml"), SynthesisRecipe.class,
                List.of("corpus.folder=../samples/emoji", "rows=" + ROWS));
        Rehearsal rehearsal = Rehearsal.of(recipe);
        SynthesisReport report = new Synthesizer(recipe, rehearsal.planner(), teacher(rehearsal.teacher()), Rehearsal.setting(Progress.silent()))
                .run(RunDirectory.open(folder));

        assertThat(report.missing()).as(report.refusals().toString()).isZero();
        assertThat(report.calls() - ROWS).as(report.refusals().toString()).isLessThanOrEqualTo(ROWS / 100);
    }

    private static Teacher teacher(PolyglotTeacher polyglot) {
        return new Teacher() {
            @Override
            public TeacherInfo info() {
                return new TeacherInfo("polyglot", "1");
            }

            @Override
            public String fingerprint(SinglePassRequest request) {
                return request.fingerprint(info(), "");
            }

            @Override
            public TeacherReply answer(SinglePassRequest request) {
                SinglePassAnswer answer = polyglot.answer(request);
                return new TeacherReply(answer, answer.toJson(), Usage.ONE_CALL);
            }
        };
    }
}
