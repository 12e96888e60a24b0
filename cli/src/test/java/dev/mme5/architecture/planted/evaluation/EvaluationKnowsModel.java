package dev.mme5.architecture.planted.evaluation;

import dev.mme5.architecture.planted.model.Encoder;

/// Breaks a rule of the architecture on purpose.
record EvaluationKnowsModel(Encoder encoder) {}
