package dev.mme5.model;

import dev.mme5.model.nn.Parameter;

/// What budgets and checks need to know of a model's family.
///
/// @param beginOfText id of the token that begins a prompt
/// @param imageToken id of the token that stands for a picture
/// @param picturePixels pixels that one picture becomes, unused tiles counted
/// @param finalNorm scale of the root-mean-square norm that every vector passes last, [D]
/// @param pictureSettings what is done to a picture before the model sees it, as one line of text
public record ModelTraits(int beginOfText, int imageToken, long picturePixels, Parameter finalNorm, String pictureSettings) {}
