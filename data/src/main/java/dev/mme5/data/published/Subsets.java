package dev.mme5.data.published;

import dev.mme5.core.TaskKind;
import java.util.Locale;
import java.util.Map;

/// What task the published subsets are of.
public final class Subsets {
    private static final Map<String, TaskKind> KINDS = Map.ofEntries(
            Map.entry("classification", TaskKind.CLASSIFICATION),
            Map.entry("vqa", TaskKind.VQA),
            Map.entry("grounding", TaskKind.GROUNDING),
            Map.entry("imagenet_1k", TaskKind.CLASSIFICATION),
            Map.entry("n24news", TaskKind.CLASSIFICATION),
            Map.entry("hatefulmemes", TaskKind.CLASSIFICATION),
            Map.entry("voc2007", TaskKind.CLASSIFICATION),
            Map.entry("sun397", TaskKind.CLASSIFICATION),
            Map.entry("ok-vqa", TaskKind.VQA),
            Map.entry("a-okvqa", TaskKind.VQA),
            Map.entry("docvqa", TaskKind.VQA),
            Map.entry("infographicsvqa", TaskKind.VQA),
            Map.entry("chartqa", TaskKind.VQA),
            Map.entry("visual7w", TaskKind.VQA),
            Map.entry("tat-dqa", TaskKind.VQA),
            Map.entry("arxivqa", TaskKind.VQA),
            Map.entry("mscoco", TaskKind.GROUNDING));

    private Subsets() {}

    /// Retrieval where the name says nothing else, as it does for the retrieval sets of MMEB, InfoSeek and whatever is unknown.
    public static TaskKind kind(String subset) {
        return KINDS.getOrDefault(subset.toLowerCase(Locale.ROOT), TaskKind.RETRIEVAL);
    }

    /// The subset of mmE5-synthetic that holds a task's rows.
    public static String synthetic(TaskKind task) {
        return switch (task) {
            case CLASSIFICATION -> "Classification";
            case VQA -> "VQA";
            case RETRIEVAL -> "Retrieval";
            case GROUNDING -> "Grounding";
        };
    }
}
