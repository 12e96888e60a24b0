package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.synthesis.RunSnapshot;
import dev.mme5.synthesis.SynthesisReport.Coverage;
import dev.mme5.synthesis.teacher.Usage;
import dev.mme5.testkit.openai.Behaviour;
import dev.mme5.testkit.openai.FakeOpenAi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pilots, limits, replays and progress, over a tiny corpus and the offline teacher.
class SynthesizeCommandTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() throws IOException {
        shell = new Shell(TinyHome.write(folder.resolve("home")), FolderModels::open);
    }

    private Shell.Run synthesize(String out, String... more) {
        List<String> command = new ArrayList<>(List.of("synthesize", "--recipe", "offline", "--no-dataset", "--out", at(out),
                "--set", "languages={en: 2, de: 1, ja: 1}", "--set", "rows=120"));
        command.addAll(List.of(more));
        return shell.run(command.toArray(String[]::new));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aPilotForecastsAndTheRunUsesItsAnswers() throws IOException {
        Shell.Run pilot = synthesize("run", "--dry-run", "30", "--json");
        assertThat(pilot.code()).as(pilot.err()).isZero();
        JsonObject forecast = Json.parse(pilot.out(), "stdout");
        int asked = forecast.integer("pilotCalls");
        assertThat(asked).as("24 rows, and those refused once more").isBetween(24, 30);
        assertThat(forecast.object("calls").number("low")).isGreaterThanOrEqualTo(120);
        assertThat(folder.resolve("run/rows.jsonl")).doesNotExist();
        assertThat(folder.resolve("run/forecast.json")).exists();
        assertThat(synthesize("run", "--dry-run", "30").out()).contains("All 120 rows will take, with a 95 % interval:", "calls ", "USD ");

        Shell.Run whole = synthesize("run");
        assertThat(whole.code()).as(whole.err()).isZero();
        assertThat(whole.err()).contains("going on with a run that was stopped: " + asked + " answers are there");
        assertThat(Json.read(folder.resolve("run/calls.json")).integer("reused")).isEqualTo(asked);
        synthesize("alone");
        assertThat(folder.resolve("run/rows.jsonl")).hasSameBinaryContentAs(folder.resolve("alone/rows.jsonl"));
    }

    @Test
    void aLimitEndsWithOneAndSaysHowToGoOn() throws IOException {
        Shell.Run stopped = synthesize("run", "--max-calls", "40");
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.out()).contains("Stopped at --max-calls 40 with ", "the same command with a higher limit goes on");
        assertThat(Shell.namesIn(folder.resolve("run"))).contains("partial.jsonl", "manifest.json", "report.html").doesNotContain("rows.jsonl");
        assertThat(Json.read(folder.resolve("run/report.json")).string("stopped")).isEqualTo("--max-calls 40");

        assertThat(synthesize("run").code()).isZero();
        assertThat(Shell.namesIn(folder.resolve("run"))).contains("rows.jsonl").doesNotContain("partial.jsonl");
        assertThat(synthesize("run", "--max-usd", "-1").code()).isEqualTo(2);
        assertThat(synthesize("run", "--dry-run", "121").code()).isEqualTo(2);
    }

    @Test
    void aRunOfWhichNoRowPassesEndsWithOneAndPublishesNothing() throws IOException {
        try (FakeOpenAi service = FakeOpenAi.start(Behaviour.answering(_ -> "I would rather not."))) {
            String teacher = "teacher={kind: openai, baseUrl: '" + service.baseUrl() + "', model: shy, mode: live, structured: text,"
                    + " sampling: {seeded: false}, pictures: {maxSide: 64, jpegQuality: 0.9}, limits: {},"
                    + " timeouts: {connect: 10s, firstByte: 1m, whole: 1m}, retries: {attempts: 2, firstDelay: 1ms, longestDelay: 1ms,"
                    + " breakAfter: 9, breakFor: 1s, giveUpAfter: 1m}, listPrices: {prompt: 0, cached: 0, completion: 0}, batchPriceFactor: 1,"
                    + " headers: {}, body: {}}";
            Shell.Run run = shell.run("synthesize", "--recipe", "offline", "--out", at("run"), "--set", "languages={en: 1}",
                    "--set", "rows=12", "--set", "refills=1", "--set", teacher);
            assertThat(run.code()).as(run.err()).isEqualTo(1);
            assertThat(run.out()).contains("Wrote no row: none of 12 passed. See the reasons in rejected.jsonl");
            assertThat(Shell.namesIn(folder.resolve("run"))).contains("rejected.jsonl", "report.html").doesNotContain("dataset");
        }
    }

    @Test
    void aRecordedRunReplays() throws IOException {
        synthesize("run");
        Shell.Run replayed = synthesize("replayed", "--set", "teacher={kind: replay, run: " + at("run") + "}");
        assertThat(replayed.code()).as(replayed.err()).isZero();
        assertThat(folder.resolve("replayed/rows.jsonl")).hasSameBinaryContentAs(folder.resolve("run/rows.jsonl"));

        Shell.Run other = synthesize("other", "--set", "seed=3", "--set", "teacher={kind: replay, run: " + at("run") + "}");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("expected a recorded answer").doesNotContain("at dev.mme5");
        assertThat(Files.exists(folder.resolve("other/rows.jsonl"))).isFalse();
    }

    @Test
    void aTerminalGetsOneTableThatIsDrawnAgain() {
        Map<String, Coverage> languages = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            languages.put("l" + i, new Coverage(10 + i, i));
        }
        RunSnapshot now = new RunSnapshot(10, 50, 5, 7, 200, 900, 186, 45, 50, 55, new Usage(100_000, 50_000, 50), 1.5,
                Map.of("vqa", new Coverage(100, 50)), Map.of("IT2T", new Coverage(186, 45)), languages);
        List<String> lines = CoverageTable.lines(now);
        assertThat(lines).hasSize(1 + 1 + 8 + 1 + 1);
        assertThat(lines.getFirst()).isEqualTo("  vqa              ##########..........      50 of 100");
        assertThat(lines.get(2)).as("the largest first").contains("l11 ");
        assertThat(lines.get(10)).contains("4 others").endsWith("6 of 46");
        assertThat(lines.getLast()).isEqualTo("45 of 186 rows, 10 s, 7 in flight, 5.0 answers/s (200 ms each), 90 % kept, 0.15 M tokens, 1.50 of about "
                + String.format(Locale.ROOT, "%.2f", now.projectedUsd()) + " USD");
        assertThat(now.projectedUsd()).as("136 rows and a half are missing, each costs 1.5 / 55 / 0.9").isBetween(5.6, 5.7);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CoverageTable table = new CoverageTable(new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
            table.saw(now);
            table.saw(now);
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text.split("\033\\[12A\033\\[J", -1)).hasSize(2).allMatch(frame -> frame.lines().count() == 12);
    }
}
