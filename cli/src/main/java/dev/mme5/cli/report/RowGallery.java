package dev.mme5.cli.report;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Provenance;
import dev.mme5.core.Thinking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Rows of a training set with their pictures, and what the teacher wrote on the way to them.
final class RowGallery {
    private RowGallery() {}

    /// Rows that differ as much as can be: one of each task and modality pair, revised ones and new languages first.
    static List<Example> choose(List<Example> rows, int count) {
        List<Example> chosen = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        Set<Language> languages = new HashSet<>();
        List<Predicate<Example>> passes = List.of(
                row -> isRevised(row) && !languages.contains(row.language()), row -> !languages.contains(row.language()), row -> true);
        for (Predicate<Example> pass : passes) {
            for (Example row : rows) {
                String kind = row.task() + " " + row.modalities();
                if (chosen.size() < count && !kinds.contains(kind) && pass.test(row)) {
                    chosen.add(row);
                    kinds.add(kind);
                    languages.add(row.language());
                }
            }
        }
        return chosen;
    }

    /// Whether the teacher changed its first draft.
    static boolean isRevised(Example row) {
        return row.provenance() instanceof Provenance.Synthetic synthetic && !synthetic.thinking().draft().equals(revised(row));
    }

    static String html(List<Example> rows) {
        StringBuilder cards = new StringBuilder();
        rows.forEach(row -> cards.append(card(row)));
        return Html.element("div", "rows", cards.toString());
    }

    private static String card(Example row) {
        String badges = Html.text("span", "badge task", row.task().code()) + Html.text("span", "badge", row.modalities().code())
                + Html.text("span", "badge", row.language().englishName()) + Html.text("span", "id", row.id());
        StringBuilder contents = new StringBuilder(column("query", row.query(), row.language()) + column("positive", row.positive(), row.language()));
        row.hardNegatives().forEach(negative -> contents.append(column("hard negative", negative, row.language())));
        String thinking = row.provenance() instanceof Provenance.Synthetic synthetic ? thinking(row, synthetic) : "";
        return Html.element("article", "row", Html.element("p", "badges", badges) + Html.text("p", "instruction", row.instruction())
                + Html.element("div", "columns", contents.toString()) + thinking) + "\n";
    }

    private static String column(String role, Content content, Language language) {
        return Html.element("div", "column", Html.text("h4", "", role) + Html.content(content, language, role.replace(' ', '-')));
    }

    private static String thinking(Example row, Provenance.Synthetic synthetic) {
        Thinking thinking = synthetic.thinking();
        StringBuilder inner = new StringBuilder();
        List<ImageRef> pictures = pictures(row);
        for (int i = 0; i < thinking.interpretations().size(); i++) {
            Thinking.Interpretation seen = thinking.interpretations().get(i);
            String picture = i < pictures.size() ? Html.picture(pictures.get(i), "") : "";
            inner.append(step("Interpretation: " + seen.role().replace("hardNegative", "hard negative"), picture + list(row.language(),
                    "general", seen.generalDescription(), "details", seen.objectDetails(),
                    "context", seen.contextualFeatures(), "ideas", seen.brainstorm())));
        }
        Thinking.Draft draft = thinking.draft();
        Thinking.SelfEvaluation judged = thinking.evaluation();
        inner.append(step("Draft", texts(row.language(), draft)));
        inner.append(step("Evaluation", list(Language.ENGLISH, "relevance", judged.relevance(), "plausibility", judged.plausibility(),
                "clarity", judged.clarity(), "diversity", judged.diversity(), "to improve", thinking.improvements())));
        inner.append(step("Revision", texts(row.language(), revised(row))));
        return "<details><summary>What the teacher wrote on the way</summary>" + Html.element("div", "thinking", inner.toString()) + "</details>";
    }

    private static Thinking.Draft revised(Example row) {
        return new Thinking.Draft(row.instruction(), row.query().text().orElse(""), row.positive().text().orElse(""),
                row.hardNegatives().stream().findFirst().flatMap(Content::text).orElse(""));
    }

    private static List<ImageRef> pictures(Example row) {
        List<ImageRef> pictures = new ArrayList<>(row.query().images());
        pictures.addAll(row.positive().images());
        row.hardNegatives().forEach(negative -> pictures.addAll(negative.images()));
        return pictures;
    }

    private static String texts(Language language, Thinking.Draft draft) {
        return list(language, "instruction", draft.instruction(), "query", draft.query(), "positive", draft.positive(),
                "hard negative", draft.hardNegative());
    }

    private static String step(String title, String inner) {
        return Html.element("div", "step", Html.text("h5", "", title) + inner);
    }

    /// @param pairs a term, then its text; empty texts are left out
    private static String list(Language language, String... pairs) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                list.append(Html.text("dt", "", pairs[i])).append(Html.words("dd", "", language, pairs[i + 1]));
            }
        }
        return Html.element("dl", "", list.toString());
    }
}
