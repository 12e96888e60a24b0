package dev.mme5.model.adapter;

import dev.mme5.model.nn.Linear;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;

/// Direction by LoRA, length learned: y = m / |W + s B A| (W + s B A) x by output row, the norm taken as a constant
/// (arXiv 2402.09353 section 4.3; reference: PEFT 0.14 `DoraLinearLayer`).
///
/// @param a [r, in]
/// @param b [out, r]
/// @param magnitude m, [out]
/// @param baseSquares |W|² by output row, [out]; fixed, so that the norm needs only the low-rank factors
record DoraLinear(
        Linear.Dense base, Parameter a, Parameter b, Parameter magnitude, Tensor baseSquares, double scaling, double dropout)
        implements Linear {

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor ratio = magnitude.value().div(norm()).to(x.dtype()); // [out]
        Tensor plain = base.forward(x, pass);
        if (!Dropout.active(dropout, pass)) {
            Tensor direction = unbiased(plain).add(LoraLinear.lowRank(x, a, b).mul(scaling));
            Tensor scaled = direction.mul(ratio);
            return base.bias().map(bias -> scaled.add(bias.value())).orElse(scaled);
        }
        // With dropout the reference adds the difference, taken at the dropped-out input, to the plain output.
        Tensor dropped = Dropout.apply(x, dropout, pass);
        Tensor again = Ops.linear(dropped, base.weight().value()).mul(ratio.add(-1));
        return plain.add(again).add(LoraLinear.lowRank(dropped, a, b).mul(ratio).mul(scaling));
    }

    private Tensor unbiased(Tensor plain) {
        return base.bias().map(bias -> plain.sub(bias.value())).orElse(plain);
    }

    /// |W + s B A| by output row: |W|² + 2 s B·(W Aᵀ) + s² B·(B A Aᵀ), with no gradient through it.
    Tensor norm() {
        Tensor down = a.value().detach();
        Tensor up = b.value().detach();
        Tensor weight = base.weight().value().detach();
        Tensor cross = Ops.linear(weight, down.to(weight.dtype())).to(down.dtype()); // [out, r]; the weight is not copied
        Tensor gram = up.matmul(down.matmul(down.transpose(0, 1))); // [out, r]
        Tensor mixed = cross.mul(2 * scaling).add(gram.mul(scaling * scaling)).mul(up).sum(1, false); // [out]
        return baseSquares.add(mixed).sqrt();
    }
}
