package dev.mme5.synthesis;

import dev.mme5.core.Example;
import dev.mme5.core.Thinking;
import dev.mme5.core.Verdict;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.plan.RowKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Collects what a few calls took, to tell what all will take. Not thread-safe.
final class Pilot implements Judge.Sink {
    private final Tally tally;
    private final Meter meter;
    private final List<Forecast.Sample> samples = new ArrayList<>();

    /// What is to be forecast.
    ///
    /// @param refills how often a refused row is drawn anew
    /// @param pace that the recipe's limits allow
    /// @param seed of the forecast's own chance
    record Whole(int rows, int refills, int inFlight, Pace pace, long seed) {}

    Pilot(Tally tally, Meter meter) {
        this.tally = tally;
        this.meter = meter;
    }

    /// Rows spread evenly over the plan sorted by task, modality pair and language, so that each kind has its share.
    ///
    /// @return their numbers, rising
    static int[] spread(Planner planner, int count) {
        Map<String, List<Integer>> strata = new TreeMap<>();
        for (int number = 0; number < planner.size(); number++) {
            RowKind kind = planner.kind(number);
            String stratum = kind.task().code() + " " + kind.modality().code() + " " + kind.language().tag();
            strata.computeIfAbsent(stratum, same -> new ArrayList<>()).add(number);
        }
        List<Integer> sorted = strata.values().stream().flatMap(List::stream).toList();
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = sorted.get((int) ((i + 0.5) * sorted.size() / count));
        }
        Arrays.sort(chosen);
        return chosen;
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
        samples.add(new Forecast.Sample(
                kept, reply.usd(), reply.usage().promptTokens(), reply.usage().completionTokens(), reply.millis()));
    }

    /// @throws IllegalStateException if a limit left no call at all
    Forecast forecast(Whole whole) {
        if (samples.isEmpty()) {
            throw new IllegalStateException("--dry-run: expected an answer at least, got none; raise the limits");
        }
        return Forecast.of(samples, whole);
    }
}
