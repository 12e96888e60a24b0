package dev.mme5.model.nn;

import dev.mme5.torch.Tensor;

/// A weight by its checkpoint name. The tensor it stands for may be exchanged between steps, for instance by a copy in another type
/// that gradients are taken for; layers ask for [#value()] at each pass. Not to be exchanged during a pass.
public final class Parameter {
    private final String name;
    private Tensor value;

    public Parameter(String name, Tensor value) {
        this.name = name;
        this.value = value;
    }

    public String name() {
        return name;
    }

    public Tensor value() {
        return value;
    }

    /// Exchanges the tensor. The old one stays with its owner.
    public void set(Tensor replacement) {
        this.value = replacement;
    }
}
