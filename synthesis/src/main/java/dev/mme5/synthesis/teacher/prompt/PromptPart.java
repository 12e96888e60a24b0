package dev.mme5.synthesis.teacher.prompt;

import dev.mme5.core.ImageRef;

/// A piece of a prompt.
public sealed interface PromptPart {

    record Words(String text) implements PromptPart {}

    record Picture(ImageRef image) implements PromptPart {}
}
