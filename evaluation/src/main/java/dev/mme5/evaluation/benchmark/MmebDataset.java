package dev.mme5.evaluation.benchmark;

import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;

/// One of MMEB's 36 data sets (VLM2Vec, arXiv 2410.05160, table 1).
///
/// @param name its configuration's name in `TIGER-Lab/MMEB-eval`
/// @param kind its meta-task
/// @param inDistribution whether its training split is part of MMEB's training data (IND), or not (OOD)
/// @param modalities what is matched with what
public record MmebDataset(String name, TaskKind kind, boolean inDistribution, ModalityPair modalities) {

    static MmebDataset ind(String name, TaskKind kind, String modalities) {
        return new MmebDataset(name, kind, true, ModalityPair.parse(modalities));
    }

    static MmebDataset ood(String name, TaskKind kind, String modalities) {
        return new MmebDataset(name, kind, false, ModalityPair.parse(modalities));
    }
}
