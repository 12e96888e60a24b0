package dev.mme5.synthesis.plan;

import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;

/// What is counted in the plan: the configuration of a row without its pictures.
///
/// @param language the row's language; English where no text of the row follows it
public record RowKind(TaskKind task, ModalityPair modality, Language language, RowAttributes attributes) {}
