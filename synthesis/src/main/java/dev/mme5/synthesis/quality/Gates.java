package dev.mme5.synthesis.quality;

import dev.mme5.core.Verdict;
import java.util.List;

/// The gates of one run, in order; the first that objects decides. Remembers the rows it accepted, to refuse the same row twice, so
/// that a run needs its own. Not thread-safe.
public final class Gates {
    private final List<Gate> gates;

    private Gates(List<Gate> gates) {
        this.gates = List.copyOf(gates);
    }

    /// All gates. The duplicates come last: they remember what passed the others.
    public static Gates forRun() {
        return new Gates(List.of(
                new FilledTexts(), new DifferentDocuments(), new NoLeakedAnswer(), new ExpectedScript(), new NoDuplicate()));
    }

    public Verdict judge(Candidate candidate) {
        for (Gate gate : gates) {
            if (gate.judge(candidate) instanceof Verdict.Rejected rejected) {
                return rejected;
            }
        }
        return new Verdict.Accepted();
    }

    /// Judges several, in order.
    public List<Verdict> judgeAll(List<Candidate> candidates) {
        return candidates.stream().map(this::judge).toList();
    }

    /// The gates' names, in order.
    public List<String> names() {
        return gates.stream().map(Gate::name).toList();
    }
}
