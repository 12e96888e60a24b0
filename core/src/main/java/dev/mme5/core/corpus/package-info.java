/// Pictures with names in many languages: what synthesis draws from and evaluation asks for. Start at [ConceptCorpus]. It must not
/// know what is made of it.
@NullMarked
package dev.mme5.core.corpus;

import org.jspecify.annotations.NullMarked;
