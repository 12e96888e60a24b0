package dev.mme5.synthesis;

import dev.mme5.core.Language;
import dev.mme5.core.TaskKind;
import dev.mme5.synthesis.SynthesisReport.Coverage;
import dev.mme5.synthesis.SynthesisReport.Refusals;
import dev.mme5.synthesis.plan.RowKind;
import dev.mme5.synthesis.teacher.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Counts while a run goes on. Thread-safe.
final class Tally {
    private final Map<String, Coverage> tasks = new TreeMap<>();
    private final Map<String, Coverage> modalities = new TreeMap<>();
    private final Map<String, Coverage> languages = new TreeMap<>();
    private final Map<Refused, Integer> refused = new TreeMap<>();
    private Usage usage = Usage.NONE;
    private double usd;
    private int planned;
    private int written;
    private int calls;
    private int revised;

    /// What is told apart among refusals.
    private record Refused(String gate, TaskKind task, Language language) implements Comparable<Refused> {
        private static final Comparator<Refused> ORDER =
                Comparator.comparing(Refused::gate).thenComparing(Refused::task).thenComparing(one -> one.language().tag());

        @Override
        public int compareTo(Refused other) {
            return ORDER.compare(this, other);
        }
    }

    /// A row is to be made.
    synchronized void plan(RowKind kind) {
        planned++;
        add(kind, 1, 0);
    }

    /// A row was made.
    ///
    /// @param wasRevised whether the teacher changed its draft
    synchronized void kept(Reply reply, boolean wasRevised) {
        took(reply);
        written++;
        revised += wasRevised ? 1 : 0;
        add(reply.row().kind(), 0, 1);
    }

    synchronized void refused(Reply reply, String gate) {
        took(reply);
        RowKind kind = reply.row().kind();
        refused.merge(new Refused(gate, kind.task(), kind.language()), 1, Integer::sum);
    }

    private void took(Reply reply) {
        calls++;
        usage = usage.plus(reply.usage());
        usd += reply.usd();
    }

    private void add(RowKind kind, int morePlanned, int moreWritten) {
        Coverage more = new Coverage(morePlanned, moreWritten);
        tasks.merge(kind.task().code(), more, Coverage::plus);
        modalities.merge(kind.modality().code(), more, Coverage::plus);
        languages.merge(kind.language().tag(), more, Coverage::plus);
    }

    /// @param stopped the limit at which the run stopped
    synchronized SynthesisReport report(String teacher, Optional<String> stopped) {
        Map<String, Integer> byGate = new TreeMap<>();
        refused.forEach((one, count) -> byGate.merge(one.gate(), count, Integer::sum));
        List<Refusals> refusals = refused.entrySet().stream()
                .map(one -> new Refusals(one.getKey().gate(), one.getKey().task(), one.getKey().language(), one.getValue()))
                .toList();
        return new SynthesisReport(teacher, planned, written, calls, revised, usage, usd, new TreeMap<>(tasks),
                new TreeMap<>(modalities), new TreeMap<>(languages), byGate, refusals, stopped);
    }
}
