package dev.mme5.training;

import dev.mme5.model.nn.Parameter;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.ParameterGroup;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parameters under training: their F32 masters, which the optimizer changes, and, when the model computes in another type, the
/// copies that a step's gradients are taken for.
final class TrainableParameters {
    private final List<Parameter> parameters;
    private final List<Tensor> masters = new ArrayList<>();
    private final DType compute;
    private final int ofModel;

    /// @param model parameters of the model or its adapter, in F32
    /// @param loss parameters of the loss, always computed in F32
    TrainableParameters(List<Parameter> model, List<Parameter> loss, DType compute) {
        this.compute = compute;
        this.ofModel = model.size();
        parameters = new ArrayList<>(model);
        parameters.addAll(loss);
        for (Parameter parameter : parameters) {
            masters.add(parameter.value().requiresGrad(true));
        }
    }

    /// What gradients are asked for in this step: the masters, or fresh copies in the current scope.
    void beginStep() {
        if (compute == DType.F32) {
            return;
        }
        try (NoGrad _ = NoGrad.enter()) {
            for (int i = 0; i < ofModel; i++) {
                parameters.get(i).set(masters.get(i).to(compute).requiresGrad(true));
            }
        }
    }

    /// Puts the masters back.
    void endStep() {
        for (int i = 0; i < ofModel; i++) {
            parameters.get(i).set(masters.get(i));
        }
    }

    List<Tensor> ofModel() {
        return parameters.subList(0, ofModel).stream().map(Parameter::value).toList();
    }

    List<Tensor> ofLoss() {
        return parameters.subList(ofModel, parameters.size()).stream().map(Parameter::value).toList();
    }

    List<Tensor> masters() {
        return masters;
    }

    /// The masters by name, in a fixed order.
    Map<String, Tensor> named() {
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < masters.size(); i++) {
            named.put(parameters.get(i).name(), masters.get(i));
        }
        return named;
    }

    /// Groups for the optimizer, one for each rule; the order of parameters within all groups together is that of [#masters].
    List<ParameterGroup> groups(TrainingRecipe.Optimizer recipe) {
        List<ParameterGroup> groups = new ArrayList<>();
        for (int i = 0; i < masters.size(); i++) {
            String name = parameters.get(i).name();
            boolean decays = masters.get(i).rank() >= 2;
            groups.add(new ParameterGroup(
                    List.of(name), List.of(masters.get(i)), recipe.scaleOf(name), decays ? recipe.weightDecay() : 0));
        }
        return groups;
    }

    /// Copies of the masters that no step changes.
    List<Tensor> copies() {
        List<Tensor> copies = new ArrayList<>();
        try (TensorScope _ = TensorScope.open("copy-parameters");
                NoGrad _ = NoGrad.enter()) {
            for (Tensor master : masters) {
                copies.add(TensorScope.detach(master.copy()));
            }
        }
        return copies;
    }
}
