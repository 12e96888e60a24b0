package dev.mme5.torch;

import java.util.List;
import org.bytedeco.pytorch.global.torch;

/// What happens to gradients between the backward pass and the optimizer.
public final class Gradients {
    private static final double EPSILON = 1e-6;

    private Gradients() {}

    /// Scales all gradients in place by one factor, so that their common Euclidean length is at most `maxNorm`, as
    /// `torch.nn.utils.clip_grad_norm_` does.
    ///
    /// @return the length before; when it is not finite (NaN or infinity) the gradients are left as they are, and the caller
    ///     should not take the step
    public static double clipNorm(List<Tensor> gradients, double maxNorm) {
        double squares = 0;
        for (Tensor gradient : gradients) {
            double norm = norm(gradient);
            squares += norm * norm;
        }
        double total = Math.sqrt(squares);
        double factor = maxNorm / (total + EPSILON);
        if (Double.isFinite(total) && factor < 1) {
            for (Tensor gradient : gradients) {
                gradient.mulInPlace(factor);
            }
        }
        return total;
    }

    private static double norm(Tensor gradient) {
        try (org.bytedeco.pytorch.Tensor plain = gradient.handle().detach();
                org.bytedeco.pytorch.Tensor wide = plain.to(torch.ScalarType.Float);
                org.bytedeco.pytorch.Tensor norm = torch.linalg_vector_norm(wide)) {
            return norm.item_double();
        } catch (RuntimeException failure) {
            throw Native.explain("clipNorm", failure, gradient);
        }
    }
}
