package dev.mme5.training;

import dev.mme5.model.Encoder;
import dev.mme5.model.Prepared;
import dev.mme5.model.nn.Pass;
import dev.mme5.torch.Autograd;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The gradients of one step, over passes that run side by side: embeddings are taken out of the graph, one loss over all of them
/// gives each its gradient, and each pass is run backward from there (GradCache, arXiv 2101.06983). The passes' graphs are kept until
/// then, or, if the recipe says `recompute`, made again one at a time with the same dropout masks: one forward run more, and no more than
/// one pass's graph for each worker in memory, however large the batch.
///
/// Gradients are summed worker by worker, in a fixed order, so a step gives the same bits each time.
final class GradientStep implements AutoCloseable {
    private final Encoder encoder;
    private final TrainableParameters parameters;
    private final TrainingRecipe.Batch budget;
    private final List<Worker> workers = new ArrayList<>();

    /// @param loss the step's loss
    /// @param gradients one for each parameter in [TrainableParameters#masters] order, in the caller's scope
    record Result(double loss, List<Tensor> gradients) {}

    GradientStep(Encoder encoder, TrainableParameters parameters, TrainingRecipe.Batch budget) {
        this.encoder = encoder;
        this.parameters = parameters;
        this.budget = budget;
        for (int i = 0; i < budget.workers(); i++) {
            workers.add(new Worker(i));
        }
    }

    Result run(StepBatch batch, Rng rng) {
        List<Prepared> rows = batch.rows();
        List<List<List<Integer>>> assigned = Chunks.of(rows, budget.tokens(), budget.pictures(), workers.size());
        try {
            List<Tensor> encoded = forward(rows, assigned, rng); // each [rows of a worker, D]
            Tensor embeddings = inRowOrder(encoded, assigned, rows.size()).requiresGrad(true); // [R, D]
            Tensor loss = batch.loss(embeddings);
            List<Tensor> wanted = new ArrayList<>(List.of(embeddings));
            wanted.addAll(parameters.ofLoss());
            List<Tensor> gradients = Autograd.grad(List.of(loss), List.of(Ops.ones(DType.F32)), wanted);
            List<Tensor> ofModel = backward(gradients.getFirst(), assigned);
            List<Tensor> all = new ArrayList<>(ofModel);
            all.addAll(gradients.subList(1, gradients.size()));
            return new Result(loss.item(), all);
        } finally {
            workers.forEach(Worker::release);
        }
    }

    private List<Tensor> forward(List<Prepared> rows, List<List<List<Integer>>> assigned, Rng rng) {
        List<Future<Tensor>> futures = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            Worker worker = workers.get(i);
            List<List<Prepared>> passes =
                    assigned.get(i).stream().map(chunk -> chunk.stream().map(rows::get).toList()).toList();
            futures.add(worker.thread.submit(() -> worker.forward(passes, rng)));
        }
        return futures.stream().map(Futures::get).toList();
    }

    private static Tensor inRowOrder(List<Tensor> encoded, List<List<List<Integer>>> assigned, int rows) {
        long[] place = new long[rows];
        int at = 0;
        for (List<List<Integer>> chunks : assigned) {
            for (List<Integer> chunk : chunks) {
                for (int row : chunk) {
                    place[row] = at++;
                }
            }
        }
        try (NoGrad _ = NoGrad.enter()) {
            return Ops.cat(encoded, 0).indexSelect(0, Ops.of(place, rows));
        }
    }

    private List<Tensor> backward(Tensor gradient, List<List<List<Integer>>> assigned) {
        List<Future<List<Tensor>>> futures = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            Worker worker = workers.get(i);
            List<Tensor> arriving = new ArrayList<>();
            for (List<Integer> chunk : assigned.get(i)) {
                long[] index = chunk.stream().mapToLong(Integer::longValue).toArray();
                arriving.add(gradient.indexSelect(0, Ops.of(index, index.length)));
            }
            futures.add(worker.thread.submit(() -> worker.backward(arriving, parameters.ofModel())));
        }
        List<List<Tensor>> partial = futures.stream().map(Futures::get).toList();
        List<Tensor> sum = new ArrayList<>();
        try (NoGrad _ = NoGrad.enter()) {
            for (int parameter = 0; parameter < partial.getFirst().size(); parameter++) {
                Tensor total = partial.getFirst().get(parameter).to(DType.F32).copy();
                for (int worker = 1; worker < partial.size(); worker++) {
                    total.addInPlace(partial.get(worker).get(parameter).to(DType.F32), 1);
                }
                sum.add(total);
            }
        }
        return sum;
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
    }

    /// One thread with its passes' graphs, from the forward to the backward run.
    private final class Worker implements AutoCloseable {
        private final int number;
        private final ExecutorService thread;
        private final List<Tensor> outputs = new ArrayList<>();
        private List<List<Prepared>> passes = List.of();
        private Rng rng = new Rng(0);
        private @org.jspecify.annotations.Nullable TensorScope scope;

        Worker(int number) {
            this.number = number;
            this.thread = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("train-" + number).factory());
        }

        /// @return [rows, D], unit rows out of the graph; readable by other threads until [#release]
        Tensor forward(List<List<Prepared>> passes, Rng rng) {
            scope = TensorScope.open("worker");
            this.passes = passes;
            this.rng = rng;
            for (int pass = 0; pass < passes.size(); pass++) {
                outputs.add(budget.recomputes() ? unitWithoutGraph(pass) : unit(pass));
            }
            if (outputs.isEmpty()) {
                return Ops.zeros(DType.F32, 0, encoder.dimension());
            }
            return Ops.cat(outputs, 0).detach();
        }

        /// The unit vectors of a pass; the random numbers follow from its place, so that a second run draws the same.
        private Tensor unit(int pass) {
            Tensor states = encoder.encode(passes.get(pass), Pass.training(rng.split(number, pass))).to(DType.F32);
            return states.div(states.norm2(1, true));
        }

        private Tensor unitWithoutGraph(int pass) {
            try (TensorScope inner = TensorScope.open("pass");
                    NoGrad _ = NoGrad.enter()) {
                return inner.keep(unit(pass));
            }
        }

        List<Tensor> backward(List<Tensor> arriving, List<Tensor> inputs) {
            if (!budget.recomputes() || passes.isEmpty()) {
                return gradients(outputs, arriving, inputs);
            }
            List<Tensor> sum = new ArrayList<>();
            for (int pass = 0; pass < passes.size(); pass++) {
                try (TensorScope inner = TensorScope.open("pass-again")) {
                    List<Tensor> gradients = gradients(List.of(unit(pass)), List.of(arriving.get(pass)), inputs);
                    for (int i = 0; i < gradients.size(); i++) {
                        if (pass == 0) {
                            sum.add(inner.keep(gradients.get(i).to(DType.F32).copy()));
                        } else {
                            sum.get(i).addInPlace(gradients.get(i).to(DType.F32), 1);
                        }
                    }
                }
            }
            return sum;
        }

        /// A pass that no trained parameter has a part in gives no gradient: one of texts, where only cross-attention is adapted.
        private static List<Tensor> gradients(List<Tensor> outputs, List<Tensor> arriving, List<Tensor> inputs) {
            List<Tensor> reached = new ArrayList<>();
            List<Tensor> ofReached = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                if (outputs.get(i).requiresGrad()) {
                    reached.add(outputs.get(i));
                    ofReached.add(arriving.get(i));
                }
            }
            return reached.isEmpty()
                    ? inputs.stream().map(input -> Ops.zeros(input.dtype(), input.shape())).toList()
                    : Autograd.grad(reached, ofReached, inputs);
        }

        /// Frees the graphs and the gradients; the caller has summed them.
        void release() {
            Future<?> done = thread.submit(() -> {
                outputs.clear();
                passes = List.of();
                if (scope != null) {
                    scope.close();
                    scope = null;
                }
            });
            Futures.get(done);
        }

        @Override
        public void close() {
            thread.close();
        }
    }
}
