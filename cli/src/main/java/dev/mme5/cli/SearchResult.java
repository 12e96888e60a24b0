package dev.mme5.cli;

import dev.mme5.core.ImageRef;
import dev.mme5.serving.index.Hit;
import dev.mme5.serving.search.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `mme5 search` prints.
///
/// @param text the query's words
/// @param image the query's picture
/// @param hits best first
record SearchResult(Optional<String> text, Optional<String> image, List<Found> hits) {
    private static final int SHOWN_CHARACTERS = 100;

    /// @param rank from 1
    record Found(int rank, float score, String id, Optional<String> location, Optional<String> text) {}

    static SearchResult of(SearchQuery query, List<Hit> hits) {
        List<Found> found = new ArrayList<>();
        for (Hit hit : hits) {
            found.add(new Found(found.size() + 1, hit.score(), hit.entry().id(), hit.entry().location(), hit.entry().text()));
        }
        return new SearchResult(query.text(), query.image().map(ImageRef::location), found);
    }

    /// For people: rank, score, and where the hit is or what it says.
    String table() {
        StringBuilder table = new StringBuilder("rank   score  hit");
        for (Found hit : hits) {
            table.append(String.format(Locale.ROOT, "%n%4d  %6.3f  %s", hit.rank(), hit.score(), hit.location().orElse(hit.id())));
            hit.text().ifPresent(words -> table.append("  ").append(oneLine(words)));
        }
        return table.toString();
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= SHOWN_CHARACTERS) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, SHOWN_CHARACTERS - 1)) + "…";
    }
}
