package dev.mme5.architecture.planted.model;

import dev.mme5.architecture.planted.model.mllama.Family;

/// Breaks no rule: the loader may import a family.
public record ModelLoader(Family allowed) {}
