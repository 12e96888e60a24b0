package dev.mme5.model.mllama;

import dev.mme5.model.nn.Weights;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.TensorInfo;
import java.util.ArrayList;
import java.util.List;

/// The weights that a configuration asks for, found by building the model over tensors that take no memory.
public final class WeightList {
    private WeightList() {}

    /// @param type of each weight
    /// @return names and shapes in the order in which the model asks for them, without a language-model head
    public static List<TensorInfo> of(MllamaConfig config, DType type) {
        List<TensorInfo> infos = new ArrayList<>();
        Weights.Source recording = (name, shape) -> {
            infos.add(new TensorInfo(name, type, shape));
            try (TensorScope _ = TensorScope.open("weight-list")) {
                return TensorScope.detach(Ops.zeros(type, 1).expand(shape));
            }
        };
        try (Weights weights = new Weights("config.json", recording)) {
            new MllamaModel(config, weights);
        }
        return infos;
    }

    /// The same, followed by the language-model head, as published checkpoints have it.
    public static List<TensorInfo> withHead(MllamaConfig config, DType type) {
        List<TensorInfo> infos = new ArrayList<>(of(config, type));
        infos.add(new TensorInfo("language_model.lm_head.weight", type,
                new long[] {config.text().vocabularySize(), config.text().hiddenSize()}));
        return infos;
    }
}
