package dev.mme5.synthesis.teacher.prompt;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A text with places to fill, `{{name}}`. Strict: every place is filled and every value has a place. What is filled in is not searched
/// for places. Immutable.
///
/// @param name for messages
record Template(String name, String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    /// The names of the places.
    Set<String> places() {
        return PLACE.matcher(text).results().map(place -> place.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /// The text with its places filled.
    ///
    /// @throws IllegalArgumentException if places and values are not the same
    String fill(Map<String, String> values) {
        if (!places().equals(values.keySet())) {
            throw new IllegalArgumentException(
                    "prompt " + name + ": expected values for " + places() + ", got " + new TreeSet<>(values.keySet()));
        }
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
    }
}
