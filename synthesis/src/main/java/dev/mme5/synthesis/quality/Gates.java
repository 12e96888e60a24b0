package dev.mme5.synthesis.quality;

import dev.mme5.core.Embedder;
import dev.mme5.core.Verdict;
import dev.mme5.synthesis.mining.Surroundings;
import dev.mme5.synthesis.mining.VectorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The gates of one run, the cheap ones first; the first that objects decides. Remembers the rows it accepted, to refuse the same row
/// twice, so that a run needs its own, and verdicts depend on the order of the rows, though not on how many are judged together. Not
/// thread-safe.
public final class Gates implements AutoCloseable {
    private final List<Gate> gates;
    private final Optional<Embedder> embedder;

    private Gates(List<Gate> gates, Optional<Embedder> embedder) {
        this.gates = List.copyOf(gates);
        this.embedder = embedder;
    }

    /// Those that every row must pass.
    public static Gates forRun() {
        List<Gate> gates = new ArrayList<>(basic());
        gates.add(new NoDuplicate());
        return new Gates(gates, Optional.empty());
    }

    /// Those and what a recipe adds.
    ///
    /// @param around opens the embedder and decodes pictures, if a gate needs it
    /// @throws dev.mme5.core.DatasetException if a benchmark that rows are to be free of cannot be read
    public static Gates forRun(GatesSpec spec, Surroundings around) {
        List<Gate> gates = new ArrayList<>(basic());
        spec.length().map(ExpectedLength::new).ifPresent(gates::add);
        spec.language().map(ExpectedLanguage::new).ifPresent(gates::add);
        spec.copies().map(NoCopies::new).ifPresent(gates::add);
        spec.benchmarks().map(benchmarks -> new NoBenchmark(benchmarks, around.rasters())).ifPresent(gates::add);
        Optional<Embedder> embedder = spec.hardNegative().map(wanted -> around.embedders().open(new VectorSource.Model(wanted.model(), wanted.adapter())));
        embedder.ifPresent(opened -> gates.add(new NearerPositive(opened, spec.hardNegative().orElseThrow().margin())));
        gates.add(new NoDuplicate()); // those that remember come last: what they see has passed the others
        spec.nearDuplicates().map(NoNearDuplicate::new).ifPresent(gates::add);
        return new Gates(gates, embedder);
    }

    private static List<Gate> basic() {
        return List.of(new FilledTexts(), new DifferentDocuments(), new NoLeakedAnswer(), new ExpectedScript());
    }

    public Verdict judge(Candidate candidate) {
        return judgeAll(List.of(candidate)).getFirst();
    }

    /// Judges rows that follow each other, gate by gate.
    ///
    /// @return a verdict for each, in order
    public List<Verdict> judgeAll(List<Candidate> candidates) {
        List<Verdict> verdicts = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            verdicts.add(new Verdict.Accepted());
            left.add(i);
        }
        for (Gate gate : gates) {
            if (left.isEmpty()) {
                break;
            }
            List<Optional<String>> objections = gate.objections(left.stream().map(candidates::get).toList());
            List<Integer> passed = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                int number = left.get(i);
                objections.get(i).ifPresentOrElse(
                        reason -> verdicts.set(number, new Verdict.Rejected(gate.name(), reason)), () -> passed.add(number));
            }
            left = passed;
        }
        return verdicts;
    }

    /// Whether the same rows must always be judged together: a vector's last bits depend on what else is in its batch.
    public boolean inBlocks() {
        return embedder.isPresent();
    }

    /// The gates' names, in order.
    public List<String> names() {
        return gates.stream().map(Gate::name).toList();
    }

    @Override
    public void close() {
        embedder.ifPresent(Embedder::close);
    }
}
