package dev.mme5.cli.report;

import dev.mme5.core.run.Machine;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The quickstart's page: what was learned, from what, and what can be done with it.
public final class QuickstartPage {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String LICENCES = "Drawings: Noto Emoji (Google, Apache-2.0) and Twemoji (Twitter and contributors, CC BY 4.0);"
            + " names: Unicode CLDR (Unicode-3.0). nano is a model of 8 million parameters made to show every stage in minutes;"
            + " it knows emoji and nothing else.";

    private QuickstartPage() {}

    public static Page of(QuickstartReport report) {
        return new Page("mme5 quickstart",
                "Text and pictures in one vector space, in many languages: data synthesized, a model fine-tuned on them, measured before and"
                        + " after on drawings it has never seen, and searched.",
                facts(report), sections(report), LICENCES);
    }

    private static List<String> facts(QuickstartReport report) {
        List<String> facts = new ArrayList<>();
        facts.add(DAY.format(report.began()));
        facts.add("model " + report.before().model().name());
        facts.add(report.synthesis().written() + " rows synthesized");
        facts.add(report.curve().points().getLast().step() + " training steps");
        facts.add(Html.time(report.totalSeconds()) + " in all");
        Machine machine = report.machine();
        facts.add(machine.os() + ", " + machine.cores() + (machine.cores() == 1 ? " core" : " cores"));
        facts.add(report.version());
        if (report.continued()) {
            facts.add("continued: times are of the last start only");
        }
        if (!report.size().equals("full")) {
            facts.add("reduced size: the numbers show that it runs, not how good it is");
        }
        return facts;
    }

    private static List<Section> sections(QuickstartReport report) {
        return List.of(
                new Section("What fine-tuning changed", "Measured on a drawing style that is held out of all training.",
                        HeadlineCards.html(report.comparison())),
                new Section("Searches after fine-tuning",
                        "The nearest held-out drawings, best first, with their cosines. Outlined: what was asked for.",
                        SearchGallery.html(report.searches())),
                new Section("By language", "Recall at 10 in percent, on the held-out drawing style. The pool is always all drawings or all names.",
                        LanguageTable.html(report.before(), report.after())),
                new Section("By task", "Precision at 1 in percent, among about ten candidates. Bold: the change is more than the sample's chance.",
                        TaskTable.html(report.comparison(), name -> !name.startsWith("textToImage") && !name.startsWith("imageToText"))),
                new Section("Loss", "Of fine-tuning, by step: each step faintly, their running mean strongly.", LossChart.svg(report.curve())),
                new Section("Synthetic data", "One row of each kind. Instructions are English whatever the row's language.",
                        RowGallery.html(report.rows())),
                new Section("Time", "", StageTimes.html(report.seconds())),
                new Section("Your own pictures", "Index a folder of yours, then search it in your own words.", commands(report.next())));
    }

    private static String commands(List<String> lines) {
        return Html.text("pre", "", String.join("\n", lines));
    }
}
