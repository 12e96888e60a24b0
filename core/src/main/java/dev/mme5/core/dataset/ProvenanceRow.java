package dev.mme5.core.dataset;

import dev.mme5.core.Provenance;
import dev.mme5.core.Thinking;
import dev.mme5.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// The form of a [Provenance] in a row: `kind` says which of the other keys are there.
record ProvenanceRow(
        String kind,
        Optional<String> dataset,
        Optional<String> teacher,
        Optional<String> promptVersion,
        Optional<Long> seed,
        Optional<Thinking> thinking) {

    static ProvenanceRow of(Provenance provenance) {
        return switch (provenance) {
            case Provenance.Labelled(String dataset) -> new ProvenanceRow(
                    "labelled", Optional.of(dataset), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
            case Provenance.Synthetic(String teacher, String promptVersion, long seed, Thinking thinking) -> new ProvenanceRow(
                    "synthetic",
                    Optional.empty(),
                    Optional.of(teacher),
                    Optional.of(promptVersion),
                    Optional.of(seed),
                    Optional.of(thinking));
        };
    }

    static Provenance read(JsonObject row) {
        switch (row.string("kind")) {
            case "labelled" -> {
                row.allowOnly(List.of("kind", "dataset"));
                return new Provenance.Labelled(row.string("dataset"));
            }
            case "synthetic" -> {
                row.allowOnly(List.of("kind", "teacher", "promptVersion", "seed", "thinking"));
                return new Provenance.Synthetic(
                        row.string("teacher"), row.string("promptVersion"), row.longInteger("seed"), thinking(row.object("thinking")));
            }
            default -> throw row.error("kind", "expected synthetic or labelled, got \"" + row.string("kind") + "\"");
        }
    }

    private static Thinking thinking(JsonObject row) {
        row.allowOnly(List.of("interpretations", "draft", "evaluation", "improvements"));
        return new Thinking(
                row.objects("interpretations").stream().map(ProvenanceRow::interpretation).toList(),
                draft(row.object("draft")),
                evaluation(row.object("evaluation")),
                row.string("improvements"));
    }

    private static Thinking.Interpretation interpretation(JsonObject row) {
        row.allowOnly(List.of("role", "generalDescription", "objectDetails", "contextualFeatures", "brainstorm"));
        return new Thinking.Interpretation(
                row.string("role"),
                row.string("generalDescription"),
                row.string("objectDetails"),
                row.string("contextualFeatures"),
                row.string("brainstorm"));
    }

    private static Thinking.Draft draft(JsonObject row) {
        row.allowOnly(List.of("instruction", "query", "positive", "hardNegative"));
        return new Thinking.Draft(
                row.string("instruction"), row.string("query"), row.string("positive"), row.string("hardNegative"));
    }

    private static Thinking.SelfEvaluation evaluation(JsonObject row) {
        row.allowOnly(List.of("relevance", "plausibility", "clarity", "diversity"));
        return new Thinking.SelfEvaluation(
                row.string("relevance"), row.string("plausibility"), row.string("clarity"), row.string("diversity"));
    }
}
