package dev.mme5.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The rules of the architecture, over the packages below a root: `dev.mme5`, or a tree of planted violations.
record ArchitectureRules(String root) {
    private static final List<String> MODULES =
            List.of("core", "torch", "model", "data", "synthesis", "training", "evaluation", "serving", "cli", "testkit");

    /// What each module may import of ours. The stages know core; only cli sees them all. Synthesis reads pictures from Parquet files
    /// and may know nothing else of data, for which there is a rule of its own.
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "core", Set.of(),
            "torch", Set.of(),
            "model", Set.of("core", "torch"),
            "data", Set.of("core"),
            "synthesis", Set.of("core", "data"),
            "training", Set.of("core", "torch", "model"),
            "evaluation", Set.of("core"),
            "serving", Set.of("core"));

    /// Libraries of which one package is the only importer.
    static final List<String> ONE_DOORWAY = List.of(
            "org.snakeyaml", "tools.jackson", "com.sun.net.httpserver", "java.net.http", "org.apache.hc", "ai.djl", "picocli", "me.tongfei.progressbar",
            "org.duckdb", "dev.hardwood");

    private static final Set<String> ENVIRONMENT = Set.of("java.lang.System.getenv", "java.lang.System.exit", "java.lang.Runtime.exit",
            "java.lang.Runtime.halt");
    private static final Set<String> DICE = Set.of("java.util.Random.<init>", "java.lang.Math.random",
            "java.util.concurrent.ThreadLocalRandom.current", "java.security.SecureRandom.<init>");
    private static final Set<String> CLOCKS = Set.of("java.time.Instant.now", "java.time.LocalDate.now", "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now", "java.time.OffsetDateTime.now", "java.lang.System.currentTimeMillis",
            "java.time.InstantSource.system", "java.time.Clock.systemUTC", "java.time.Clock.systemDefaultZone", "java.util.Date.<init>");

    /// Every rule by its name.
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        ALLOWED.forEach((module, allowed) -> rules.put(module + " imports of ours only " + allowed, importsOnly(module, allowed)));
        rules.put("core is free of HTTP and native code", noClasses().that().resideInAPackage(in("core"))
                .should().dependOnClassesThat().resideInAnyPackage("java.net.http..", "org.apache.hc..", "com.sun.net.httpserver..", "org.bytedeco..",
                        "ai.djl..", "org.duckdb.."));
        rules.put("only torch imports org.bytedeco", noClasses().that().resideOutsideOfPackage(in("torch"))
                .should().dependOnClassesThat().resideInAPackage("org.bytedeco.."));
        rules.put("synthesis knows of data the Parquet files only", noClasses().that().resideInAPackage(in("synthesis"))
                .should().dependOnClassesThat(resideInAPackage(in("data")).and(resideOutsideOfPackage(in("data.parquet")))));
        rules.put("only the loader imports a model family", noClasses()
                .that().resideOutsideOfPackage(in("model.mllama")).and().doNotHaveFullyQualifiedName(root + ".model.ModelLoader")
                .should().dependOnClassesThat().resideInAPackage(in("model.mllama")));
        rules.put("only cli prints", noClasses().that().resideOutsideOfPackage(in("cli"))
                .should().accessFieldWhere(DescribedPredicate.describe("it is System.out or System.err", access ->
                        access.getTarget().getOwner().isEquivalentTo(System.class)
                                && access.getTarget().getRawType().isEquivalentTo(PrintStream.class))));
        rules.put("only cli reads the environment and ends the process", callsNone(ENVIRONMENT, "cli"));
        rules.put("randomness comes from a seed that is passed in", callsNone(DICE, "core.random"));
        rules.put("time comes from a clock that is passed in", callsNone(CLOCKS, "cli"));
        return rules;
    }

    private ArchRule importsOnly(String module, Set<String> allowed) {
        List<String> forbidden = new ArrayList<>();
        for (String other : MODULES) {
            if (!other.equals(module) && !allowed.contains(other)) {
                forbidden.add(in(other));
            }
        }
        return noClasses().that().resideInAPackage(in(module))
                .should().dependOnClassesThat().resideInAnyPackage(forbidden.toArray(String[]::new));
    }

    private ArchRule callsNone(Set<String> methods, String except) {
        return noClasses().that().resideOutsideOfPackage(in(except))
                .should().callCodeUnitWhere(DescribedPredicate.describe("it is one of " + methods, call -> methods.contains(name(call))));
    }

    private static String name(JavaCall<?> call) {
        return call.getTargetOwner().getName() + "." + call.getTarget().getName();
    }

    /// The packages that import a library, below the root.
    Set<String> importers(String library, Iterable<JavaClass> classes) {
        Set<String> importers = new TreeSet<>();
        for (JavaClass one : classes) {
            boolean imports = one.getDirectDependenciesFromSelf().stream()
                    .anyMatch(dependency -> dependency.getTargetClass().getPackageName().startsWith(library));
            if (imports && one.getPackageName().startsWith(root)) {
                importers.add(one.getPackageName());
            }
        }
        return importers;
    }

    private String in(String part) {
        return root + "." + part + "..";
    }
}
