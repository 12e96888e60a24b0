package dev.mme5.synthesis;

import dev.mme5.core.recipe.Recipes;
import dev.mme5.synthesis.journal.JournalRecord.Session;
import dev.mme5.synthesis.journal.Recorded;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.teacher.Answerer;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.TeacherInfo;
import java.util.List;
import java.util.Optional;

/// Says what of an earlier process is used again, before anything is asked: people may have meant another folder.
final class ReuseNotice {
    private final Planner planner;
    private final Answerer teacher;
    private final int refills;

    ReuseNotice(Planner planner, Answerer teacher, int refills) {
        this.planner = planner;
        this.teacher = teacher;
        this.refills = refills;
    }

    /// @param recipe as YAML, as it is now
    /// @return nothing if there is no earlier answer
    Optional<String> text(Recorded recorded, String recipe) {
        if (recorded.session().isEmpty() || recorded.size() == 0 && recorded.openJobs().isEmpty()) {
            return Optional.empty();
        }
        Session before = recorded.session().get();
        String damaged = notes(recorded);
        if (before.recipe().equals(recipe) && before.teacher().equals(teacher.info())) {
            return Optional.of("going on with a run that was stopped: " + recorded.size() + " answers are there" + damaged);
        }
        int[] usable = {0};
        recorded.forEach((row, attempt) -> usable[0] += isUsable(recorded, row, attempt) ? 1 : 0);
        return Optional.of(usable[0] + " of " + recorded.size() + " answers are used again; "
                + (recorded.size() - usable[0]) + " rows changed: " + changes(before, recipe) + damaged);
    }

    private static String notes(Recorded recorded) {
        String damaged = recorded.damaged() == 0 ? "" : "; " + recorded.damaged() + " damaged lines of the journal are passed over";
        int open = recorded.openJobs().size();
        return damaged + (open == 0 ? "" : "; " + open + " jobs are open and will be collected");
    }

    private boolean isUsable(Recorded recorded, int row, int attempt) {
        return row < planner.size()
                && attempt <= refills
                && recorded.find(row, attempt, teacher.fingerprint(SinglePassRequest.of(planner.row(row, attempt)))).isPresent();
    }

    private String changes(Session before, String recipe) {
        List<String> keys = Recipes.changedKeys(before.recipe(), recipe);
        TeacherInfo now = teacher.info();
        if (!before.teacher().name().equals(now.name())) {
            return "the teacher was " + before.teacher().name() + " and is " + now.name() + others(keys);
        }
        if (!before.teacher().promptVersion().equals(now.promptVersion())) {
            return "the prompts" + others(keys);
        }
        return String.join(", ", keys);
    }

    private static String others(List<String> keys) {
        List<String> others = keys.stream().filter(key -> !key.startsWith("teacher")).toList();
        return others.isEmpty() ? "" : "; also " + String.join(", ", others);
    }
}
