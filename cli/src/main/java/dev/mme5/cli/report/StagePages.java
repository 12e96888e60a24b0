package dev.mme5.cli.report;

import dev.mme5.cli.stage.TrainingCurve;
import dev.mme5.core.Example;
import dev.mme5.core.dataset.ExampleRows;
import dev.mme5.evaluation.EvaluationReport;
import dev.mme5.synthesis.SynthesisReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The pages of single stages.
public final class StagePages {
    private static final int SHOWN_ROWS = 12;
    private static final int LOOKED_AT = 5_000;

    private StagePages() {}

    /// @param rows the finished set
    public static Page synthesis(Path rows, SynthesisReport report) {
        Section coverage = new Section("Plan and outcome", "Rows written of those planned.", Html.element("div", "tables", coverage("Task", report.tasks())
                + coverage("Modality pair", report.modalities()) + coverage("Language", report.languages())));
        Section examples = new Section("Rows", "One of each kind. Instructions are English whatever the row's language.",
                RowGallery.html(RowGallery.choose(first(rows), SHOWN_ROWS)));
        return new Page("Synthetic training data", "What the teacher made of the pictures.",
                List.of(report.written() + " rows", report.revised() + " revised", report.calls() + " answers asked for",
                        "teacher: " + report.teacher(), cost(report), refused(report)),
                List.of(examples, coverage), "");
    }

    /// The plan is a mixed one: the first rows have all kinds, and a large set is not read whole for a few rows.
    private static List<Example> first(Path file) {
        List<Example> first = new ArrayList<>();
        try (ExampleRows rows = ExampleRows.open(file)) {
            Optional<ExampleRows.Row> row = rows.next();
            while (row.isPresent() && first.size() < LOOKED_AT) {
                if (row.get() instanceof ExampleRows.Row.Good(int _, Example example)) {
                    first.add(example);
                }
                row = rows.next();
            }
        }
        return first;
    }

    private static String coverage(String title, Map<String, SynthesisReport.Coverage> parts) {
        StringBuilder rows = new StringBuilder();
        parts.forEach((name, part) -> rows.append("<tr>").append(Html.text("th", "", name))
                .append(Html.text("td", "num", Integer.toString(part.planned())))
                .append(Html.text("td", "num", Integer.toString(part.written()))).append("</tr>\n"));
        return "<div class=\"scroll\"><table><thead><tr>" + Html.text("th", "", title) + "<th class=\"num\">planned</th><th class=\"num\">written</th></tr></thead>"
                + "<tbody>" + rows + "</tbody></table></div>";
    }

    private static String cost(SynthesisReport report) {
        long tokens = report.usage().promptTokens() + report.usage().completionTokens();
        return tokens == 0 ? "no tokens" : String.format(Locale.ROOT, "%.2f M tokens, %.2f USD", tokens / 1e6, report.usd());
    }

    private static String refused(SynthesisReport report) {
        return report.rejections().isEmpty() ? "nothing refused" : "refused: " + report.rejections().entrySet().stream()
                .map(gate -> gate.getValue() + " by " + gate.getKey())
                .collect(Collectors.joining(", "));
    }

    /// @param run the folder of a training run
    public static Page training(Path run) {
        TrainingCurve curve = TrainingCurve.read(run);
        TrainingCurve.Point last = curve.points().getLast();
        return new Page("Training", "The loss by step.", List.of(last.step() + " steps", Html.time(last.seconds())),
                List.of(new Section("Loss", "Each step faintly, their running mean strongly.", LossChart.svg(curve))), "");
    }

    public static Page evaluation(EvaluationReport report) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Headline", "", HeadlineCards.html(report)));
        sections.add(new Section("Tasks", "In percent. Chance is what random vectors reach.", TaskTable.html(report)));
        return new Page("Evaluation", "Suite: " + report.suite(), List.of("model " + report.model().name(),
                report.model().dimension() + " dimensions", Html.time(report.seconds()), report.setAsideRows() + " rows set aside"),
                sections, "");
    }
}
