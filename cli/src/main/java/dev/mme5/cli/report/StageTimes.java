package dev.mme5.cli.report;

import java.util.Locale;
import java.util.Map;

/// How long each stage took, as one bar.
final class StageTimes {
    private StageTimes() {}

    /// @param seconds by stage, in order
    static String html(Map<String, Double> seconds) {
        double total = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        StringBuilder bar = new StringBuilder();
        StringBuilder names = new StringBuilder();
        int index = 0;
        for (Map.Entry<String, Double> stage : seconds.entrySet()) {
            String styleClass = "stage-" + index++ % 6;
            bar.append(String.format(Locale.ROOT, "<i class=\"%s\" style=\"flex-grow:%.3f\"></i>", styleClass, stage.getValue() / total));
            names.append("<li><i class=\"dot ").append(styleClass).append("\"></i>").append(Html.escaped(stage.getKey())).append(" ")
                    .append(Html.text("b", "", Html.time(stage.getValue()))).append("</li>");
        }
        return Html.element("div", "times", bar.toString()) + Html.element("ul", "times-names", names.toString());
    }
}
