package dev.mme5.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/// Adam with decoupled weight decay, in the arithmetic of `torch.optim.AdamW` (arXiv 1711.05101).
///
/// The two moments are F32 whatever the type of the parameter; a parameter of another type is updated through an F32 copy. The
/// optimizer owns the moments and frees them on [#close]. Not thread-safe.
public final class AdamW implements AutoCloseable {
    private static final String AVERAGE = "exp_avg.";
    private static final String SQUARE_AVERAGE = "exp_avg_sq.";
    private static final String STEP = "step";

    private record Slot(String name, Tensor parameter, Tensor average, Tensor squareAverage, ParameterGroup group) {}

    private final List<Slot> slots = new ArrayList<>();
    private final double beta1;
    private final double beta2;
    private final double eps;
    private long step;

    /// An optimizer that has taken no step.
    ///
    /// @param beta1 how much of the average gradient is kept at each step
    /// @param beta2 how much of the average squared gradient is kept at each step
    /// @param eps keeps the division finite
    /// @throws IllegalArgumentException when two parameters have one name
    public AdamW(List<ParameterGroup> groups, double beta1, double beta2, double eps) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.eps = eps;
        requireUniqueNames(groups);
        try (TensorScope _ = TensorScope.open("adamw-state")) {
            for (ParameterGroup group : groups) {
                for (int i = 0; i < group.tensors().size(); i++) {
                    Tensor parameter = group.tensors().get(i);
                    slots.add(new Slot(group.names().get(i), parameter, moment(parameter), moment(parameter), group));
                }
            }
        }
    }

    private static void requireUniqueNames(List<ParameterGroup> groups) {
        Set<String> names = new HashSet<>();
        for (ParameterGroup group : groups) {
            for (String name : group.names()) {
                if (!names.add(name)) {
                    throw new IllegalArgumentException("AdamW: expected unique parameter names, got '" + name + "' twice");
                }
            }
        }
    }

    private static Tensor moment(Tensor parameter) {
        return TensorScope.detach(Ops.zeros(DType.F32, parameter.shape()));
    }

    /// Changes every parameter by one step.
    ///
    /// @param learningRate of this step, before each group's scale
    /// @param gradients one for each parameter, in the order of the groups
    /// @throws IllegalArgumentException when there are not as many gradients as parameters
    public void step(double learningRate, List<Tensor> gradients) {
        if (gradients.size() != slots.size()) {
            throw new IllegalArgumentException(
                    "AdamW: expected a gradient for each of " + slots.size() + " parameters, got " + gradients.size());
        }
        step++;
        double correction1 = 1 - Math.pow(beta1, step);
        double correction2 = 1 - Math.pow(beta2, step);
        try (NoGrad _ = NoGrad.enter();
                Scalar toGradient = new Scalar(1 - beta1);
                Scalar keepSquares = new Scalar(beta2);
                Scalar toSquare = new Scalar(1 - beta2);
                Scalar rootCorrection = new Scalar(Math.sqrt(correction2));
                Scalar epsilon = new Scalar(eps)) {
            Constants constants = new Constants(toGradient, keepSquares, toSquare, rootCorrection, epsilon);
            for (int i = 0; i < slots.size(); i++) {
                Slot slot = slots.get(i);
                double rate = learningRate * slot.group.learningRateScale();
                try (Scalar decay = new Scalar(1 - rate * slot.group.weightDecay());
                        Scalar negativeStep = new Scalar(-rate / correction1)) {
                    Tensor gradient = gradients.get(i);
                    Native.run("AdamW " + slot.name, () -> update(slot, gradient, constants, decay, negativeStep),
                            slot.parameter, gradient);
                }
            }
        }
    }

    private record Constants(Scalar toGradient, Scalar keepSquares, Scalar toSquare, Scalar rootCorrection, Scalar epsilon) {}

    private static void update(Slot slot, Tensor gradient, Constants constants, Scalar decay, Scalar negativeStep) {
        org.bytedeco.pytorch.Tensor average = slot.average.handle();
        org.bytedeco.pytorch.Tensor squareAverage = slot.squareAverage.handle();
        try (org.bytedeco.pytorch.Tensor wide = slot.parameter.handle().to(torch.ScalarType.Float);
                org.bytedeco.pytorch.Tensor g = gradient.handle().to(torch.ScalarType.Float)) {
            wide.mul_(decay);
            average.lerp_(g, constants.toGradient);
            squareAverage.mul_(constants.keepSquares).addcmul_(g, g, constants.toSquare);
            try (org.bytedeco.pytorch.Tensor denominator = squareAverage.sqrt()) {
                denominator.div_(constants.rootCorrection).add_(constants.epsilon);
                wide.addcdiv_(average, denominator, negativeStep);
            }
            if (slot.parameter.dtype() != DType.F32) {
                slot.parameter.handle().copy_(wide);
            }
        }
    }

    /// The number of steps taken.
    public long steps() {
        return step;
    }

    /// The state for a checkpoint: `exp_avg.NAME` and `exp_avg_sq.NAME` for each parameter, and `step`, in a fixed order. The
    /// tensors are born in the current scope and share memory with the optimizer, so the next step changes them.
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (Slot slot : slots) {
            state.put(AVERAGE + slot.name, slot.average.detach());
            state.put(SQUARE_AVERAGE + slot.name, slot.squareAverage.detach());
        }
        state.put(STEP, Ops.of(new long[] {step}, 1));
        return state;
    }

    /// Continues from a state that [#state] returned; copies it.
    ///
    /// @throws IllegalArgumentException when a tensor is missing, unknown, or has another shape; then nothing has changed
    public void restore(Map<String, Tensor> state) {
        Map<String, Tensor> targets = new LinkedHashMap<>();
        for (Slot slot : slots) {
            targets.put(AVERAGE + slot.name, slot.average);
            targets.put(SQUARE_AVERAGE + slot.name, slot.squareAverage);
        }
        Set<String> expected = new HashSet<>(targets.keySet());
        expected.add(STEP);
        if (!state.keySet().equals(expected)) {
            throw new IllegalArgumentException("AdamW state: expected the tensors of these parameters "
                    + differences(expected, state.keySet()) + "; restore the checkpoint of the same recipe");
        }
        targets.forEach((name, target) -> requireShape(name, target, state.get(name)));
        try (NoGrad _ = NoGrad.enter()) {
            targets.forEach((name, target) -> target.copyFrom(state.get(name)));
        }
        step = state.get(STEP).toLongArray()[0];
    }

    private static void requireShape(String name, Tensor target, Tensor given) {
        if (!Arrays.equals(target.shape(), given.shape())) {
            throw new IllegalArgumentException("AdamW state: " + name + ": expected " + target + ", got " + given);
        }
    }

    private static String differences(Set<String> expected, Set<String> given) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(given);
        Set<String> unknown = new TreeSet<>(given);
        unknown.removeAll(expected);
        return "(missing: " + missing + "; unknown: " + unknown + ")";
    }

    /// Frees the moments; the parameters stay.
    @Override
    public void close() {
        for (Slot slot : slots) {
            slot.average.close();
            slot.squareAverage.close();
        }
    }
}
