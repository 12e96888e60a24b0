package dev.mme5.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.model.nn.Parameter;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.ParameterGroup;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.training.TrainingRecipe.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainableParametersTest {
    private TensorScope scope;
    private Parameter matrix;
    private Parameter gate;
    private Parameter scale;

    @BeforeEach
    void open() {
        scope = TensorScope.open("test");
        matrix = new Parameter("layer.weight", Ops.ones(DType.F32, 2, 3));
        gate = new Parameter("layer.gate", Ops.ones(DType.F32, 1));
        scale = new Parameter("loss.scale", Ops.full(2, DType.F32));
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void decaysMatricesAloneAndScalesRatesByTheFirstNameThatMatches() {
        Map<String, Double> scales = new LinkedHashMap<>();
        scales.put("loss.", 3.0);
        scales.put("scale", 5.0);
        Optimizer recipe = new Optimizer(0.1, 0.9, 0.98, 1e-8, 0.05, 1, scales);
        List<ParameterGroup> groups = new TrainableParameters(List.of(matrix, gate), List.of(scale), DType.F32).groups(recipe);
        assertThat(groups.stream().map(group -> group.names().getFirst())).containsExactly("layer.weight", "layer.gate", "loss.scale");
        assertThat(groups.stream().map(ParameterGroup::weightDecay)).containsExactly(0.05, 0.0, 0.0);
        assertThat(groups.stream().map(ParameterGroup::learningRateScale)).containsExactly(1.0, 1.0, 3.0);
    }

    @Test
    void takesGradientsForCopiesInTheComputeTypeAndPutsTheMastersBack() {
        TrainableParameters parameters = new TrainableParameters(List.of(matrix, gate), List.of(scale), DType.BF16);
        Tensor master = matrix.value();
        parameters.beginStep();
        assertThat(matrix.value().dtype()).isEqualTo(DType.BF16);
        assertThat(matrix.value().requiresGrad()).isTrue();
        assertThat(scale.value().dtype()).as("of the loss").isEqualTo(DType.F32);
        parameters.endStep();
        assertThat(matrix.value()).isSameAs(master);
        assertThat(parameters.masters()).hasSize(3).first().isSameAs(master);
    }
}
