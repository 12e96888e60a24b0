package dev.mme5.architecture.planted.training;

import dev.mme5.architecture.planted.synthesis.Teacher;

/// Breaks a rule of the architecture on purpose.
record TrainingKnowsSynthesis(Teacher teacher) {}
