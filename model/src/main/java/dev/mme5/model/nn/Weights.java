package dev.mme5.model.nn;

import dev.mme5.core.ModelFormatException;
import dev.mme5.torch.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The weights of a model by checkpoint name, handed out once each while the model is built, with their shapes checked. Owns the
/// tensors; closing frees them.
public final class Weights implements AutoCloseable {
    private final String where;
    private final Source missing;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Linear> linears = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    /// Makes a weight that is not there yet.
    public interface Source {
        /// @return a tensor of no scope
        Tensor make(String name, long... shape);
    }

    /// @param where the model's folder, which begins each error message
    /// @param tensors owned from now on; tensors of no scope
    public Weights(String where, Map<String, Tensor> tensors) {
        this.where = where;
        this.missing = (name, shape) -> {
            throw new ModelFormatException(where + ": " + name + ": expected a weight of that name with shape "
                    + Arrays.toString(shape) + ", got none; check that config.json belongs to these weights");
        };
        tensors.forEach((name, tensor) -> parameters.put(name, new Parameter(name, tensor)));
    }

    /// Weights of a model that is made anew: each is made when the model asks for it.
    public Weights(String where, Source source) {
        this.where = where;
        this.missing = source;
    }

    /// The part of the weights whose names begin with `prefix` and a dot.
    public Branch at(String prefix) {
        return new Branch(prefix + ".");
    }

    /// All of the weights.
    public Branch root() {
        return new Branch("");
    }

    /// All parameters in checkpoint order.
    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    /// The parameters that the model runs, in checkpoint order: without a language-model head that stands beside them.
    public List<Parameter> used() {
        return parameters.values().stream().filter(parameter -> taken.contains(parameter.name())).toList();
    }

    /// The linear layers that were built, by name without `.weight`.
    public Map<String, Linear.Dense> linears() {
        Map<String, Linear.Dense> dense = new LinkedHashMap<>();
        linears.forEach((name, linear) -> dense.put(name, ((Adaptable) linear).dense));
        return dense;
    }

    /// Exchanges linear layers for adapted ones, or adapted ones for others.
    public void adapt(String name, Function<Linear.Dense, Linear> change) {
        Adaptable slot = (Adaptable) linears.get(name);
        if (slot == null) {
            throw new ModelFormatException(where + ": " + name + ": expected a linear layer of that name, got none");
        }
        slot.current = change.apply(slot.dense);
    }

    /// Checks that no weight was left over, but for those the caller does not run.
    ///
    /// @param ignored name prefixes that may be left over, such as the language-model head
    public void expectAllTaken(List<String> ignored) {
        List<String> left = new ArrayList<>();
        for (String name : parameters.keySet()) {
            if (!taken.contains(name) && ignored.stream().noneMatch(name::startsWith)) {
                left.add(name);
            }
        }
        if (!left.isEmpty()) {
            throw new ModelFormatException(where + ": expected every weight to have its place, got " + left.size()
                    + " left over, first " + left.getFirst() + "; check that config.json belongs to these weights");
        }
    }

    @Override
    public void close() {
        parameters.values().forEach(parameter -> parameter.value().close());
    }

    private Parameter take(String name, long... shape) {
        Parameter parameter = parameters.computeIfAbsent(name, n -> new Parameter(n, missing.make(n, shape)));
        if (!Arrays.equals(parameter.value().shape(), shape)) {
            throw new ModelFormatException(where + ": " + name + ": expected shape " + Arrays.toString(shape) + ", got "
                    + Arrays.toString(parameter.value().shape()) + "; check that config.json belongs to these weights");
        }
        taken.add(name);
        return parameter;
    }

    /// Weights under one name prefix.
    public final class Branch {
        private final String prefix;

        private Branch(String prefix) {
            this.prefix = prefix;
        }

        public Branch at(String name) {
            return new Branch(prefix + name + ".");
        }

        public Branch at(int index) {
            return at(Integer.toString(index));
        }

        public Parameter take(String name, long... shape) {
            return Weights.this.take(prefix + name, shape);
        }

        /// A linear layer without bias.
        public Linear linear(String name, long in, long out) {
            return register(prefix + name, Optional.empty(), in, out);
        }

        /// A linear layer with bias.
        public Linear linearWithBias(String name, long in, long out) {
            return register(prefix + name, Optional.of(Weights.this.take(prefix + name + ".bias", out)), in, out);
        }

        private Linear register(String name, Optional<Parameter> bias, long in, long out) {
            Adaptable slot = new Adaptable(new Linear.Dense(Weights.this.take(name + ".weight", out, in), bias));
            linears.put(name, slot);
            return slot;
        }

        public LayerNorm layerNorm(String name, long size, double eps) {
            return new LayerNorm(take(name + ".weight", size), take(name + ".bias", size), eps);
        }

        public RmsNorm rmsNorm(String name, long size, double eps) {
            return new RmsNorm(take(name + ".weight", size), eps);
        }
    }

    /// The place of a linear layer in the model; what stands there can be exchanged.
    private static final class Adaptable implements Linear {
        private final Linear.Dense dense;
        private Linear current;

        private Adaptable(Linear.Dense dense) {
            this.dense = dense;
            this.current = dense;
        }

        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return current.forward(x, pass);
        }
    }
}
