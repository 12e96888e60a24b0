package dev.mme5.model.adapter;

import dev.mme5.model.nn.Linear;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;

/// y = W x + s B A dropout(x), s = alpha / r (arXiv 2106.09685; reference: PEFT 0.14 `Linear.forward`).
///
/// @param a [r, in]
/// @param b [out, r]
record LoraLinear(Linear.Dense base, Parameter a, Parameter b, double scaling, double dropout) implements Linear {

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return base.forward(x, pass).add(lowRank(Dropout.apply(x, dropout, pass), a, b).mul(scaling));
    }

    /// B A x in the adapter's own type, cast back.
    static Tensor lowRank(Tensor x, Parameter a, Parameter b) {
        Tensor narrow = Ops.linear(x.to(a.value().dtype()), a.value()); // [.., r]
        return Ops.linear(narrow, b.value()).to(x.dtype()); // [.., out]
    }
}
