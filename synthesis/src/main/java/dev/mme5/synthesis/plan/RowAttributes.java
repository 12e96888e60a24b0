package dev.mme5.synthesis.plan;

import dev.mme5.core.Language;
import dev.mme5.core.corpus.ConceptQuestion;

/// What a row's texts are to be like, beyond task, modality and language. The paper samples such attributes as its ancestor does
/// (arXiv 2401.00368, appendix), without telling which; these are ours.
///
/// @param question what the row is about: the question of a VQA row, the label set of a classification row, what a retrieval row
///     wants to know of its picture
/// @param form how the texts about a picture are written
/// @param queryLanguage the language of the query's text, if it has one
/// @param documentLanguage the language of the documents' texts, if they have any
/// @param style how the texts are written where a teacher is free to write
public record RowAttributes(
        ConceptQuestion question, TextForm form, Language queryLanguage, Language documentLanguage, WritingStyle style) {}
