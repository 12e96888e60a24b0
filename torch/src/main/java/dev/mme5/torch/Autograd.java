package dev.mme5.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Gradients as values: nothing accumulates in the leaves, so several threads may use the same weights at once.
public final class Autograd {
    private Autograd() {}

    /// The gradients of `outputs` with respect to `inputs`; frees the recorded history.
    ///
    /// @param outputs computed from the inputs
    /// @param gradOutputs the gradient that arrives at each output, in its shape: for a loss, a one
    /// @param inputs leaves, or tensors on the way
    /// @return one gradient for each input, in its shape; zeros where no output depends on it. They are born in the current scope
    public static List<Tensor> grad(List<Tensor> outputs, List<Tensor> gradOutputs, List<Tensor> inputs) {
        TensorScope scope = TensorScope.current();
        try (TensorVector from = Native.vector(outputs);
                TensorVector arriving = Native.vector(gradOutputs);
                TensorVector to = Native.vector(inputs);
                BoolOptional freeHistory = new BoolOptional(false);
                TensorVector found = torch.grad(from, to, arriving, freeHistory, false, true)) {
            List<Tensor> gradients = new ArrayList<>(inputs.size());
            for (int i = 0; i < inputs.size(); i++) {
                gradients.add(scope.adopt(orZeros(found.get(i), inputs.get(i))));
            }
            return gradients;
        } catch (RuntimeException failure) {
            throw Native.explain("grad", failure, outputs.toArray(Tensor[]::new));
        }
    }

    private static org.bytedeco.pytorch.Tensor orZeros(org.bytedeco.pytorch.Tensor gradient, Tensor input) {
        if (!gradient.defined()) {
            return torch.zeros(input.shape(), Native.options(input.dtype()));
        }
        return new org.bytedeco.pytorch.Tensor(gradient);
    }
}
