package dev.mme5.architecture.planted.synthesis;

import dev.mme5.architecture.planted.evaluation.Score;

/// Breaks a rule of the architecture on purpose.
record SynthesisKnowsEvaluation(Score score) {}
