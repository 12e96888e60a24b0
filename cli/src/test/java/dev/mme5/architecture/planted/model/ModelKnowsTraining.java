package dev.mme5.architecture.planted.model;

import dev.mme5.architecture.planted.training.Loop;

/// Breaks a rule of the architecture on purpose.
record ModelKnowsTraining(Loop loop) {}
