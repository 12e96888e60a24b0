package dev.mme5.core.recipe;

import java.util.Locale;
import java.util.regex.Pattern;

/// How Java's names are spelled in a recipe: lower case with hyphens.
final class Words {
    private static final Pattern BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private Words() {}

    /// `IMAGE_TEXT` is `image-text`.
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// `InfoNce` is `info-nce`.
    static String of(Class<?> type) {
        return BORDER.matcher(type.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
