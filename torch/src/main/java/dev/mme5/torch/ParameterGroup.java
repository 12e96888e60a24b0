package dev.mme5.torch;

import java.util.List;

/// Parameters that an optimizer treats alike.
///
/// @param names one for each tensor, unique over all groups; they name the optimizer's state in a checkpoint
/// @param tensors leaves that outlive the optimizer; it changes them in place and never closes them
/// @param learningRateScale multiplies the learning rate of each step
/// @param weightDecay the decoupled decay, 0 for none
public record ParameterGroup(List<String> names, List<Tensor> tensors, double learningRateScale, double weightDecay) {
    /// @throws IllegalArgumentException when there are not as many names as tensors
    public ParameterGroup {
        names = List.copyOf(names);
        tensors = List.copyOf(tensors);
        if (names.size() != tensors.size()) {
            throw new IllegalArgumentException(
                    "parameter group: expected a name for each of " + tensors.size() + " tensors, got " + names.size());
        }
    }
}
