package dev.mme5.serving.search;

import dev.mme5.core.ImageRef;
import dev.mme5.serving.index.Hit;
import dev.mme5.serving.index.IndexEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Draws a question and its hits as one HTML page that needs no other file: the pictures are inside.
public final class HitGallery {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>mme5 search</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.45 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
            header { display: flex; gap: 1rem; align-items: center; margin-bottom: 1.5rem; }
            h1 { font-size: 1.5rem; margin: 0; }
            header img { max-height: 6rem; max-width: 12rem; }
            ol { list-style: none; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); }
            li { border: 1px solid #8884; border-radius: .6rem; padding: .7rem; overflow-wrap: anywhere; }
            li img { display: block; width: 100%; height: 9rem; object-fit: contain; margin-bottom: .5rem; }
            .score { float: right; color: #888; font-variant-numeric: tabular-nums; }
            .text { margin: .3rem 0; } .id { font-size: .8rem; color: #888; }
            </style></head><body>
            """;

    private HitGallery() {}

    /// The page.
    ///
    /// @param hits best first; a picture that cannot be read any more is left out, its hit is not
    public static String html(SearchQuery query, List<Hit> hits) {
        StringBuilder page = new StringBuilder(HEAD).append("<header>");
        query.image().ifPresent(image -> page.append(picture(image)));
        page.append("<h1 dir=\"auto\">").append(escaped(query.text().orElse("Pictures like this one"))).append("</h1></header>\n<ol>\n");
        for (int i = 0; i < hits.size(); i++) {
            page.append(card(i + 1, hits.get(i)));
        }
        return page.append("</ol></body></html>\n").toString();
    }

    private static String card(int rank, Hit hit) {
        IndexEntry entry = hit.entry();
        String picture = entry.location().map(location -> picture(ImageRef.parse(location, Path.of("")))).orElse("");
        String text = entry.text().map(words -> "<p class=\"text\" dir=\"auto\">" + escaped(words) + "</p>").orElse("");
        String score = String.format(Locale.ROOT, "%.3f", hit.score());
        return "<li>" + picture + "<span class=\"score\">" + score + "</span><b>" + rank + "</b>" + text
                + "<div class=\"id\">" + escaped(entry.id()) + "</div></li>\n";
    }

    private static String picture(ImageRef image) {
        try {
            return "<img alt=\"\" src=\"" + Thumbnail.dataUrl(image.bytes()) + "\">";
        } catch (IOException e) {
            return "";
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
