package dev.mme5.synthesis.teacher.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with places to fill, `{{name}}`. Strict: every place is filled and every value has a place. What is filled in is not searched
/// for places. Read once, filled for every row. Immutable.
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final String name;
    private final List<String> between = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private final Set<String> names;

    /// @param name for messages
    Template(String name, String text) {
        this.name = name;
        int end = 0;
        for (Matcher place = PLACE.matcher(text); place.find(); end = place.end()) {
            between.add(text.substring(end, place.start()));
            places.add(place.group(1));
        }
        between.add(text.substring(end));
        names = Set.copyOf(places);
    }

    /// The text with its places filled.
    ///
    /// @throws IllegalArgumentException if places and values are not the same
    String fill(Map<String, String> values) {
        if (!names.equals(values.keySet())) {
            throw new IllegalArgumentException(
                    "prompt " + name + ": expected values for " + new TreeSet<>(names) + ", got " + new TreeSet<>(values.keySet()));
        }
        StringBuilder filled = new StringBuilder(between.getFirst());
        for (int i = 0; i < places.size(); i++) {
            filled.append(values.get(places.get(i))).append(between.get(i + 1));
        }
        return filled.toString();
    }
}
