package dev.mme5.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Holds the code to the rules of the architecture, and the rules to a tree of classes that break each of them once.
class ArchitectureTest {
    private static final String PLANTED = "dev.mme5.architecture.planted";

    private final ArchitectureRules rules = new ArchitectureRules("dev.mme5");
    private final JavaClasses ours = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.mme5");
    private final ArchitectureRules plantedRules = new ArchitectureRules(PLANTED);
    private final JavaClasses planted = new ClassFileImporter().importPackages(PLANTED);

    @Test
    void theCodeKeepsEveryRule() {
        rules.all().forEach((name, rule) -> {
            EvaluationResult result = rule.allowEmptyShould(true).evaluate(ours);
            assertThat(result.getFailureReport().getDetails()).as(name).isEmpty();
        });
    }

    @Test
    void everyModuleWasLookedAt() {
        for (String module : List.of("core", "data", "serving", "cli")) {
            assertThat(ours).as(module).anyMatch(one -> one.getPackageName().startsWith("dev.mme5." + module));
        }
        assertThat(ours).as("tests are not looked at").noneMatch(one -> one.getPackageName().startsWith(PLANTED));
    }

    @Test
    void aLibraryHasOneDoorway() {
        for (String library : ArchitectureRules.ONE_DOORWAY) {
            assertThat(rules.importers(library, ours)).as(library).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(rules.importers("picocli", ours)).containsExactly("dev.mme5.cli");
    }

    @Test
    void everyRuleFailsOnAPlantedViolation() {
        Map<String, Set<String>> expected = Map.ofEntries(
                Map.entry("core imports of ours only", Set.of("core.CoreKnowsTorch")),
                Map.entry("torch imports of ours only", Set.of("torch.TorchKnowsCore")),
                Map.entry("model imports of ours only", Set.of("model.ModelKnowsTraining")),
                Map.entry("data imports of ours only", Set.of("data.DataKnowsTraining")),
                Map.entry("synthesis knows of data the Parquet files only", Set.of("synthesis.SynthesisKnowsLayouts")),
                Map.entry("synthesis imports of ours only", Set.of("synthesis.SynthesisKnowsEvaluation")),
                Map.entry("training imports of ours only", Set.of("training.TrainingKnowsSynthesis")),
                Map.entry("evaluation imports of ours only", Set.of("evaluation.EvaluationKnowsModel")),
                Map.entry("serving imports of ours only", Set.of("serving.ServingKnowsTraining")),
                Map.entry("core is free of HTTP and native code", Set.of("core.CoreSpeaksHttp")),
                Map.entry("only torch imports org.bytedeco", Set.of("serving.ServingIsNative")),
                Map.entry("only the loader imports a model family", Set.of("training.TrainingKnowsMllama")),
                Map.entry("only cli prints", Set.of("core.CorePrints", "core.CoreComplains")),
                Map.entry("only cli reads the environment and ends the process", Set.of("core.CoreReadsTheEnvironment", "core.CoreExits")),
                Map.entry("randomness comes from a seed that is passed in", Set.of("core.CoreRollsDice")),
                Map.entry("time comes from a clock that is passed in", Set.of("core.CoreLooksAtTheClock")));
        plantedRules.all().forEach((name, rule) -> {
            List<String> failures = rule.evaluate(planted).getFailureReport().getDetails();
            Set<String> culprits = expected.entrySet().stream().filter(entry -> name.startsWith(entry.getKey())).findFirst().orElseThrow().getValue();
            for (String culprit : culprits) {
                assertThat(failures).as(name).anyMatch(failure -> failure.contains(PLANTED + "." + culprit));
            }
            assertThat(failures).as(name).allMatch(failure -> culprits.stream().anyMatch(culprit -> failure.contains("." + culprit)));
        });
    }

    @Test
    void aSecondDoorwayIsSeen() {
        assertThat(plantedRules.importers("org.snakeyaml", planted)).containsExactly(PLANTED + ".core.recipe", PLANTED + ".core.yaml");
    }
}
