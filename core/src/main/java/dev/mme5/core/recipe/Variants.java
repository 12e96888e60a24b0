package dev.mme5.core.recipe;

import java.util.LinkedHashMap;
import java.util.Map;

/// The records behind a sealed interface, each by the word that chooses it in a recipe.
final class Variants {
    /// The key that chooses.
    static final String KEY = "kind";

    private Variants() {}

    /// In the order of the `permits` clause.
    static Map<String, Class<?>> of(Class<?> sealed) {
        Map<String, Class<?>> variants = new LinkedHashMap<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                variants.put(Words.of(permitted), permitted);
            } else if (permitted.isSealed() && permitted.isInterface()) {
                variants.putAll(of(permitted));
            } else {
                throw new IllegalStateException(sealed.getName() + ": expected records, got " + permitted.getName());
            }
        }
        return variants;
    }

    /// Whether a recipe must say `kind` to choose this record.
    static boolean isVariant(Class<?> record) {
        for (Class<?> implemented : record.getInterfaces()) {
            if (implemented.isSealed()) {
                return true;
            }
        }
        return false;
    }
}
