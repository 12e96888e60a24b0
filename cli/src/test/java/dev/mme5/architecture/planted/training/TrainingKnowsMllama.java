package dev.mme5.architecture.planted.training;

import dev.mme5.architecture.planted.model.mllama.Family;

/// Breaks a rule of the architecture on purpose.
record TrainingKnowsMllama(Family family) {}
