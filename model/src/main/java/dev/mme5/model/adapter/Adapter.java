package dev.mme5.model.adapter;

import dev.mme5.core.AdapterSpec;
import dev.mme5.core.ModelFormatException;
import dev.mme5.model.nn.Linear;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The adapted layers of one model. Owns the adapter's tensors; the base weights stay with [Weights] and are not changed, but by
/// [#mergeInto]. Not thread-safe, but its layers' forward passes are.
public final class Adapter implements AutoCloseable {
    private final AdapterSpec spec;
    private final Map<String, Layer> layers = new TreeMap<>();

    private Adapter(AdapterSpec spec) {
        this.spec = spec;
    }

    /// One adapted layer. `magnitude` and `baseSquares` are null for LoRA.
    private record Layer(
            Linear.Dense base,
            Parameter a,
            Parameter b,
            @org.jspecify.annotations.Nullable Parameter magnitude,
            @org.jspecify.annotations.Nullable Tensor baseSquares) {}

    /// Puts a fresh adapter, which changes nothing yet, on a model: A from a normal distribution of deviation 1 / r, B zero, and
    /// for DoRA the magnitude at the base's row norms (reference: PEFT, `init_lora_weights="gaussian"`).
    ///
    /// @throws ModelFormatException if a target names no linear layer of the model
    public static Adapter attach(Weights weights, AdapterSpec spec, Rng rng) {
        Adapter adapter = new Adapter(spec);
        try (TensorScope _ = TensorScope.open("attach-adapter");
                NoGrad _ = NoGrad.enter()) {
            long index = 0;
            for (Map.Entry<String, Linear.Dense> linear : adapter.targeted(weights).entrySet()) {
                long[] shape = linear.getValue().weight().value().shape();
                Tensor a = Ops.randn(rng.split(index++), adapter.rank(), shape[1]).mul(1.0 / adapter.rank());
                Tensor b = Ops.zeros(DType.F32, shape[0], adapter.rank());
                Tensor squares = linear.getValue().weight().value().to(DType.F32).square().sum(1, false);
                adapter.add(weights, linear.getKey(), linear.getValue(), a, b, squares.sqrt());
            }
        }
        return adapter;
    }

    /// Puts an adapter with given tensors on a model; see [PeftFiles] for the files.
    ///
    /// @param tensors by PEFT's names without their prefix: `LAYER.lora_A.weight`, `LAYER.lora_B.weight`, `LAYER.lora_magnitude_vector`
    static Adapter attach(Weights weights, AdapterSpec spec, Map<String, Tensor> tensors, String where) {
        Adapter adapter = new Adapter(spec);
        Map<String, Linear.Dense> targeted = adapter.targeted(weights);
        adapter.requireFit(targeted, tensors, where);
        try (TensorScope _ = TensorScope.open("attach-adapter");
                NoGrad _ = NoGrad.enter()) {
            targeted.forEach((name, linear) -> {
                Tensor b = tensors.get(name + ".lora_B.weight");
                Tensor magnitude = adapter.isDora() ? tensors.get(name + ".lora_magnitude_vector") : b;
                adapter.add(weights, name, linear, tensors.get(name + ".lora_A.weight"), b, magnitude);
            });
        }
        return adapter;
    }

    /// Checks all tensors before the first layer is adapted.
    private void requireFit(Map<String, Linear.Dense> targeted, Map<String, Tensor> tensors, String where) {
        targeted.forEach((name, linear) -> {
            long[] shape = linear.weight().value().shape();
            expect(tensors, name + ".lora_A.weight", where, rank(), shape[1]);
            expect(tensors, name + ".lora_B.weight", where, shape[0], rank());
            if (isDora()) {
                expect(tensors, name + ".lora_magnitude_vector", where, shape[0]);
            }
        });
        int expected = targeted.size() * (isDora() ? 3 : 2);
        if (tensors.size() != expected) {
            throw new ModelFormatException(where + ": expected " + expected + " tensors for " + targeted.size()
                    + " adapted layers, got " + tensors.size() + "; check that the adapter was trained on this model");
        }
    }

    private static void expect(Map<String, Tensor> tensors, String name, String where, long... shape) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || !java.util.Arrays.equals(tensor.shape(), shape)) {
            throw new ModelFormatException(where + ": " + name + ": expected shape " + java.util.Arrays.toString(shape) + ", got "
                    + (tensor == null ? "none" : java.util.Arrays.toString(tensor.shape()))
                    + "; check that the adapter was trained on this model");
        }
    }

    private void add(Weights weights, String name, Linear.Dense base, Tensor a, Tensor b, Tensor magnitude) {
        Parameter down = own(name + ".lora_A.weight", a);
        Parameter up = own(name + ".lora_B.weight", b);
        if (!isDora()) {
            layers.put(name, new Layer(base, down, up, null, null));
            weights.adapt(name, dense -> new LoraLinear(dense, down, up, scaling(), dropout()));
            return;
        }
        Parameter length = own(name + ".lora_magnitude_vector", magnitude);
        Tensor squares = TensorScope.detach(base.weight().value().to(DType.F32).square().sum(1, false));
        layers.put(name, new Layer(base, down, up, length, squares));
        weights.adapt(name, dense -> new DoraLinear(dense, down, up, length, squares, scaling(), dropout()));
    }

    private static Parameter own(String name, Tensor tensor) {
        return new Parameter(name, TensorScope.detach(tensor.dtype() == DType.F32 ? tensor.copy() : tensor.to(DType.F32)));
    }

    public AdapterSpec spec() {
        return spec;
    }

    /// The adapter's parameters in the order of their names.
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (Layer layer : layers.values()) {
            parameters.add(layer.a());
            parameters.add(layer.b());
            if (layer.magnitude() != null) {
                parameters.add(layer.magnitude());
            }
        }
        return parameters;
    }

    /// Writes the adaptation into the base weights and takes the adapter off: the model then gives the same vectors without it.
    public void mergeInto(Weights weights) {
        try (NoGrad _ = NoGrad.enter()) {
            for (Map.Entry<String, Layer> entry : layers.entrySet()) {
                try (TensorScope _ = TensorScope.open("merge")) {
                    Tensor base = entry.getValue().base().weight().value();
                    base.copyFrom(merged(entry.getValue()).to(base.dtype()));
                    weights.adapt(entry.getKey(), dense -> dense);
                }
            }
        }
    }

    /// The weight of a layer with the adaptation in it, in F32 and the current scope; empty if the layer is not adapted. The base weight
    /// is not changed.
    ///
    /// @param layer its name, without `.weight`
    public Optional<Tensor> merged(String layer) {
        return Optional.ofNullable(layers.get(layer)).map(this::merged);
    }

    private Tensor merged(Layer layer) {
        Tensor delta = layer.b().value().matmul(layer.a().value()).mul(scaling()); // [out, in]
        Tensor merged = layer.base().weight().value().to(DType.F32).add(delta);
        if (layer.magnitude() == null) {
            return merged;
        }
        Tensor ratio = layer.magnitude().value().div(merged.norm2(1, false)); // [out]
        return merged.mul(ratio.unsqueeze(1));
    }

    /// The layers that are adapted, by name.
    public List<String> layerNames() {
        return List.copyOf(layers.keySet());
    }

    private Map<String, Linear.Dense> targeted(Weights weights) {
        Map<String, Linear.Dense> found = new LinkedHashMap<>();
        weights.linears().forEach((name, dense) -> {
            if (targets().stream().anyMatch(target -> name.endsWith("." + target) || name.equals(target))) {
                found.put(name, dense);
            }
        });
        if (found.isEmpty()) {
            throw new ModelFormatException("adapter: expected targets that name linear layers of the model, got " + targets()
                    + "; such layers are " + lastSegments(weights));
        }
        return found;
    }

    private static java.util.Set<String> lastSegments(Weights weights) {
        java.util.Set<String> names = new java.util.TreeSet<>();
        weights.linears().keySet().forEach(name -> names.add(name.substring(name.lastIndexOf('.') + 1)));
        return names;
    }

    private boolean isDora() {
        return spec instanceof AdapterSpec.Dora;
    }

    int rank() {
        return switch (spec) {
            case AdapterSpec.Lora lora -> lora.rank();
            case AdapterSpec.Dora dora -> dora.rank();
            case AdapterSpec.Full _ -> throw new IllegalArgumentException("adapter: expected lora or dora, got full");
        };
    }

    private double scaling() {
        return switch (spec) {
            case AdapterSpec.Lora lora -> lora.alpha() / lora.rank();
            case AdapterSpec.Dora dora -> dora.alpha() / dora.rank();
            case AdapterSpec.Full _ -> 0;
        };
    }

    private double dropout() {
        return switch (spec) {
            case AdapterSpec.Lora lora -> lora.dropout();
            case AdapterSpec.Dora dora -> dora.dropout();
            case AdapterSpec.Full _ -> 0;
        };
    }

    private List<String> targets() {
        return switch (spec) {
            case AdapterSpec.Lora lora -> lora.targets();
            case AdapterSpec.Dora dora -> dora.targets();
            case AdapterSpec.Full _ -> List.of();
        };
    }

    @Override
    public void close() {
        for (Layer layer : layers.values()) {
            layer.a().value().close();
            layer.b().value().close();
            if (layer.magnitude() != null && layer.baseSquares() != null) {
                layer.magnitude().value().close();
                layer.baseSquares().close();
            }
        }
    }
}
