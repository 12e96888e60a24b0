package dev.mme5.synthesis;

import dev.mme5.core.Example;
import dev.mme5.core.Thinking;
import dev.mme5.core.Verdict;
import dev.mme5.synthesis.forecast.Forecast;
import dev.mme5.synthesis.forecast.PilotRow;
import dev.mme5.synthesis.forecast.WholeRun;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.plan.RowKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Collects what a few rows took, to tell what all will take. Rows that are refused are drawn anew as in the run itself, since a row
/// that is refused each time is what costs. Not thread-safe.
final class Pilot implements Judge.Sink {
    /// A part of the calls is kept for drawing anew; with fewer than so many there is none.
    private static final int CALLS_FOR_ONE_MORE = 5;

    private final Tally tally;
    private final Meter meter;
    private final Map<Integer, PilotRow> rows = new LinkedHashMap<>();

    Pilot(Tally tally, Meter meter) {
        this.tally = tally;
        this.meter = meter;
    }

    /// How many rows a pilot of so many calls begins with.
    static int rows(int calls) {
        return calls - calls / CALLS_FOR_ONE_MORE;
    }

    /// Rows spread evenly over the plan sorted by task, modality pair and language, so that each kind has its share.
    ///
    /// @return their numbers, rising
    static int[] spread(Planner planner, int count) {
        Map<String, List<Integer>> kinds = new TreeMap<>();
        for (int number = 0; number < planner.size(); number++) {
            RowKind kind = planner.kind(number);
            kinds.computeIfAbsent(stratum(kind) + " " + kind.language().tag(), same -> new ArrayList<>()).add(number);
        }
        List<Integer> sorted = kinds.values().stream().flatMap(List::stream).toList();
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = sorted.get((int) ((i + 0.5) * sorted.size() / count));
        }
        Arrays.sort(chosen);
        return chosen;
    }

    /// How many rows of a plan there are of each task and modality pair: they differ in pictures, texts and what is refused.
    static Map<String, Integer> strata(Planner planner) {
        Map<String, Integer> strata = new TreeMap<>();
        for (int number = 0; number < planner.size(); number++) {
            strata.merge(stratum(planner.kind(number)), 1, Integer::sum);
        }
        return strata;
    }

    private static String stratum(RowKind kind) {
        return kind.task().code() + " " + kind.modality().code();
    }

    @Override
    public void kept(Reply reply, Example example) {
        tally.kept(reply, false);
        meter.kept();
        add(reply, true);
    }

    @Override
    public void refused(Reply reply, Verdict.Rejected verdict, Optional<Thinking.Draft> texts) {
        tally.refused(reply, verdict.gate());
        add(reply, false);
    }

    private void add(Reply reply, boolean kept) {
        PilotRow.Call call = new PilotRow.Call(
                kept, reply.usd(), reply.usage().promptTokens(), reply.usage().completionTokens(), reply.millis());
        rows.merge(reply.row().number(), new PilotRow(stratum(reply.row().kind()), List.of(call)), (before, _) -> before.with(call));
    }

    /// @throws IllegalStateException if a limit left no call at all
    Forecast forecast(WholeRun whole) {
        if (rows.isEmpty()) {
            throw new IllegalStateException("--dry-run: expected an answer at least, got none; raise the limits");
        }
        return Forecast.of(List.copyOf(rows.values()), whole);
    }
}
