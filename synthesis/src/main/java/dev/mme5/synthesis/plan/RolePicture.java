package dev.mme5.synthesis.plan;

import dev.mme5.core.ImageRef;
import dev.mme5.core.corpus.Concept;
import java.util.Optional;

/// A picture of a row with its role and what the corpus says of it.
///
/// @param concept empty where the corpus has pictures only
public record RolePicture(PictureRole role, ImageRef image, Optional<Concept> concept) {}
