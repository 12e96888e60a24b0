/// Recipes: YAML documents that become records, strictly, with every problem told at once. The only package that knows the YAML
/// library. Start at [Recipes]. It must not know any particular recipe.
@NullMarked
package dev.mme5.core.recipe;

import org.jspecify.annotations.NullMarked;
